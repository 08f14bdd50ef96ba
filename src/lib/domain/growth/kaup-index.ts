/** From 3 months to under 6 years. From third parties, so a municipality may set its own (rule `kaup-index`). [KA1] */
export const KAUP_MONTHS = { min: 3, under: 72 } as const;

/**
 * Kaup index (カウプ指数), kg/m². A number without a verdict: the bounds in use differ from place to place, and the
 * obesity index (肥満度) is preferred. `undefined` outside the months, for sizes that are no finite
 * numbers above 0, and where the quotient is none. [KA1] [KA2]
 */
export const kaupIndex = (
  {
    ageMonths,
    heightCm,
    weightKg,
  }: { readonly ageMonths: number; readonly heightCm: number; readonly weightKg: number },
  months: { readonly min: number; readonly under: number } = KAUP_MONTHS,
): number | undefined => {
  if (!(ageMonths >= months.min && ageMonths < months.under)) return undefined;
  if (!(heightCm > 0 && weightKg > 0)) return undefined;
  const index = weightKg / (heightCm / 100) ** 2;
  return index > 0 && index < Infinity ? index : undefined;
};
