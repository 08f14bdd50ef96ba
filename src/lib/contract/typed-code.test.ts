import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatTypedCode,
  hasValidLuhn,
  luhnCheckDigit,
  normaliseTypedCode,
  TYPED_CODE_DIGITS,
} from './typed-code.ts';

const digits = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length });
const code = digits(TYPED_CODE_DIGITS - 1).map((body) => body + luhnCheckDigit(body));

describe('the check digit', () => {
  it.each([
    ['7992739871', '3'],
    ['0', '0'],
    ['00000000000', '0'],
    ['411111111111111', '1'],
  ])('of %s is %s', (body, check) => {
    expect(luhnCheckDigit(body)).toBe(check);
    expect(hasValidLuhn(body + check)).toBe(true);
  });

  it('is the only last digit that passes', () => {
    fc.assert(
      fc.property(digits(11), (body) => {
        const passing = [...Array.from('0123456789')].filter((last) => hasValidLuhn(body + last));
        expect(passing).toEqual([luhnCheckDigit(body)]);
      }),
    );
  });

  it('tells every single wrong digit', () => {
    fc.assert(
      fc.property(code, fc.nat(11), fc.integer({ min: 1, max: 9 }), (right, place, shift) => {
        const wrong = String((Number(right.charAt(place)) + shift) % 10);
        expect(hasValidLuhn(right.slice(0, place) + wrong + right.slice(place + 1))).toBe(false);
      }),
    );
  });

  it('tells two swapped neighbours, except 0 and 9', () => {
    fc.assert(
      fc.property(code, fc.nat(10), (right, place) => {
        const [a = '', b = ''] = right.slice(place, place + 2);
        fc.pre(a !== b && !(a + b === '09' || a + b === '90'));
        expect(hasValidLuhn(right.slice(0, place) + b + a + right.slice(place + 2))).toBe(false);
      }),
    );
  });

  it.each(['', '0', 'abcd', '12 34', '１８'])('is not asked of %j', (text) => {
    expect(hasValidLuhn(text)).toBe(false);
  });
});

describe('a typed code', () => {
  it.each([
    '123456789012',
    '1234-5678-9012',
    ' 1234 5678 9012 ',
    '１２３４－５６７８－９０１２',
    '1234ー5678ー9012',
    '1234ｰ5678ｰ9012',
    '1234–5678—9012',
    '1234−5678‐9012',
    '1234　5678　9012',
  ])('is read from %j', (text) => {
    expect(normaliseTypedCode(text)).toBe('123456789012');
  });

  it.each([
    '',
    '12345678901',
    '1234567890123',
    '12345678901a',
    '1234.5678.9012',
    '٠٠٠٠٠٠٠٠٠٠٠٠',
    '+123456789012',
  ])('is not read from %j', (text) => {
    expect(normaliseTypedCode(text)).toBeUndefined();
  });

  it('comes back from the way it is printed', () => {
    expect(formatTypedCode('123456789012')).toBe('1234-5678-9012');
    fc.assert(
      fc.property(code, (right) => {
        expect(normaliseTypedCode(formatTypedCode(right))).toBe(right);
      }),
    );
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
        (text) => {
          const read = normaliseTypedCode(text);
          expect(read === undefined || /^[0-9]{12}$/.test(read)).toBe(true);
        },
      ),
    );
  });
});
