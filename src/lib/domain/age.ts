import { addMonths, compareCivilDates, datePartsOf, daysBetween, type CivilDate } from './civil-date.ts';

/** Age on a day (満年齢・月齢). All numbers are completed units, 0 or more. */
export interface Age {
  readonly years: number;
  /** Months beyond the completed years, 0–11. */
  readonly months: number;
  /** Days beyond the completed months, 0–30. */
  readonly days: number;
  /** All completed months (満月齢). */
  readonly totalMonths: number;
}

/**
 * First day on which the child is `months` months old. Age counts from the day of birth and is attained at 24:00 of
 * the day before. Source: 年齢計算ニ関スル法律, 民法143条2項. [AG1] [AG2] [AG3]
 */
export const firstDayOfAge = (birth: CivilDate, months: number): CivilDate => addMonths(birth, months);

/** Age on a day, `undefined` before birth. */
export const ageOn = (birth: CivilDate, on: CivilDate): Age | undefined => {
  if (compareCivilDates(on, birth) < 0) return undefined;
  const from = datePartsOf(birth);
  const to = datePartsOf(on);
  const calendarMonths = (to.year - from.year) * 12 + to.month - from.month;
  const totalMonths =
    calendarMonths > 0 && compareCivilDates(firstDayOfAge(birth, calendarMonths), on) > 0
      ? calendarMonths - 1
      : calendarMonths;
  return {
    years: Math.floor(totalMonths / 12),
    months: totalMonths % 12,
    days: daysBetween(firstDayOfAge(birth, totalMonths), on),
    totalMonths,
  };
};

/** Completed months on a day (満月齢), `undefined` before birth. */
export const completedMonths = (birth: CivilDate, on: CivilDate): number | undefined =>
  ageOn(birth, on)?.totalMonths;

/** Completed years on a day (満年齢), `undefined` before birth. */
export const completedYears = (birth: CivilDate, on: CivilDate): number | undefined =>
  ageOn(birth, on)?.years;
