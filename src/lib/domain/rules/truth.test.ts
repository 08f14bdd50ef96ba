import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { both, credible, credibleCount, either, tidy, when, type Truth } from './truth.ts';

const truth = fc.constantFrom<Truth>(true, false, undefined);

describe('three-valued truth', () => {
  it('[CR1] is open exactly when two ways of filling the unknown in disagree', () => {
    fc.assert(
      fc.property(fc.array(truth, { maxLength: 5 }), (truths) => {
        const [low, high] = [truths.map((each) => each ?? false), truths.map((each) => each ?? true)];
        const decided = (a: boolean, b: boolean): Truth => (a === b ? a : undefined);
        expect(either(...truths)).toBe(decided(low.some(Boolean), high.some(Boolean)));
        expect(both(...truths)).toBe(decided(low.every(Boolean), high.every(Boolean)));
      }),
    );
  });

  it('asks nothing of what is not known', () => {
    expect(when<number>(undefined, (value) => value > 0)).toBeUndefined();
    expect(when(0, (value) => value > 0)).toBe(false);
  });
});

describe('a credible number', () => {
  it.each([
    [3, 3],
    [20, 20],
    [2.99, undefined],
    [20.01, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [undefined, undefined],
  ])('[CR3] of %s within 3 and 20 is %s', (value, expected) => {
    expect(credible(value, 3, 20)).toBe(expected);
  });

  it('[CR3] is whole where a count is asked', () => {
    expect(credibleCount(4, 0, 10)).toBe(4);
    expect(credibleCount(4.5, 0, 10)).toBeUndefined();
    expect(credibleCount(undefined, 0, 10)).toBeUndefined();
  });

  it('has no noise of binary fractions', () => {
    expect(tidy(62.1 - 50.1)).toBe(12);
  });
});
