import type { SizeField } from '../../domain/infant-size.ts';
import type { BodySize } from '../../domain/slip.ts';
import type { Answers } from '../../forms/answer-types.ts';

/** Where each size stands in the measurement form of 3〜4か月児健診, and in which UCUM unit. */
export const SIZE_ITEMS: Readonly<Record<SizeField, { readonly linkId: string; readonly unit: string }>> = {
  weightGrams: { linkId: 'weight', unit: 'g' },
  heightCm: { linkId: 'height', unit: 'cm' },
  headCm: { linkId: 'head', unit: 'cm' },
  chestCm: { linkId: 'chest', unit: 'cm' },
};

/**
 * What was measured, for `findSlips`. An answer in another unit is left out: nothing is converted.
 * @param enabled the linkIds that are asked: a size that could not be measured after all is none
 */
export const bodySize = (measurement: Answers, enabled: ReadonlySet<string>): BodySize =>
  Object.fromEntries(
    Object.entries(SIZE_ITEMS).flatMap(([field, { linkId, unit }]) => {
      const answer = enabled.has(linkId) ? measurement.get(linkId)?.[0] : undefined;
      return answer?.type === 'quantity' && answer.code === unit ? [[field, answer.value] as const] : [];
    }),
  );
