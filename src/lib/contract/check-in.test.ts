import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countInRanges, isInRanges, withoutSeqs, type SeqRange } from './check-in.ts';

/** Ascending ranges that do not touch. */
const someRanges = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 6 })), { maxLength: 6 })
  .map((steps) => {
    let at = 0;
    return steps.map(([gap, length]): SeqRange => {
      const from = at + gap + 1;
      at = from + length;
      return [from, at];
    });
  });

const numbersIn = (ranges: readonly SeqRange[]): number[] =>
  ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index));

describe('ranges of numbers', () => {
  it('[property] without some numbers hold all the others and no more', () => {
    fc.assert(
      fc.property(someRanges, fc.array(fc.integer({ min: 1, max: 60 })), (ranges, numbers) => {
        const taken = new Set(numbers);
        const left = withoutSeqs(ranges, taken);
        expect(numbersIn(left)).toEqual(numbersIn(ranges).filter((seq) => !taken.has(seq)));
        expect(left.every(([from, to]) => from <= to)).toBe(true);
      }),
    );
  });

  it('[property] count and contain what they hold', () => {
    fc.assert(
      fc.property(someRanges, fc.integer({ min: 1, max: 80 }), (ranges, seq) => {
        expect(countInRanges(ranges)).toBe(numbersIn(ranges).length);
        expect(isInRanges(ranges, seq)).toBe(numbersIn(ranges).includes(seq));
      }),
    );
  });
});
