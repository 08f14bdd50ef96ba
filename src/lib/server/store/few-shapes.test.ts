import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paddedList, slicesOf } from './few-shapes.ts';

const SIZES = [1, 2, 4, 8, 16, 32, 64];

describe('few shapes of a statement', () => {
  it('[property] slices hold every row once, in order, in a few sizes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 300 }), (rows) => {
        const slices = slicesOf(rows);
        expect(slices.flat()).toEqual(rows);
        expect(slices.every(({ length }) => SIZES.includes(length))).toBe(true);
      }),
    );
  });

  it('[property] a padded list says the same as the list', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 64 }), (values) => {
        const padded = paddedList(values);
        expect(new Set(padded)).toEqual(new Set(values));
        expect(values.length === 0 ? padded.length === 0 : SIZES.includes(padded.length)).toBe(true);
      }),
    );
  });

  it.each([
    [13, [8, 4, 1]],
    [64, [64]],
    [131, [64, 64, 2, 1]],
    [0, []],
  ])('%i rows are slices of %j', (count, sizes) => {
    expect(slicesOf(Array.from({ length: count }, () => 0)).map(({ length }) => length)).toEqual(sizes);
  });
});
