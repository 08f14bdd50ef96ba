import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, fromUtf8, randomBytes, sha256, toHex, utf8 } from './bytes.ts';

describe('text and bytes', () => {
  it('come back from each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
        (text) => {
          fc.pre(text.isWellFormed());
          expect(fromUtf8(utf8(text))).toBe(text);
        },
      ),
    );
  });

  it('keep a byte order mark', () => {
    expect(fromUtf8(utf8('\uFEFFあ'))).toBe('\uFEFFあ');
  });

  it.each([
    ['a lone continuation byte', [0x80]],
    ['a truncated letter', [0xe3, 0x81]],
    ['an overlong form', [0xc0, 0x80]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a code point above U+10FFFF', [0xf4, 0x90, 0x80, 0x80]],
  ])('are not text with %s', (_what, bytes) => {
    expect(fromUtf8(Uint8Array.from(bytes))).toBeUndefined();
  });

  it('own a plain buffer of just their length', () => {
    expect(utf8('abc').buffer.byteLength).toBe(3);
  });
});

describe('bytes', () => {
  it('are joined in order', () => {
    expect(concatBytes()).toEqual(new Uint8Array());
    expect(concatBytes(Uint8Array.of(1), new Uint8Array(), Uint8Array.of(2, 3))).toEqual(
      Uint8Array.of(1, 2, 3),
    );
  });

  it('hash to the SHA-256 of FIPS 180-4', async () => {
    expect(toHex(await sha256(utf8('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('are random in the asked length', () => {
    expect(randomBytes(32)).toHaveLength(32);
    expect(toHex(randomBytes(32))).not.toBe(toHex(randomBytes(32)));
  });

  it('are written as two lower-case digits each', () => {
    expect(toHex(Uint8Array.of(0, 10, 255))).toBe('000aff');
  });
});
