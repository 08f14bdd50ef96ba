import type { FormItem } from '../form.ts';
import type { Defect } from './codec.ts';

/**
 * The defect of an answer outside the item's hard bounds, which are inclusive.
 * @param orderTo order of the answer to a bound; undefined where they cannot be compared, which is no defect
 */
export const rangeDefects = (
  { minValue, maxValue }: Pick<FormItem, 'minValue' | 'maxValue'>,
  orderTo: (bound: number | string) => number | undefined,
): readonly Defect[] => {
  if (minValue !== undefined && (orderTo(minValue) ?? 0) < 0) {
    return [{ code: 'below-min', severity: 'error', bound: minValue }];
  }
  if (maxValue !== undefined && (orderTo(maxValue) ?? 0) > 0) {
    return [{ code: 'above-max', severity: 'error', bound: maxValue }];
  }
  return [];
};
