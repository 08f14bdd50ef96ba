import { createPublicKey, verify } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fromBase45, toBase45 } from '../contract/base45.ts';
import type { VerifyKey } from '../contract/bundle.ts';
import { toCbor, type Cbor } from '../contract/cbor.ts';
import type { Outcome } from '../contract/problem.ts';
import {
  encodeTicketClaims,
  TICKET_MAX_LENGTH,
  TICKET_PREFIX,
  type TicketClaims,
} from '../contract/ticket.ts';
import { utf8, type Bytes } from './bytes.ts';
import { generateSigningKeyPair, publicCoordinates, signEs256, type Signer } from './es256.ts';
import { signTicket, verifyTicket } from './ticket.ts';

const NOW = 1_796_000_000;

const aTicket = (): TicketClaims => ({
  municipality: '131130',
  ticketId: '018f3f6e-5c00-7aaa-8bbb-0123456789ab',
  subjectId: '018f3f6e-5c00-4ccc-9ddd-0123456789ab',
  program: 'infant-3-4m',
  notBefore: NOW - 1_000,
  expires: NOW + 1_000,
});

let signer: Signer;
let keys: readonly VerifyKey[];

beforeAll(async () => {
  const [one, two] = [await generateSigningKeyPair(false), await generateSigningKeyPair(false)];
  signer = { kid: 't2026a', privateKey: one.privateKey };
  keys = [
    { kid: 't2025b', ...(await publicCoordinates(two.publicKey)) },
    { kid: 't2026a', ...(await publicCoordinates(one.publicKey)) },
  ];
});

const check = (
  text: string,
  change: Partial<Parameters<typeof verifyTicket>[1]> = {},
): Promise<Outcome<TicketClaims>> =>
  verifyTicket(text, { keys, municipality: '131130', nowSeconds: NOW, ...change });

const codeOf = (outcome: Outcome<TicketClaims>): string => (outcome.ok ? 'accepted' : outcome.error.code);

const textOf = (value: Cbor): string => TICKET_PREFIX + toBase45(toCbor(value));

const sigStructure = (header: Bytes, payload: Bytes): Bytes =>
  toCbor(['Signature1', header, utf8('hagukumi/ticket/1'), payload]);

/** A COSE_Sign1, rightly signed, with whatever header and payload. */
const signed = async (header: Bytes, payload: Bytes): Promise<readonly Cbor[]> => [
  header,
  new Map(),
  payload,
  await signEs256(signer.privateKey, sigStructure(header, payload)),
];

const headerOf = (alg: Cbor, kid: Cbor): Bytes =>
  toCbor(
    new Map([
      [1, alg],
      [4, kid],
    ]),
  );

