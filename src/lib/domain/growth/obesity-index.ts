import type { ReferenceSex } from './growth-measure.ts';

/** ふとりすぎ, ややふとりすぎ, ふとりぎみ, ふつう, やせ, やせすぎ. */
export type ObesityBand = 'very-high' | 'rather-high' | 'slightly-high' | 'usual' | 'low' | 'very-low';

export interface ObesityIndex {
  /** (weight − standard) / standard, in percent, unrounded. */
  readonly percent: number;
  readonly standardWeightKg: number;
  readonly band: ObesityBand;
}

/** Where the index is defined: heights, both inclusive, and months of age. */
export interface ObesityRange {
  readonly heightCm: { readonly min: number; readonly max: number };
  readonly months: { readonly min: number; readonly under: number };
}

/** 70–120 cm and 1 year to under 6 years. From a third party, so a municipality may set its own (rule `obesity-index`). [OB3] */
export const OBESITY_RANGE: ObesityRange = {
  heightCm: { min: 70, max: 120 },
  months: { min: 12, under: 72 },
};

/** a·H² + b·H + c in kg, H in cm. Source: 令和5年乳幼児身体発育調査 summary p. 9. [OB1] */
const COEFFICIENTS: Readonly<Record<ReferenceSex, readonly [a: number, b: number, c: number]>> = {
  male: [0.002961, -0.29, 14.7527],
  female: [0.002706, -0.2326, 11.4427],
};

/** Standard weight (標準体重) in kg of a height in cm; `undefined` outside the range. [OB1] */
export const standardWeightKg = (
  sex: ReferenceSex,
  heightCm: number,
  { heightCm: { min, max } }: ObesityRange = OBESITY_RANGE,
): number | undefined => {
  if (!(heightCm >= min && heightCm <= max)) return undefined;
  const [a, b, c] = COEFFICIENTS[sex];
  return a * heightCm ** 2 + b * heightCm + c;
};

/** Nine decimals, so that a weight of exactly 115 % lies on its bound. */
const exact = (percent: number): number => Number(percent.toFixed(9));

/** The band of an obesity index in percent, both −15 and −20 on the thin side. [OB2] */
export const obesityBand = (percent: number): ObesityBand => {
  if (percent >= 30) return 'very-high';
  if (percent >= 20) return 'rather-high';
  if (percent >= 15) return 'slightly-high';
  if (percent > -15) return 'usual';
  return percent > -20 ? 'low' : 'very-low';
};

/**
 * Obesity index (肥満度). Height 70–120 cm both inclusive, age 1 to under 6 years.
 * @param ageMonths months of actual age, with or without a fraction
 * @returns `undefined` outside, for a sex that is not known, and for a weight that is no finite number above 0. [OB3]
 */
export const obesityIndex = (
  {
    sex,
    ageMonths,
    heightCm,
    weightKg,
  }: {
    readonly sex: ReferenceSex | 'unknown';
    readonly ageMonths: number;
    readonly heightCm: number;
    readonly weightKg: number;
  },
  range: ObesityRange = OBESITY_RANGE,
): ObesityIndex | undefined => {
  if (sex === 'unknown' || !(ageMonths >= range.months.min && ageMonths < range.months.under))
    return undefined;
  if (!(weightKg > 0 && weightKg < Infinity)) return undefined;
  const standard = standardWeightKg(sex, heightCm, range);
  if (standard === undefined) return undefined;
  const percent = exact((100 * (weightKg - standard)) / standard);
  if (!Number.isFinite(percent)) return undefined;
  return { percent, standardWeightKg: standard, band: obesityBand(percent) };
};
