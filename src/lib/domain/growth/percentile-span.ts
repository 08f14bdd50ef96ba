import { bandOnCurve, percentileOf } from './growth-curve.ts';
import { REFERENCE_SEXES, type GrowthMeasure, type ReferenceSex } from './growth-measure.ts';
import type { PercentileBand } from './percentile-band.ts';

/** What the curves say of a value: for one sex, or for both where the sex is not known. */
export type PercentileSpan = readonly {
  readonly sex: ReferenceSex;
  /** 0 to 100. */
  readonly percentile: number;
  readonly band: PercentileBand;
}[];

/**
 * Percentile and band of a value on the curve. A child whose sex is not known has both outcomes, boys' first, and
 * never one chosen for it. Empty outside the table and for a value that is no finite number above 0. [GR8]
 */
export const percentileSpan = (
  measure: GrowthMeasure,
  sex: ReferenceSex | 'unknown',
  ageMonths: number,
  value: number,
): PercentileSpan =>
  (sex === 'unknown' ? REFERENCE_SEXES : [sex]).flatMap((each) => {
    const percentile = percentileOf(measure, each, ageMonths, value);
    const band = bandOnCurve(measure, each, ageMonths, value);
    return percentile === undefined || band === undefined ? [] : [{ sex: each, percentile, band }];
  });
