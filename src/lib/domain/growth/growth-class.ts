import type { GrowthAge } from './growth-age.ts';
import { LINE_SCORES } from './growth-curve.ts';
import { printedDecimals, type GrowthMeasure, type ReferenceSex } from './growth-measure.ts';
import { growthTable, lastNotOver, type GrowthTable } from './growth-table.ts';
import { valueOfZ } from './lms.ts';
import { bandAmong, type PercentileBand, type PercentileValues } from './percentile-band.ts';

/** One row of the printed table. */
export interface GrowthClass {
  /** The day of birth, a day of the first month, or months from `from` to under `under`. */
  readonly age:
    | { readonly kind: 'day'; readonly day: number }
    | { readonly kind: 'months'; readonly from: number; readonly under: number };
  /** Rounded as printed: 0.01 kg, 0.1 cm. */
  readonly lines: PercentileValues;
  /** Every line but the 50th is derived from a standard deviation: days 1–4 and chest. */
  readonly approximate: boolean;
}

/** Rounds halves up; the addend is far below the tables' precision and above the error of a binary fraction. */
const rounded = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals + 1e-9) / 10 ** decimals;

const linesOfRow = (
  table: GrowthTable,
  index: number,
  measure: GrowthMeasure,
): PercentileValues | undefined => {
  if (index === 0 && table.atBirth !== undefined) return table.atBirth;
  const row = table.rows[index];
  if (row === undefined) return undefined;
  const decimals = printedDecimals(measure);
  const line = (index: number): number => rounded(valueOfZ(row, LINE_SCORES[index] ?? 0) ?? 0, decimals);
  return [line(0), line(1), line(2), line(3), line(4), line(5), line(6)];
};

/**
 * The class of the survey that holds an age, as it is printed: 「1〜2か月未満」 is 1 month to under 2. The first month has
 * birth (day 0), for weight days 1 to 4, and day 30 alone; day 30 goes before the class of 1 month, which a child born
 * in February has entered by then. `undefined` between those days and outside the table. [GR7]
 */
export const growthClassAt = (
  measure: GrowthMeasure,
  sex: ReferenceSex,
  { days, months }: GrowthAge,
): GrowthClass | undefined => {
  const table = growthTable(measure, sex);
  const day30 = table.rowsBeforeClasses - 1;
  const dayRow = days === 30 ? day30 : Number.isInteger(days) && days >= 0 && days < day30 ? days : undefined;
  if (dayRow !== undefined) {
    const lines = linesOfRow(table, dayRow, measure);
    const derived = dayRow > 0 && dayRow < day30;
    return lines && { age: { kind: 'day', day: days }, lines, approximate: table.approximate || derived };
  }
  const index = lastNotOver(table.classStarts, months);
  const [from, under] = [table.classStarts[index], table.classStarts[index + 1]];
  if (from === undefined || under === undefined) return undefined;
  const lines = linesOfRow(table, table.rowsBeforeClasses + index, measure);
  return lines && { age: { kind: 'months', from, under }, lines, approximate: table.approximate };
};

/** The band of a value in the class that holds the age, against the printed percentiles. [GR6] [GR7] */
export const bandInClass = (
  measure: GrowthMeasure,
  sex: ReferenceSex,
  age: GrowthAge,
  value: number,
): PercentileBand | undefined => {
  if (!(value > 0 && value < Infinity)) return undefined;
  const found = growthClassAt(measure, sex, age);
  return found && bandAmong(found.lines, value);
};
