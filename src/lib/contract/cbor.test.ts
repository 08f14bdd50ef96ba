import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromCbor, toCbor, type Cbor } from './cbor.ts';

const hexBytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const anyCbor: fc.Arbitrary<Cbor> = fc.letrec<{ value: Cbor }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.string({ unit: 'grapheme' }),
    fc.uint8Array({ maxLength: 40 }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .uniqueArray(fc.tuple(fc.integer(), tie('value')), { maxLength: 5, selector: ([key]) => key })
      .map((entries) => new Map(entries)),
  ),
})).value;

describe('CBOR', () => {
  it.each<[string, Cbor]>([
    ['00', 0],
    ['17', 23],
    ['1818', 24],
    ['1a000f4240', 1_000_000],
    ['3863', -100],
    ['f4', false],
    ['f6', null],
    ['62c3bc', 'ü'],
    ['4401020304', Uint8Array.of(1, 2, 3, 4)],
    ['8301820203820405', [1, [2, 3], [4, 5]]],
    [
      'a201020304',
      new Map([
        [1, 2],
        [3, 4],
      ]),
    ],
  ])('writes and reads the example %s of RFC 8949 appendix A', (hex, value) => {
    expect(hexOf(toCbor(value))).toBe(hex);
    expect(fromCbor(hexBytes(hex))).toEqual(value);
  });

  it('brings any value back', () => {
    fc.assert(
      fc.property(anyCbor, (value) => {
        expect(fromCbor(toCbor(value))).toEqual(value);
      }),
    );
  });

  it('writes a map the same way in whatever order it was filled', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { minLength: 2, maxLength: 6 }), (keys) => {
        const forth = new Map(keys.map((key) => [key, key]));
        const back = new Map(keys.toReversed().map((key) => [key, key]));
        expect(toCbor(forth)).toEqual(toCbor(back));
      }),
    );
  });

  it.each([
    ['no bytes', ''],
    ['a second value after the first', '0000'],
    ['a truncated array', '8201'],
    ['a truncated byte string', '4401'],
    ['a length far beyond the bytes', '5b00ffffffffffffff'],
    ['an array of four milliard', '9affffffff'],
    ['a long integer', '1800'],
    ['a longer integer', '190001'],
    ['a long length', '5801aa'],
    ['an integer beyond 2^53', '1b0020000000000000'],
    ['an indefinite array', '9f01ff'],
    ['an indefinite text', '7f6161ff'],
    ['a lone break', 'ff'],
    ['a tag', 'c000'],
    ['the tag of COSE_Sign1', 'd280'],
    ['undefined', 'f7'],
    ['NaN', 'f97e00'],
    ['Infinity', 'f97c00'],
    ['an integer written as a float', 'f93c00'],
    ['a float longer than it must be', 'fb3ff8000000000000'],
    ['a simple value without meaning', 'e0'],
    ['duplicate keys', 'a201010102'],
    ['keys out of order', 'a203040102'],
    ['a text key', 'a1616101'],
    ['a __proto__ key', 'a1695f5f70726f746f5f5f01'],
    ['a text key deep inside', '81a101a1616101'],
    ['a byte string as key', 'a1414101'],
    ['a float key', 'a1f93e0001'],
    ['an array as key', 'a1800001'],
    ['ill-formed UTF-8', '61ff'],
    ['an overlong UTF-8 form', '62c080'],
    ['a surrogate in UTF-8', '63eda080'],
  ])('refuses %s', (_what, hex) => {
    expect(fromCbor(hexBytes(hex))).toBeUndefined();
  });

  it('refuses nesting too deep for the stack, without throwing', () => {
    expect(fromCbor(new Uint8Array(262_144).fill(0x81))).toBeUndefined();
    const whole = new Uint8Array(262_144).fill(0x81);
    whole[whole.length - 1] = 0;
    expect(fromCbor(whole)).toBeUndefined();
  });

  it('never throws and accepts only what it would write itself', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const value = fromCbor(bytes);
        if (value !== undefined) expect(toCbor(value as Cbor)).toEqual(bytes);
      }),
      { numRuns: 5_000 },
    );
  });

  it('gives byte strings of their own, not views of the input', () => {
    const input = Buffer.from('4401020304', 'hex');
    const value = fromCbor(input) as Uint8Array;
    input.fill(0);
    expect(value).toEqual(Uint8Array.of(1, 2, 3, 4));
    expect(Object.getPrototypeOf(value)).toBe(Uint8Array.prototype);
    expect(value.buffer.byteLength).toBe(4);
  });
});
