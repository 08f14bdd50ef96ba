/** Recommended gain over the whole of a pregnancy, kg, both inclusive. Without a lower bound it is individual. */
export interface GainRange {
  readonly min?: number;
  readonly max: number;
}

/** By pre-pregnancy BMI, one child. Source: 妊産婦のための食生活指針 2021年3月 表8. [PG1] */
const RANGES: readonly (GainRange & { readonly bmiBelow: number })[] = [
  { bmiBelow: 18.5, min: 12, max: 15 },
  { bmiBelow: 25, min: 10, max: 13 },
  { bmiBelow: 30, min: 7, max: 10 },
];

/** BMI of 30 and more: 個別対応, 5 kg as the upper guide. */
const OBESE: GainRange = { max: 5 };

/** @param bmi kg/m² before the pregnancy, 18.5 belonging to the middle class, 25 and 30 to the upper ones */
export const gainRangeFor = (bmi: number): GainRange => {
  const range = RANGES.find(({ bmiBelow }) => bmi < bmiBelow);
  return range === undefined ? OBESE : { ...(range.min !== undefined && { min: range.min }), max: range.max };
};
