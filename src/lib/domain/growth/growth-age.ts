import { ageOn, firstDayOfAge } from '../age.ts';
import { daysBetween, type CivilDate } from '../civil-date.ts';

/** Age as the growth tables need it. */
export interface GrowthAge {
  /** Days since birth; 0 on the day of birth. */
  readonly days: number;
  /** Months with their fraction; its whole part is the completed months (満月齢). */
  readonly months: number;
}

/** Mean length of a month, by which the first month and the time before the due date are divided. */
export const MEAN_MONTH_DAYS = 30.4375;

/**
 * Age on a day in months with a fraction: completed months, and the days beyond them over the length of that month of
 * life. Within the first month it is days over the mean month, so that day 30 is the same age for every child.
 * `undefined` before birth. [GR2]
 */
export const growthAgeOn = (birth: CivilDate, on: CivilDate): GrowthAge | undefined => {
  const age = ageOn(birth, on);
  if (age === undefined) return undefined;
  const days = daysBetween(birth, on);
  const { totalMonths } = age;
  if (totalMonths === 0) return { days, months: days / MEAN_MONTH_DAYS };
  const length = daysBetween(firstDayOfAge(birth, totalMonths), firstDayOfAge(birth, totalMonths + 1));
  return { days, months: totalMonths + age.days / length };
};

/**
 * Corrected age (修正月齢) in months with a fraction, by the same rule from the due date. Before the due date it is
 * negative, the days to go over the mean month, and no table reaches there. [GR2]
 */
export const correctedMonthsOn = (due: CivilDate, on: CivilDate): number =>
  growthAgeOn(due, on)?.months ?? -daysBetween(on, due) / MEAN_MONTH_DAYS;
