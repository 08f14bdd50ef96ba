import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseNumericText, parseNumericText } from './numeric-text.ts';

describe('parseNumericText', () => {
  it.each([
    ['６２．５', 62.5],
    ['62。5', 62.5],
    ['６２。５', 62.5],
    ['62、5', 62.5],
    ['62,5', 62.5],
    ['６，２４０', 6240],
    ['6、240', 6240],
    ['1,234,567.5', 1_234_567.5],
    [' 41 ', 41],
    ['41.', 41],
    ['.5', 0.5],
    ['−3', -3],
    ['ー3', -3],
    ['006', 6],
  ])('reads %j as %d', (text, number) => {
    expect(parseNumericText(text)).toBe(number);
  });

  it.each(['', ' ', 'abc', '1.2.3', '1,2,3', '-', '.', '12cm', '1e5', 'Infinity', '0x10', '--1'])(
    'takes %j for no number',
    (text) => {
      expect(parseNumericText(text)).toBeUndefined();
    },
  );

  it('takes a number too long to be held for none', () => {
    expect(parseNumericText('9'.repeat(400))).toBeUndefined();
  });

  it('reads a decimal the same in half-width and full-width', () => {
    const wide = (text: string) =>
      text
        .replaceAll(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
        .replace('.', '。');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), fc.nat(3), (digits, places) => {
        const text = (digits / 10 ** places).toFixed(places);
        expect(parseNumericText(wide(text))).toBe(Number(text));
      }),
    );
  });
});

describe('normaliseNumericText', () => {
  it('is settled after one round', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0１２.。、,，-ー a'.split('')) }), (text) => {
        const once = normaliseNumericText(text);
        expect(normaliseNumericText(once)).toBe(once);
      }),
    );
  });
});
