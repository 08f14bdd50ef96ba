import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandInClass, growthClassAt } from './growth-class.ts';
import type { GrowthMeasure, ReferenceSex } from './growth-measure.ts';
import { chestRows, firstDayRows, publishedRows } from './testing/survey-rows.ts';

const ofMonths = (months: number) => ({ days: Math.ceil(months * 30.4375), months });
const ofDay = (days: number) => ({ days, months: days / 30.4375 });

describe('a class of the survey', () => {
  it('[GR7] has the published percentiles of every class, sex and measure', () => {
    let compared = 0;
    for (const { measure, sex, key, from, under, lines } of publishedRows()) {
      const age = key === 'birth' ? ofDay(0) : key === 'd30' ? ofDay(30) : ofMonths((from + under) / 2);
      const found = growthClassAt(measure, sex, age);
      expect(found?.lines, `${measure} ${sex} ${key}`).toEqual(lines);
      expect(found?.approximate).toBe(false);
      expect(found?.age).toEqual(
        key === 'birth' || key === 'd30' ? { kind: 'day', day: age.days } : { kind: 'months', from, under },
      );
      compared += 1;
    }
    expect(compared).toBe(2 * (24 + 24 + 17));
  });

  it('[GR3] has weights of days 1 to 4, whose outer lines are approximate', () => {
    const rows = firstDayRows();
    expect(rows).toHaveLength(8);
    for (const { sex, day, median, sd } of rows) {
      const found = growthClassAt('weightKg', sex, ofDay(day));
      expect(found?.age).toEqual({ kind: 'day', day });
      expect(found?.lines[3]).toBe(median);
      expect(found?.lines[6]).toBeCloseTo(median + 1.8808 * sd, 2);
      expect(found?.approximate).toBe(true);
    }
  });

  it('[GR1] has chest of 2010, marked as approximate', () => {
    const rows = chestRows();
    expect(rows).toHaveLength(68);
    for (const { sex, months, median, p3, p97 } of rows) {
      const age = months === 0 ? ofDay(0) : months === 1 ? ofDay(30) : ofMonths(months);
      const found = growthClassAt('chestCm', sex, age);
      expect(found?.approximate).toBe(true);
      expect(found?.lines[3]).toBe(median);
      expect(Math.abs((found?.lines[0] ?? 0) - p3)).toBeLessThan(0.11);
      expect(Math.abs((found?.lines[6] ?? 0) - p97)).toBeLessThan(0.11);
    }
  });

  it.each([
    [1, 1, 2],
    [1.999, 1, 2],
    [2, 2, 3],
    [11.99, 11, 12],
    [12, 12, 18],
    [17.99, 12, 18],
    [18, 18, 24],
    [77.99, 72, 78],
  ])('[GR7] at %d months is that of %d to under %d', (months, from, under) => {
    expect(growthClassAt('weightKg', 'male', ofMonths(months))?.age).toEqual({ kind: 'months', from, under });
  });

  it.each<[string, GrowthMeasure, { days: number; months: number }]>([
    ['weight on day 5', 'weightKg', ofDay(5)],
    ['height on day 1', 'heightCm', ofDay(1)],
    ['head on day 29', 'headCm', ofDay(29)],
    ['head at 3 years', 'headCm', ofMonths(36)],
    ['weight at 6 years 6 months', 'weightKg', ofMonths(78)],
    ['weight before birth', 'weightKg', ofDay(-1)],
    ['weight at no age', 'weightKg', { days: Number.NaN, months: Number.NaN }],
    ['weight at half a day', 'weightKg', ofDay(0.5)],
  ])('[GR7] is not there for %s', (_, measure, age) => {
    expect(growthClassAt(measure, 'female', age)).toBeUndefined();
  });

  it('[GR7] of day 30 goes before that of 1 month', () => {
    expect(growthClassAt('heightCm', 'male', { days: 30, months: 1 + 2 / 31 })?.age).toEqual({
      kind: 'day',
      day: 30,
    });
    expect(growthClassAt('heightCm', 'male', { days: 31, months: 1 + 3 / 31 })?.age.kind).toBe('months');
  });

  it.each<[number, string]>([
    [5.21, 'below-3'],
    [5.22, '3-10'],
    [5.64, '3-10'],
    [5.65, '10-25'],
    [6.54, '25-50'],
    [6.55, '50-75'],
    [7.83, '90-97'],
    [7.84, '90-97'],
    [7.85, 'above-97'],
  ])('[GR6] puts %d kg of a boy of 3 months into %s', (value, band) => {
    expect(bandInClass('weightKg', 'male', ofMonths(3.2), value)).toBe(band);
  });

  it('[GR5] has a band or none for any numbers, and none for what is no size', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<GrowthMeasure>('weightKg', 'heightCm', 'headCm', 'chestCm'),
        fc.constantFrom<ReferenceSex>('male', 'female'),
        fc.double(),
        fc.double(),
        fc.double(),
        (measure, sex, days, months, value) => {
          const band = bandInClass(measure, sex, { days, months }, value);
          if (!(value > 0 && value < Infinity)) expect(band).toBeUndefined();
          else expect(band === undefined || band.length > 0).toBe(true);
        },
      ),
    );
  });
});