describe('a ticket', () => {
  it('gives its claims to a tablet of its municipality in its time', async () => {
    expect(await check(await signTicket(aTicket(), signer))).toEqual({ ok: true, value: aTicket() });
  });

  it('fits QR version 11 at level Q with the longest key id and times', async () => {
    const largest = { ...aTicket(), notBefore: 2 ** 40, expires: 2 ** 41 };
    const text = await signTicket(largest, { ...signer, kid: 'k'.repeat(8) });
    expect(text.length).toBeLessThanOrEqual(TICKET_MAX_LENGTH);
  });

  it('is a COSE_Sign1 of RFC 9052 whose signature Node verifies', async () => {
    const bytes = Buffer.from(
      fromBase45((await signTicket(aTicket(), signer)).slice(TICKET_PREFIX.length)) ?? [],
    );
    // 84 array of 4; 4b bstr of 11: a2 {01: 26 (−7), 04: 46 bstr of 6}; a0 {}; 58 bstr …; 58 40 bstr of 64.
    const kid = Buffer.from('t2026a').toString('hex');
    expect(bytes.subarray(0, 15).toString('hex')).toBe(`844ba201260446${kid}a058`);
    const payload = bytes.subarray(16, 16 + (bytes[15] ?? 0));
    const rest = bytes.subarray(16 + payload.length);
    expect(rest.subarray(0, 2).toString('hex')).toBe('5840');
    const structure = Buffer.concat([
      Buffer.from([0x84, 0x6a]),
      Buffer.from('Signature1'),
      bytes.subarray(1, 13),
      Buffer.from([0x51]),
      Buffer.from('hagukumi/ticket/1'),
      Buffer.from([0x58, payload.length]),
      payload,
    ]);
    const { x = '', y = '' } = keys[1] ?? {};
    const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    expect(verify('sha256', structure, { key, dsaEncoding: 'ieee-p1363' }, rest.subarray(2))).toBe(true);
    expect(payload).toEqual(Buffer.from(encodeTicketClaims(aTicket())));
  });

  it('is not signed under a key id that does not fit', async () => {
    for (const kid of ['', 'k'.repeat(9), '鍵鍵鍵']) {
      await expect(signTicket(aTicket(), { ...signer, kid })).rejects.toThrow(RangeError);
    }
  });

  it.each([
    [NOW - 1_001, 'ticket-not-yet-valid'],
    [NOW - 1_000, 'accepted'],
    [NOW + 999, 'accepted'],
    [NOW + 1_000, 'ticket-expired'],
  ])('at %d is %s', async (nowSeconds, expected) => {
    expect(codeOf(await check(await signTicket(aTicket(), signer), { nowSeconds }))).toBe(expected);
  });

  it('of another municipality is refused as foreign, even when expired', async () => {
    const text = await signTicket({ ...aTicket(), municipality: '131148', expires: NOW - 1 }, signer);
    expect(codeOf(await check(text))).toBe('ticket-foreign-municipality');
  });

  it('of a program that this version does not know is refused as such', async () => {
    const later = { ...aTicket(), program: 'infant-99m' as 'infant-3-4m' };
    expect(codeOf(await check(await signTicket(later, signer)))).toBe('ticket-program-unknown');
  });

  it('signed under a key that is not listed is refused as unknown', async () => {
    expect(codeOf(await check(await signTicket(aTicket(), { ...signer, kid: 'other' })))).toBe(
      'ticket-key-unknown',
    );
    expect(codeOf(await check(await signTicket(aTicket(), signer), { keys: [] }))).toBe('ticket-key-unknown');
  });

  it('signed by somebody else under a listed key id is forged', async () => {
    const stranger = (await generateSigningKeyPair(false)).privateKey;
    const text = await signTicket(aTicket(), { kid: 't2026a', privateKey: stranger });
    expect(codeOf(await check(text))).toBe('ticket-forged');
    expect(codeOf(await check(await signTicket(aTicket(), { ...signer, kid: 't2025b' })))).toBe(
      'ticket-forged',
    );
  });

  it('checked under a listed key that is no key is forged', async () => {
    const broken = [{ kid: 't2026a', x: 'AA', y: 'AA' }];
    expect(codeOf(await check(await signTicket(aTicket(), signer), { keys: broken }))).toBe('ticket-forged');
  });
});

