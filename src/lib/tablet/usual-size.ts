import { growthClassAt } from '../domain/growth/growth-class.ts';
import type { GrowthMeasure } from '../domain/growth/growth-measure.ts';
import type { PercentileValues } from '../domain/growth/percentile-band.ts';
import type { SizeField } from '../domain/infant-size.ts';
import type { UsualSize } from '../domain/slip.ts';

const MEASURES: Readonly<Record<SizeField, GrowthMeasure>> = {
  weightGrams: 'weightKg',
  heightCm: 'heightCm',
  headCm: 'headCm',
  chestCm: 'chestCm',
};

const DAY_30 = 30;

/**
 * 3rd and 97th percentile of the class of the survey that holds a completed month, weight in grams. The first month is
 * wide: from the 3rd at birth to the 97th of day 30.
 */
export const usualSize: UsualSize = (field, sex, months) => {
  const linesAt = (days: number): PercentileValues | undefined =>
    growthClassAt(MEASURES[field], sex, { days, months })?.lines;
  const [low, high] = months === 0 ? [linesAt(0), linesAt(DAY_30)] : [linesAt(Infinity), linesAt(Infinity)];
  if (low === undefined || high === undefined) return undefined;
  const scale = field === 'weightGrams' ? 1000 : 1;
  return { p3: low[0] * scale, p97: high[6] * scale };
};
