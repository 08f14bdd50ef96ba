import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromCbor, toCbor, type Cbor } from './cbor.ts';
import { uuidFromBytes } from './ids.ts';
import { decodeTicketClaims, encodeTicketClaims, type TicketClaims } from './ticket.ts';

const aTicket = (): TicketClaims => ({
  municipality: '131130',
  ticketId: '018f3f6e-5c00-7aaa-8bbb-0123456789ab',
  subjectId: '018f3f6e-5c00-7ccc-9ddd-0123456789ab',
  program: 'infant-3-4m',
  notBefore: 1_795_000_000,
  expires: 1_797_000_000,
});

/** The claims' map with some of them replaced, or left out where the replacement is undefined. */
const encodedWith = (changes: readonly (readonly [number, Cbor | undefined])[]): Uint8Array => {
  const map = new Map(fromCbor(encodeTicketClaims(aTicket())) as Map<number, Cbor>);
  for (const [key, value] of changes) {
    if (value === undefined) map.delete(key);
    else map.set(key, value);
  }
  return toCbor(map);
};

const uuid = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .chain((bytes) =>
    fc.constantFrom(4 as const, 7 as const, 8 as const).map((version) => uuidFromBytes(bytes, version)),
  );

describe('ticket claims', () => {
  it('come back from their bytes', () => {
    const claims = fc.record({
      municipality: fc.string({
        unit: fc.constantFrom(...Array.from('0123456789')),
        minLength: 6,
        maxLength: 6,
      }),
      ticketId: uuid,
      subjectId: uuid,
      program: fc.constant('infant-3-4m' as const),
      notBefore: fc.nat(),
      expires: fc.maxSafeNat(),
    });
    fc.assert(
      fc.property(claims, (value) => {
        expect(decodeTicketClaims(encodeTicketClaims(value))).toEqual(value);
      }),
    );
  });

  it.each<[string, number, Cbor | undefined]>([
    ['a municipality of five digits', 1, '13113'],
    ['a municipality in full-width digits', 1, '１３１１３０'],
    ['a municipality that is a number', 1, 131130],
    ['no municipality', 1, undefined],
    ['a short subject id', 2, new Uint8Array(15)],
    ['a subject id that is no UUID', 2, new Uint8Array(16)],
    ['a subject id as text', 2, aTicket().subjectId],
    ['no expiry', 4, undefined],
    ['a fraction of a second', 4, 1.5],
    ['an expiry as text', 4, '1797000000'],
    ['no start', 5, undefined],
    ['a fraction as start', 5, 0.5],
    ['a short ticket id', 7, new Uint8Array(8)],
    ['no ticket id', 7, undefined],
    ['a program that is a number', -70_001, 3],
    ['no program', -70_001, undefined],
    ['a claim nobody knows', 99, 'name'],
  ])('are malformed with %s', (_what, key, value) => {
    expect(decodeTicketClaims(encodedWith([[key, value]]))).toBe('malformed');
  });

  it('are malformed when a claim is swapped for an unknown one', () => {
    expect(
      decodeTicketClaims(
        encodedWith([
          [5, undefined],
          [6, 1_795_000_000],
        ]),
      ),
    ).toBe('malformed');
  });

  it('name a program that this version does not know', () => {
    expect(decodeTicketClaims(encodedWith([[-70_001, 'infant-99m']]))).toBe('program-unknown');
    expect(decodeTicketClaims(encodedWith([[-70_001, '__proto__']]))).toBe('program-unknown');
  });

  it('are malformed, never an error, in random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
        expect(decodeTicketClaims(bytes)).toBe('malformed');
      }),
      { numRuns: 2_000 },
    );
  });
});
