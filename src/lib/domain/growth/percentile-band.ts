/** The lines of the growth curve in the Maternal and Child Health Handbook (母子健康手帳). */
export const PERCENTILES = [3, 10, 25, 50, 75, 90, 97] as const;

export type Percentile = (typeof PERCENTILES)[number];

/** Values at the lines of {@link PERCENTILES}, in their order. */
export type PercentileValues = readonly [number, number, number, number, number, number, number];

/** Between which lines a value lies, lowest first. */
export const PERCENTILE_BANDS = [
  'below-3',
  '3-10',
  '10-25',
  '25-50',
  '50-75',
  '75-90',
  '90-97',
  'above-97',
] as const;

export type PercentileBand = (typeof PERCENTILE_BANDS)[number];

/**
 * The band of a value among the seven lines, both as values or both as scores. On a line is the band above it, on the
 * last one 90–97: below 3 is less than the 3rd, above 97 more than the 97th. [GR6]
 * @param onLine difference up to which a value counts as on its line
 */
export const bandAmong = (
  lines: readonly number[],
  value: number,
  onLine = 0,
): PercentileBand | undefined => {
  let band = 0;
  for (const line of lines.slice(0, -1)) if (value >= line - onLine) band += 1;
  if (value > (lines.at(-1) ?? Infinity) + onLine) band += 1;
  return PERCENTILE_BANDS[band];
};