describe('a text that is no ticket', () => {
  it.each([
    '',
    'hgk1:',
    'HGK2:',
    'HGKE1:AB01CD23',
    'HC1:NCF',
    'https://example.com/',
    ' HGK1:',
    '123456789012',
  ])('is not ours: %j', async (text) => {
    expect(codeOf(await check(text))).toBe('ticket-not-ours');
  });

  it('is malformed when longer than any ticket', async () => {
    const text = await signTicket(aTicket(), signer);
    expect(codeOf(await check(text.padEnd(TICKET_MAX_LENGTH + 1, '0')))).toBe('ticket-malformed');
  });

  it('is malformed in every shape but one', async () => {
    const payload = encodeTicketClaims(aTicket());
    const kid = utf8('t2026a');
    const whole = await signed(headerOf(-7, kid), payload);
    expect(codeOf(await check(textOf(whole)))).toBe('accepted');
    const [header = null, , , signature = null] = whole;
    const shapes: Cbor[] = [
      null,
      [],
      new Map(),
      whole.slice(0, 3),
      [...whole, null],
      [header, null, payload, signature],
      [header, new Map([[4, kid]]), payload, signature],
      [header, new Map(), null, signature],
      [header, new Map(), payload, null],
      [header, new Map(), payload, 'text'],
      [new Map([[1, -7]]), new Map(), payload, signature],
      await signed(toCbor(new Map([[1, -7]])), payload),
      await signed(toCbor(new Map([[4, kid]])), payload),
      await signed(
        toCbor(
          new Map<number, Cbor>([
            [1, -7],
            [4, kid],
            [2, [99]],
          ]),
        ),
        payload,
      ),
      await signed(
        toCbor(
          new Map<number, Cbor>([
            [3, -7],
            [4, kid],
          ]),
        ),
        payload,
      ),
      await signed(headerOf(-7, 't2026a'), payload),
      await signed(headerOf(-7, new Uint8Array()), payload),
      await signed(headerOf(-7, utf8('t2026a-more')), payload),
      await signed(headerOf(-7, Uint8Array.of(0xff)), payload),
      await signed(new Uint8Array(), payload),
    ];
    for (const shape of shapes) expect(codeOf(await check(textOf(shape)))).toBe('ticket-malformed');
  });

  it('is malformed with a tag, or with bytes after its end', async () => {
    const bytes = toCbor([...(await signed(headerOf(-7, utf8('t2026a')), encodeTicketClaims(aTicket())))]);
    for (const other of [Uint8Array.of(0xd2, ...bytes), Uint8Array.of(...bytes, 0)]) {
      expect(codeOf(await check(TICKET_PREFIX + toBase45(other)))).toBe('ticket-malformed');
    }
  });

  it('is malformed when its signed claims are', async () => {
    const text = textOf(await signed(headerOf(-7, utf8('t2026a')), toCbor(new Map([[1, 'x']]))));
    expect(codeOf(await check(text))).toBe('ticket-malformed');
  });

  it('is forged under any other algorithm', async () => {
    for (const alg of [-8, -35, 5, 0, 'ES256', null, new Uint8Array()]) {
      const text = textOf(await signed(headerOf(alg, utf8('t2026a')), encodeTicketClaims(aTicket())));
      expect(codeOf(await check(text))).toBe('ticket-forged');
    }
  });

  it('is forged when signed without the domain of tickets', async () => {
    const header = headerOf(-7, utf8('t2026a'));
    const payload = encodeTicketClaims(aTicket());
    const plain = await signEs256(
      signer.privateKey,
      toCbor(['Signature1', header, new Uint8Array(), payload]),
    );
    expect(codeOf(await check(textOf([header, new Map(), payload, plain])))).toBe('ticket-forged');
  });

  it('is refused when any one bit of a ticket is flipped', async () => {
    const text = await signTicket(aTicket(), signer);
    const bytes = fromBase45(text.slice(TICKET_PREFIX.length)) ?? new Uint8Array();
    const seen = new Set<string>();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      seen.add(codeOf(await check(TICKET_PREFIX + toBase45(changed))));
    }
    expect([...seen].sort()).toEqual(['ticket-forged', 'ticket-key-unknown', 'ticket-malformed']);
  });

  it('is refused when a ticket is cut to any length', async () => {
    const text = await signTicket(aTicket(), signer);
    for (let length = 0; length < text.length; length += 1) {
      const code = codeOf(await check(text.slice(0, length)));
      expect(code).toBe(length < TICKET_PREFIX.length ? 'ticket-not-ours' : 'ticket-malformed');
    }
  });

  it('is refused when characters of a ticket are replaced', async () => {
    const text = await signTicket(aTicket(), signer);
    const character = fc.constantFrom(
      ...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:aあ\u0000'),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), character, async (index, replacement) => {
        fc.pre(text.charAt(index) !== replacement);
        const changed = text.slice(0, index) + replacement + text.slice(index + 1);
        expect(codeOf(await check(changed))).not.toBe('accepted');
      }),
      { numRuns: 1_000 },
    );
  });

  it('is refused, never an error, in random bytes and random text', async () => {
    const random = fc.oneof(
      fc.uint8Array({ maxLength: 170 }).map((bytes) => TICKET_PREFIX + toBase45(bytes)),
      fc
        .array(fc.nat(0xffff))
        .map((units) => String.fromCharCode(...units))
        .map((text) => TICKET_PREFIX + text),
      fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
    );
    await fc.assert(
      fc.asyncProperty(random, async (text) => {
        expect(codeOf(await check(text))).not.toBe('accepted');
      }),
      { numRuns: 3_000 },
    );
  });
});
