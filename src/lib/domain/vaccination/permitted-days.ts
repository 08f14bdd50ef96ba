import { firstDayOfAge } from '../age.ts';
import { addDays, addMonths, civilDate, datePartsOf, type CivilDate } from '../civil-date.ts';
import { fiscalYearOf } from '../fiscal-year.ts';
import type { AgeRange, Gap } from './vaccine.ts';

/** First and last day, both inclusive; without `last` no end. */
export interface PermittedDays {
  readonly first: CivilDate;
  readonly last?: CivilDate;
}

const PREGNANCY_DAYS = 280;

/**
 * The day on which an age is attained in the law of vaccination (至った日): the day before the corresponding day, the
 * month's last day where it has none. It belongs to both sides: 生後2月から begins and 生後2月に至るまで ends on it.
 * Source: 年齢計算ニ関スル法律; 厚生労働省 ロタウイルスワクチンに関するQ&A 問5. [VC1]
 */
export const dayAttained = (birth: CivilDate, months: number): CivilDate =>
  months === 0 ? birth : addDays(firstDayOfAge(birth, months), -1);

const firstOfApril = (year: number): CivilDate => {
  const date = civilDate({ year, month: 4, day: 1 });
  if (date === undefined) throw new RangeError('The day lies outside the years 0001 to 9999.');
  return date;
};

/** First day of primary school: the first 1 April after the day on which six years are attained (学校教育法17条1項). */
const schoolBegins = (birth: CivilDate): CivilDate => {
  const six = firstDayOfAge(birth, 72);
  const april = firstOfApril(datePartsOf(six).year);
  return six <= april ? april : firstOfApril(datePartsOf(six).year + 1);
};

/** The days of an age range; `undefined` when it goes by a pregnancy and no due date is known. [VC1] [VC2] */
export const permittedDays = (
  range: AgeRange,
  birth: CivilDate,
  dueDate?: CivilDate,
): PermittedDays | undefined => {
  switch (range.unit) {
    case 'month':
      return {
        first: dayAttained(birth, range.from),
        ...(range.until === undefined ? {} : { last: dayAttained(birth, range.until) }),
      };
    case 'day':
      return { first: addDays(birth, range.from), last: addDays(birth, range.to) };
    case 'month-to-day':
      return { first: dayAttained(birth, range.from), last: addDays(birth, range.to) };
    case 'fiscal-year':
      return {
        first: firstOfApril(fiscalYearOf(dayAttained(birth, range.from * 12))),
        last: addDays(firstOfApril(fiscalYearOf(dayAttained(birth, range.to * 12)) + 1), -1),
      };
    case 'before-school': {
      const begins = schoolBegins(birth);
      return { first: firstOfApril(datePartsOf(begins).year - 1), last: addDays(begins, -1) };
    }
    case 'gestation':
      return dueDate === undefined
        ? undefined
        : {
            first: addDays(dueDate, range.from - PREGNANCY_DAYS),
            last: addDays(dueDate, range.to - PREGNANCY_DAYS),
          };
  }
};

/**
 * The first day after an interval (n日以上の間隔をおいて: n whole days lie between, so 27 days after a Tuesday is the
 * Tuesday four weeks later; n月: the corresponding day, or the first of the month after). [VC3]
 */
export const dayAfterGap = (given: CivilDate, gap: Gap): CivilDate =>
  'days' in gap ? addDays(given, gap.days + 1) : addMonths(given, gap.months);
