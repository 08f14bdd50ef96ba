import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAtPercentile } from './growth-curve.ts';
import { lineCrossing, type Measured } from './line-crossing.ts';
import type { Percentile } from './percentile-band.ts';

const at = (ageMonths: number, percentile: number): Measured => ({
  ageMonths,
  value: valueAtPercentile('weightKg', 'male', ageMonths, percentile) ?? Number.NaN,
});

describe('crossing the lines of the curve', () => {
  it.each<[number, number, 'up' | 'down' | 'none', readonly Percentile[]]>([
    [60, 55, 'none', []],
    [60, 40, 'down', [50]],
    [60, 20, 'down', [50, 25]],
    [60, 2, 'down', [50, 25, 10, 3]],
    [20, 60, 'up', [25, 50]],
    [50, 25, 'none', []],
    [50, 10, 'down', [25]],
    [51, 9, 'down', [50, 25, 10]],
  ])('[GR9] from percentile %d to %d goes %s over %j', (from, to, direction, lines) => {
    expect(lineCrossing('weightKg', 'male', at(1.5, from), at(4, to))).toEqual({ direction, lines });
  });

  it.each<[string, Measured, Measured]>([
    ['the same day', at(3, 50), at(3, 20)],
    ['the wrong order', at(4, 50), at(3, 20)],
    ['a point before the due date', { ageMonths: -0.2, value: 2.4 }, at(3, 20)],
    ['a point beyond the table', at(3, 20), { ageMonths: 80, value: 22 }],
    ['no value', at(3, 20), { ageMonths: 4, value: Number.NaN }],
    ['no age', { ageMonths: Number.NaN, value: 5 }, at(4, 20)],
  ])('[GR9] is not told for %s', (_, earlier, later) => {
    expect(lineCrossing('weightKg', 'male', earlier, later)).toBeUndefined();
  });

  it('[GR9] is the same backwards, with the direction turned', () => {
    const percentile = fc.double({ min: 0.5, max: 99.5, noNaN: true });
    fc.assert(
      fc.property(percentile, percentile, (from, to) => {
        const there = lineCrossing('weightKg', 'male', at(2, from), at(5, to));
        const back = lineCrossing('weightKg', 'male', at(2, to), at(5, from));
        expect(back?.lines).toEqual(there?.lines.toReversed());
        expect(back?.direction === there?.direction).toBe(there?.direction === 'none');
      }),
    );
  });
});
