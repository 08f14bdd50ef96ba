import { ON_LINE, scoreOfLine, zScore } from './growth-curve.ts';
import type { GrowthMeasure, ReferenceSex } from './growth-measure.ts';
import { PERCENTILES, type Percentile } from './percentile-band.ts';

export interface Measured {
  /** Months with a fraction; corrected months for both points where corrected age is used. */
  readonly ageMonths: number;
  readonly value: number;
}

export interface LineCrossing {
  readonly direction: 'up' | 'down' | 'none';
  /** The lines between the two points, in the order they were crossed. */
  readonly lines: readonly Percentile[];
}

/**
 * Which lines of the growth curve lie between an earlier and a later measurement of one child. A line that a point lies
 * on is not crossed. `undefined` when either point is outside the table, no finite value, or not later. [GR9]
 */
export const lineCrossing = (
  measure: GrowthMeasure,
  sex: ReferenceSex,
  earlier: Measured,
  later: Measured,
): LineCrossing | undefined => {
  if (!(later.ageMonths > earlier.ageMonths)) return undefined;
  const from = zScore(measure, sex, earlier.ageMonths, earlier.value);
  const to = zScore(measure, sex, later.ageMonths, later.value);
  if (from === undefined || to === undefined) return undefined;
  const [low, high] = from < to ? [from, to] : [to, from];
  const between = PERCENTILES.filter((line) => {
    const score = scoreOfLine(line);
    return score > low + ON_LINE && score < high - ON_LINE;
  });
  const lines = from < to ? between : between.toReversed();
  return {
    direction: lines.length === 0 ? 'none' : from < to ? 'up' : 'down',
    lines,
  };
};
