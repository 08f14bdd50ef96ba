import { describe, expect, it } from 'vitest';
import { atLeast, atMost, type BenchRow, isKept, ratioAtLeast, ratioAtMost, ratioOf } from './bench.ts';

const row = (over: Partial<BenchRow>): BenchRow => ({
  name: 'x',
  unit: 'ms',
  value: 30,
  floor: 20,
  budgets: [],
  ...over,
});

describe('a budget', () => {
  it.each([
    ['at most, reached', atMost(30), true],
    ['at most, passed', atMost(29.9), false],
    ['at least, reached', atLeast(30), true],
    ['at least, not reached', atLeast(31), false],
    ['ratio at most, reached', ratioAtMost(1.5), true],
    ['ratio at most, passed', ratioAtMost(1.4), false],
    ['ratio at least, reached', ratioAtLeast(1.5), true],
    ['ratio at least, not reached', ratioAtLeast(1.6), false],
  ])('%s', (_what, budget, kept) => {
    expect(isKept(row({ budgets: [budget] }))).toBe(kept);
  });

  it('is missed when its ratio has no floor', () => {
    const { name, unit, value } = row({});
    expect(isKept({ name, unit, value, budgets: [ratioAtMost(9)] })).toBe(false);
    expect(ratioOf(row({ floor: 0 }))).toBeUndefined();
  });
});
