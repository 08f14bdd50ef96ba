/** A measured size of an infant's body; the unit is in the name. */
export type SizeField = 'weightGrams' | 'heightCm' | 'headCm' | 'chestCm';

/** 3rd and 97th percentile. */
export type PercentileBand = readonly [p3: number, p97: number];

/** Both inclusive. */
export interface SizeLimits {
  readonly min: number;
  readonly max: number;
}

/** What can be written down at all up to 12 months, both inclusive; outside is an error. Source: SPEC.md SL6. */
export const SIZE_LIMITS: Readonly<Record<SizeField, SizeLimits>> = {
  weightGrams: { min: 300, max: 20_000 },
  heightCm: { min: 20, max: 140 },
  headCm: { min: 15, max: 65 },
  chestCm: { min: 15, max: 80 },
};

/** Last completed month whose weight is written down in grams; later ones are in kilograms. */
export const LAST_MONTH_IN_GRAMS = 12;

/** Weight after 12 months, 3–60 kg. Source: rules/SPEC.md SL7. */
const CHILD_WEIGHT: SizeLimits = { min: 3_000, max: 60_000 };

/** Unit in which a weight is written down at an age (completed months). [SL7] */
export const weightUnitAt = (months: number): 'g' | 'kg' => (months > LAST_MONTH_IN_GRAMS ? 'kg' : 'g');

/** What can be written down at all at an age (completed months), weight in grams at every age. [SL6] [SL7] */
export const sizeLimitsAt = (field: SizeField, months: number): SizeLimits =>
  field === 'weightGrams' && months > LAST_MONTH_IN_GRAMS ? CHILD_WEIGHT : SIZE_LIMITS[field];

/** Completed months the tables below cover, both inclusive. */
export const INFANT_SIZE_MONTHS = { first: 1, last: 6 } as const;

/**
 * 3rd and 97th percentile by completed month, from {@link INFANT_SIZE_MONTHS}.first on.
 * Weight, height, head: 令和5年乳幼児身体発育調査 (R5, 2023), e-Stat tables 1–3. Chest: 平成22年 (H22, 2010), the last
 * edition with chest by age; its percentiles are derived from median ± 1.88 SD, so they are approximate.
 */
export const INFANT_SIZE: Readonly<
  Record<SizeField, Readonly<Record<'male' | 'female', readonly PercentileBand[]>>>
> = {
  weightGrams: {
    male: [
      [3760, 5800],
      [4590, 6970],
      [5220, 7840],
      [5710, 8500],
      [6090, 9010],
      [6400, 9410],
    ],
    female: [
      [3510, 5360],
      [4270, 6390],
      [4900, 7240],
      [5400, 7920],
      [5790, 8460],
      [6100, 8900],
    ],
  },
  heightCm: {
    male: [
      [51.3, 58.9],
      [54.9, 62.7],
      [58, 65.9],
      [60.2, 68.3],
      [61.9, 70.1],
      [63.2, 71.6],
    ],
    female: [
      [50.5, 57.9],
      [53.9, 61.5],
      [56.5, 64.3],
      [58.6, 66.6],
      [60.4, 68.6],
      [61.9, 70.3],
    ],
  },
  headCm: {
    male: [
      [35.6, 40.2],
      [37.3, 42],
      [38.5, 43.3],
      [39.5, 44.3],
      [40.4, 45.2],
      [41.1, 46],
    ],
    female: [
      [34.9, 39.3],
      [36.5, 41],
      [37.6, 42.2],
      [38.5, 43.1],
      [39.3, 44],
      [40, 44.8],
    ],
  },
  chestCm: {
    male: [
      [33.7, 41.3],
      [36.2, 44],
      [37.9, 45.7],
      [39, 46.8],
      [39.7, 47.5],
      [40.3, 47.9],
    ],
    female: [
      [33.1, 40.1],
      [35.2, 42.6],
      [36.8, 44.2],
      [37.8, 45.4],
      [38.6, 46.2],
      [39.1, 46.7],
    ],
  },
};
