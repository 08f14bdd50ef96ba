import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase45, toBase45 } from './base45.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('Base45', () => {
  it.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('writes and reads the example %s of RFC 9285 §4', (text, encoded) => {
    expect(toBase45(bytesOf(text))).toBe(encoded);
    expect(fromBase45(encoded)).toEqual(bytesOf(text));
  });

  it('brings any bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(fromBase45(toBase45(bytes))).toEqual(bytes);
      }),
    );
  });

  it('reads exactly the texts that it writes', () => {
    const text = fc.string({
      unit: fc.constantFrom(...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:')),
      maxLength: 30,
    });
    fc.assert(
      fc.property(text, (candidate) => {
        const bytes = fromBase45(candidate);
        expect(bytes === undefined || toBase45(bytes) === candidate).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['a lone character', 'A'],
    ['a remainder of one', 'BB8A'],
    ['a group above 65535 (RFC 9285 §4.4)', 'GGW'],
    ['the highest group', ':::'],
    ['a pair above 255', '::'],
    ['the first pair above 255', 'V5'],
    ['a lower-case letter', 'bB8'],
    ['a letter outside the alphabet', 'A_0'],
    ['a full-width digit', 'A０0'],
    ['a character of two code units', 'A😀'],
    ['a lone surrogate', 'A\uD8000'],
  ])('refuses %s', (_what, text) => {
    expect(fromBase45(text)).toBeUndefined();
  });

  it('takes the largest group and the largest pair', () => {
    expect(fromBase45('FGW')).toEqual(Uint8Array.of(255, 255));
    expect(fromBase45('U5')).toEqual(Uint8Array.of(255));
  });

  it('takes the empty text as no bytes', () => {
    expect(toBase45(new Uint8Array())).toBe('');
    expect(fromBase45('')).toEqual(new Uint8Array());
  });
});
