import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOnCurve, linesAt, percentileOf, valueAtPercentile, valueAtZ, zScore } from './growth-curve.ts';
import { editionOf, REFERENCE_SEXES, type GrowthMeasure, type ReferenceSex } from './growth-measure.ts';
import { endOfCurve, endOfTable, growthTable } from './growth-table.ts';
import { PERCENTILE_BANDS, PERCENTILES } from './percentile-band.ts';
import { percentileSpan } from './percentile-span.ts';
import { publishedRows } from './testing/survey-rows.ts';

const MEASURES = ['weightKg', 'heightCm', 'headCm', 'chestCm'] as const satisfies readonly GrowthMeasure[];

const tables = fc.record({
  measure: fc.constantFrom<GrowthMeasure>(...MEASURES),
  sex: fc.constantFrom<ReferenceSex>(...REFERENCE_SEXES),
});
const point = tables.chain(({ measure, sex }) =>
  fc.record({
    measure: fc.constant(measure),
    sex: fc.constant(sex),
    ageMonths: fc.double({ min: 0, max: endOfTable(growthTable(measure, sex)) - 1e-6, noNaN: true }),
  }),
);
/** Any number there is, the troublesome ones often. */
const anyNumber = fc.oneof(
  fc.double(),
  fc.double({ min: -10, max: 130 }),
  fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -0, -1, 5e-324, Number.MAX_VALUE),
);

