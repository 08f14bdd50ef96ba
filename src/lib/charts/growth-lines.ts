import { linesAt } from '../domain/growth/growth-curve.ts';
import { REFERENCE_SEXES, type ReferenceSex } from '../domain/growth/growth-measure.ts';
import { endOfCurve, growthTable } from '../domain/growth/growth-table.ts';
import { PERCENTILES, type Percentile } from '../domain/growth/percentile-band.ts';
import type { Axis, ChartMeasure } from './growth-axes.ts';

/** A point in months and kilograms or centimetres. */
export type Place = readonly [ageMonths: number, value: number];

/** One line of the reference. */
export interface ReferenceLine {
  readonly percentile: Percentile;
  /** Named where lines of both sexes are drawn. */
  readonly sex?: ReferenceSex;
  readonly places: readonly Place[];
}

/** Where the first days dip, and otherwise every class: as straight between them as the numbers are. */
const sampleAges = (measure: ChartMeasure, sex: ReferenceSex, { from, to }: Axis): readonly number[] => {
  const table = growthTable(measure, sex);
  const end = Math.min(to, endOfCurve(table));
  return [from, ...table.ages.filter((age) => age > from && age < end), end];
};

const placesOf = (
  measure: ChartMeasure,
  sex: ReferenceSex,
  ages: readonly number[],
): readonly (readonly Place[])[] => {
  const columns = ages.map((age) => ({ age, lines: linesAt(measure, sex, age) }));
  return PERCENTILES.map((_, index) =>
    columns.flatMap(({ age, lines }): Place[] => {
      const value = lines?.[index];
      return value === undefined ? [] : [[age, value]];
    }),
  );
};

/** The seven lines of a sex, lowest first, between the ends of an axis of months and not beyond the table. */
const linesOfSex = (measure: ChartMeasure, sex: ReferenceSex, axis: Axis): readonly ReferenceLine[] => {
  const places = placesOf(measure, sex, sampleAges(measure, sex, axis));
  return PERCENTILES.map((percentile, index) => ({ percentile, places: places[index] ?? [] }));
};

/** Point by point the further one; both lists have the same ages. */
const outer = (
  [a = [], b = []]: readonly (readonly Place[])[],
  further: (...values: number[]) => number,
): readonly Place[] => a.map(([age, value], index) => [age, further(value, b[index]?.[1] ?? value)]);

/**
 * What is drawn behind a child's points: the seven lines of its sex. Where the sex is not known, the medians of both,
 * and the lower of both 3rd and the higher of both 97th percentiles: no line of one sex is taken for the child's own.
 */
export const referenceLines = (
  measure: ChartMeasure,
  sex: ReferenceSex | 'unknown',
  axis: Axis,
): readonly ReferenceLine[] => {
  if (sex !== 'unknown') return linesOfSex(measure, sex, axis);
  const both = REFERENCE_SEXES.map((each) => linesOfSex(measure, each, axis));
  const of = (percentile: Percentile) =>
    both.map((lines) => lines[PERCENTILES.indexOf(percentile)]?.places ?? []);
  return [
    { percentile: 3, places: outer(of(3), Math.min) },
    ...REFERENCE_SEXES.map((each, index) => ({
      percentile: 50 as const,
      sex: each,
      places: of(50)[index] ?? [],
    })).toReversed(),
    { percentile: 97, places: outer(of(97), Math.max) },
  ];
};
