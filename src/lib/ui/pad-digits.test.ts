import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grouped, keptDigits } from './pad-digits.ts';

describe('keptDigits', () => {
  it('keeps full-width digits, and drops hyphens, letters and what is too much', () => {
    expect(keptDigits('１２３４-56 a78', 6)).toBe('123456');
  });
});

describe('grouped', () => {
  it.each([
    ['', ''],
    ['1234', '1234'],
    ['12345', '1234-5'],
    ['123456789012', '1234-5678-9012'],
    ['1234567890123', '1234-5678-9012-3'],
  ])('shows %j as %j', (digits, text) => {
    expect(grouped(digits, [4, 4, 4])).toBe(text);
  });

  it('loses no digit', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'.split('')), maxLength: 20 });
    fc.assert(
      fc.property(digits, fc.array(fc.integer({ min: 1, max: 5 })), (text, groups) => {
        expect(keptDigits(grouped(text, groups), 20)).toBe(text);
      }),
    );
  });
});