describe('the curve', () => {
  it('[GR1] names its edition', () => {
    expect(MEASURES.map(editionOf)).toEqual(['R5-2023', 'R5-2023', 'R5-2023', 'H22-2010']);
  });

  it('[GR4] goes through all published percentiles, at the middle of every class', () => {
    let compared = 0;
    for (const { measure, sex, key, from, under, lines } of publishedRows()) {
      const ageMonths = key === 'birth' ? 0 : key === 'd30' ? 30 / 30.4375 : (from + under) / 2;
      const half = measure === 'weightKg' ? 0.005 : 0.05;
      lines.forEach((published, index) => {
        const value = valueAtPercentile(measure, sex, ageMonths, PERCENTILES[index] ?? 0) ?? Number.NaN;
        expect(Math.abs(value - published), `${measure} ${sex} ${key}`).toBeLessThanOrEqual(half + 1e-9);
        compared += 1;
      });
    }
    expect(compared).toBe(130 * 7);
  });

  it('[GR3] dips in weight after birth, as the table does', () => {
    const median = (days: number) => valueAtPercentile('weightKg', 'male', days / 30.4375, 50);
    expect([0, 1, 2, 3, 4].map((days) => median(days)?.toFixed(2))).toEqual([
      '3.06',
      '2.96',
      '2.91',
      '2.93',
      '2.95',
    ]);
    expect(valueAtPercentile('weightKg', 'male', 0, 10)).toBeCloseTo(2.58, 9);
    expect(valueAtPercentile('weightKg', 'female', 0.9 / 30.4375, 25)).toBeCloseTo(2.7, 9);
  });

  it('[GR4] is between the classes at an age between their middles', () => {
    fc.assert(
      fc.property(point, fc.constantFrom(...PERCENTILES), ({ measure, sex, ageMonths }, percentile) => {
        const { ages } = growthTable(measure, sex);
        const next = ages.findIndex((age) => age > ageMonths);
        if (next < 2) return;
        const ends = [ages[next - 1] ?? 0, ages[next] ?? 0].map(
          (age) => valueAtPercentile(measure, sex, age, percentile) ?? Number.NaN,
        );
        const value = valueAtPercentile(measure, sex, ageMonths, percentile) ?? Number.NaN;
        expect(value).toBeGreaterThanOrEqual(Math.min(...ends) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...ends) + 1e-9);
      }),
    );
  });

  it('[GR4] keeps the last class in its second half', () => {
    expect(zScore('headCm', 'male', 35.9, 50)).toBe(zScore('headCm', 'male', 33, 50));
    expect(endOfCurve(growthTable('headCm', 'male'))).toBe(33);
    expect(endOfCurve(growthTable('weightKg', 'female'))).toBe(75);
  });

  it.each<[GrowthMeasure, number, boolean]>([
    ['weightKg', -0.001, false],
    ['weightKg', 0, true],
    ['weightKg', 77.99, true],
    ['weightKg', 78, false],
    ['heightCm', 78, false],
    ['headCm', 35.99, true],
    ['headCm', 36, false],
    ['chestCm', 77.99, true],
    ['chestCm', 78, false],
  ])('[GR5] of %s at %d months is there: %s', (measure, ageMonths, there) => {
    for (const sex of REFERENCE_SEXES) {
      expect(zScore(measure, sex, ageMonths, 30) !== undefined).toBe(there);
      expect(percentileOf(measure, sex, ageMonths, 30) !== undefined).toBe(there);
      expect(valueAtZ(measure, sex, ageMonths, 0) !== undefined).toBe(there);
      expect(linesAt(measure, sex, ageMonths) !== undefined).toBe(there);
      expect(bandOnCurve(measure, sex, ageMonths, 30) !== undefined).toBe(there);
    }
  });

  it('[GR5] gives a finite number or nothing, whatever it is asked', () => {
    fc.assert(
      fc.property(tables, anyNumber, anyNumber, ({ measure, sex }, ageMonths, value) => {
        const answers = [
          zScore(measure, sex, ageMonths, value),
          percentileOf(measure, sex, ageMonths, value),
          valueAtZ(measure, sex, ageMonths, value),
          valueAtPercentile(measure, sex, ageMonths, value),
          ...(linesAt(measure, sex, ageMonths) ?? []),
        ];
        for (const answer of answers) expect(answer === undefined || Number.isFinite(answer)).toBe(true);
        if (!(value > 0)) expect(zScore(measure, sex, ageMonths, value)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });

  it('[GR4] rises with the value', () => {
    fc.assert(
      fc.property(
        point,
        fc.double({ min: 0.5, max: 140, noNaN: true }),
        fc.double({ min: 1e-3, max: 10, noNaN: true }),
        ({ measure, sex, ageMonths }, value, more) => {
          const [low, high] = [value, value + more].map((each) => zScore(measure, sex, ageMonths, each));
          if (low === undefined || high === undefined) return;
          expect(high).toBeGreaterThanOrEqual(low);
          const percentiles = [value, value + more].map((each) =>
            percentileOf(measure, sex, ageMonths, each),
          );
          expect(percentiles[1]).toBeGreaterThanOrEqual(percentiles[0] ?? 0);
        },
      ),
    );
  });

  it('[GR4] rises with the percentile, strictly', () => {
    fc.assert(
      fc.property(
        point,
        fc.double({ min: 0.1, max: 99, noNaN: true }),
        fc.double({ min: 0.01, max: 0.9, noNaN: true }),
        ({ measure, sex, ageMonths }, percentile, more) => {
          const low = valueAtPercentile(measure, sex, ageMonths, percentile) ?? Number.NaN;
          expect(valueAtPercentile(measure, sex, ageMonths, percentile + more)).toBeGreaterThan(low);
        },
      ),
    );
  });

  it('[GR4] and its inverse undo each other', () => {
    fc.assert(
      fc.property(point, fc.double({ min: 0.1, max: 99.9, noNaN: true }), (at, percentile) => {
        const value = valueAtPercentile(at.measure, at.sex, at.ageMonths, percentile) ?? Number.NaN;
        expect(percentileOf(at.measure, at.sex, at.ageMonths, value)).toBeCloseTo(percentile, 7);
        const z = zScore(at.measure, at.sex, at.ageMonths, value) ?? Number.NaN;
        expect(valueAtZ(at.measure, at.sex, at.ageMonths, z)).toBeCloseTo(value, 9);
      }),
    );
  });

  it('[GR6] has a band for every value, in the order of the values', () => {
    fc.assert(
      fc.property(
        point,
        fc.double({ min: 0.1, max: 150, noNaN: true }),
        ({ measure, sex, ageMonths }, value) => {
          const band = bandOnCurve(measure, sex, ageMonths, value);
          const lines = linesAt(measure, sex, ageMonths) ?? [];
          expect(PERCENTILE_BANDS.findIndex((each) => each === band)).toBe(
            lines.filter((line) => line <= value).length,
          );
        },
      ),
    );
  });
});

describe('a value on a line', () => {
  it.each(PERCENTILES.map((line, index) => [line, PERCENTILE_BANDS[Math.min(index + 1, 6)]]))(
    '[GR6] of percentile %d is in the band %s',
    (line, band) => {
      const value = valueAtPercentile('headCm', 'female', 7.3, line ?? 0) ?? Number.NaN;
      expect(bandOnCurve('headCm', 'female', 7.3, value)).toBe(band);
    },
  );
});

describe('a child of unknown sex', () => {
  it('[GR8] has the outcome of both sexes, boys’ first', () => {
    const span = percentileSpan('weightKg', 'unknown', 3.5, 6.55);
    expect(span.map(({ sex, band }) => [sex, band])).toEqual([
      ['male', '25-50'],
      ['female', '75-90'],
    ]);
    expect(span[1]?.percentile).toBe(percentileOf('weightKg', 'female', 3.5, 6.55));
  });

  it('[GR8] has one outcome where the sex is known, and none outside the table', () => {
    expect(percentileSpan('weightKg', 'female', 3.5, 6.55)).toHaveLength(1);
    expect(percentileSpan('headCm', 'unknown', 40, 50)).toEqual([]);
    expect(percentileSpan('headCm', 'unknown', 4, Number.NaN)).toEqual([]);
  });
});
