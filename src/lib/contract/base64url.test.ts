import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from './base64url.ts';

describe('base64url', () => {
  it.each([
    [[], ''],
    [[0x66], 'Zg'],
    [[0x66, 0x6f], 'Zm8'],
    [[0x66, 0x6f, 0x6f], 'Zm9v'],
    [[0xfb, 0xff, 0xbf], '-_-_'],
  ])('writes and reads %j as "%s"', (bytes, text) => {
    expect(toBase64Url(Uint8Array.from(bytes))).toBe(text);
    expect(fromBase64Url(text)).toEqual(Uint8Array.from(bytes));
  });

  it('brings any bytes back, as Node itself would write them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = toBase64Url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64Url(text)).toEqual(bytes);
      }),
    );
  });

  it('brings a megabyte back', () => {
    const bytes = Uint8Array.from({ length: 1_048_577 }, (_, index) => (index * 31) % 256);
    expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
  });

  it.each([
    ['padding', 'Zg=='],
    ['the other alphabet', '+/+/'],
    ['a blank', 'Zg '],
    ['a line break', 'Zm9v\n'],
    ['a length of 4n+1', 'Zm9vZ'],
    ['unused bits in a group of two', 'Zh'],
    ['unused bits in a group of three', 'Zm9'],
    ['a letter of another script', 'Ｚg'],
  ])('refuses %s', (_what, text) => {
    expect(fromBase64Url(text)).toBeUndefined();
  });

  it('reads exactly the texts that it writes', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from('ABCDEFGQRgwxyz0189-_=')), maxLength: 12 });
    fc.assert(
      fc.property(text, (candidate) => {
        const bytes = fromBase64Url(candidate);
        expect(bytes === undefined || toBase64Url(bytes) === candidate).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
