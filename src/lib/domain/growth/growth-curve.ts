import { MEAN_MONTH_DAYS } from './growth-age.ts';
import type { GrowthMeasure, ReferenceSex } from './growth-measure.ts';
import { endOfTable, growthTable, lastNotOver, type GrowthTable } from './growth-table.ts';
import { valueOfZ, zOfValue, type LmsRow } from './lms.ts';
import { normalCdf, normalQuantile } from './normal-distribution.ts';
import {
  bandAmong,
  PERCENTILES,
  type Percentile,
  type PercentileBand,
  type PercentileValues,
} from './percentile-band.ts';

/** Standard deviation scores of the lines of PERCENTILES. */
export const LINE_SCORES: readonly number[] = PERCENTILES.map((each) => normalQuantile(each / 100) ?? 0);

/** The first day has a row of its own. */
const FIRST_DAY_ENDS = 1 / MEAN_MONTH_DAYS;

const covers = (table: GrowthTable, ageMonths: number): boolean =>
  ageMonths >= 0 && ageMonths < endOfTable(table);

/** L, M and S at an age the table covers: straight between the ages of two rows, and those of the last after it. [GR4] */
const rowAt = ({ ages, rows }: GrowthTable, ageMonths: number): LmsRow | undefined => {
  const index = lastNotOver(ages, ageMonths);
  const [from, to] = [rows[index], rows[index + 1]];
  const [start, end] = [ages[index] ?? 0, ages[index + 1]];
  if (from === undefined || to === undefined || end === undefined) return from;
  const part = (ageMonths - start) / (end - start);
  return [
    from[0] + (to[0] - from[0]) * part,
    from[1] + (to[1] - from[1]) * part,
    from[2] + (to[2] - from[2]) * part,
  ];
};

/** Straight through the points (x, y), beyond the ends as between the last two. `xs` ascends. */
const along = (xs: readonly number[], ys: readonly number[], x: number): number => {
  const index = Math.min(Math.max(lastNotOver(xs, x), 0), xs.length - 2);
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 0] = [xs[index], xs[index + 1], ys[index], ys[index + 1]];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
};

/** The percentiles of the day of birth, when the age is that day and the table has them. [GR3] */
const birthLines = ({ atBirth }: GrowthTable, ageMonths: number): PercentileValues | undefined =>
  ageMonths < FIRST_DAY_ENDS ? atBirth : undefined;

/**
 * Standard deviation score (SDS, z) of a measured value against the survey of {@link editionOf}.
 * @param ageMonths months with a fraction, see growthAgeOn; 0 to under 78, head to under 36
 * @returns `undefined` outside the table and for a value that is no finite number above 0; never extrapolated along
 * age. [GR4] [GR5]
 */
export const zScore = (
  measure: GrowthMeasure,
  sex: ReferenceSex,
  ageMonths: number,
  value: number,
): number | undefined => {
  const table = growthTable(measure, sex);
  if (!covers(table, ageMonths) || !(value > 0 && value < Infinity)) return undefined;
  const lines = birthLines(table, ageMonths);
  if (lines !== undefined) {
    const z = along(lines, LINE_SCORES, value);
    return Number.isFinite(z) ? z : undefined;
  }
  const row = rowAt(table, ageMonths);
  return row && zOfValue(row, value);
};

/** Value at a standard deviation score, the inverse of {@link zScore}; `undefined` where there is none. */
export const valueAtZ = (
  measure: GrowthMeasure,
  sex: ReferenceSex,
  ageMonths: number,
  z: number,
): number | undefined => {
  const table = growthTable(measure, sex);
  if (!covers(table, ageMonths) || !Number.isFinite(z)) return undefined;
  const lines = birthLines(table, ageMonths);
  if (lines !== undefined) {
    const value = along(LINE_SCORES, lines, z);
    return value > 0 && value < Infinity ? value : undefined;
  }
  const row = rowAt(table, ageMonths);
  return row && valueOfZ(row, z);
};

/** Percentile of a value, 0 to 100, on the curve; `undefined` as for {@link zScore}. */
export const percentileOf = (
  measure: GrowthMeasure,
  sex: ReferenceSex,
  ageMonths: number,
  value: number,
): number | undefined => {
  const z = zScore(measure, sex, ageMonths, value);
  return z === undefined ? undefined : 100 * normalCdf(z);
};

/** Value at a percentile over 0 and under 100, on the curve: the inverse of {@link percentileOf}. */
export const valueAtPercentile = (
  measure: GrowthMeasure,
  sex: ReferenceSex,
  ageMonths: number,
  percentile: number,
): number | undefined => {
  const z = normalQuantile(percentile / 100);
  return z === undefined ? undefined : valueAtZ(measure, sex, ageMonths, z);
};

/** Values of the seven lines at an age; `undefined` outside the table. */
export const linesAt = (
  measure: GrowthMeasure,
  sex: ReferenceSex,
  ageMonths: number,
): PercentileValues | undefined => {
  const [a, b, c, d, e, f, g] = LINE_SCORES.map((z) => valueAtZ(measure, sex, ageMonths, z));
  return a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    f === undefined ||
    g === undefined
    ? undefined
    : [a, b, c, d, e, f, g];
};

/** Under this difference of scores a value lies on its line. */
export const ON_LINE = 1e-9;

/** Between which lines of the drawn curve a value lies. [GR6] */
export const bandOnCurve = (
  measure: GrowthMeasure,
  sex: ReferenceSex,
  ageMonths: number,
  value: number,
): PercentileBand | undefined => {
  const z = zScore(measure, sex, ageMonths, value);
  return z === undefined ? undefined : bandAmong(LINE_SCORES, z, ON_LINE);
};

/** The score of one line. */
export const scoreOfLine = (line: Percentile): number => LINE_SCORES[PERCENTILES.indexOf(line)] ?? 0;
