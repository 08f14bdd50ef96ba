import type { SizeField } from '../../domain/infant-size.ts';
import type { BodySize } from '../../domain/slip.ts';
import type { Told } from './told.ts';

/** Where each size of a child stands, in every measurement form. */
export const SIZE_ITEMS: Readonly<Record<SizeField, string>> = {
  weightGrams: 'weight',
  heightCm: 'height',
  headCm: 'head',
  chestCm: 'chest',
};

const GRAMS_PER_KG = 1000;

/** What was measured. Weight in grams at every age, also where the form has kilograms. */
export const bodySize = (told: Told): BodySize => {
  const kilograms = told.quantity(SIZE_ITEMS.weightGrams, 'kg');
  const sizes: readonly (readonly [SizeField, number | undefined])[] = [
    [
      'weightGrams',
      told.quantity(SIZE_ITEMS.weightGrams, 'g') ??
        (kilograms === undefined ? undefined : Number((kilograms * GRAMS_PER_KG).toFixed(3))),
    ],
    ['heightCm', told.quantity(SIZE_ITEMS.heightCm, 'cm')],
    ['headCm', told.quantity(SIZE_ITEMS.headCm, 'cm')],
    ['chestCm', told.quantity(SIZE_ITEMS.chestCm, 'cm')],
  ];
  return Object.fromEntries(sizes.filter(([, value]) => value !== undefined));
};
