import { correctedMonthsOn, growthAgeOn } from '../domain/growth/growth-age.ts';
import { isPreterm } from '../domain/corrected-age.ts';
import type { CivilDate } from '../domain/civil-date.ts';

/** One measurement of one size. */
export interface GrowthPoint {
  /** Day it was measured, YYYY-MM-DD. */
  readonly date: string;
  /** Actual age in months with a fraction, 0 or more. */
  readonly ageMonths: number;
  /** Of a child born before 37 weeks 0 days: corrected months with a fraction, negative before the due date. */
  readonly correctedAgeMonths?: number;
  /** In kg or cm. */
  readonly value: number;
}

/**
 * A measurement as a point of the curve, with corrected age where the child was born before 37 weeks 0 days.
 * `undefined` for a day before birth.
 */
export const growthPointOn = (
  { birth, due }: { readonly birth: CivilDate; readonly due?: CivilDate | undefined },
  date: CivilDate,
  value: number,
): GrowthPoint | undefined => {
  const age = growthAgeOn(birth, date);
  if (age === undefined) return undefined;
  return {
    date,
    ageMonths: age.months,
    ...(due !== undefined && isPreterm(birth, due) && { correctedAgeMonths: correctedMonthsOn(due, date) }),
    value,
  };
};

/** Whether a point can be drawn at all: a finite age of 0 or more and a finite value above 0. */
export const isDrawable = ({ ageMonths, value }: GrowthPoint): boolean =>
  ageMonths >= 0 && ageMonths < Infinity && value > 0 && value < Infinity;
