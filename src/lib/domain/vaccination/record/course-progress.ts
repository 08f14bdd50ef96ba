import { compareCivilDates, type CivilDate } from '../../civil-date.ts';
import { dayAfterGap, dayAttained, permittedDays } from '../permitted-days.ts';
import type { Course, DoseRule, Product, Vaccine } from '../vaccine.ts';

/** A dose that counts. */
export interface CountedDose {
  readonly date: CivilDate;
  readonly product?: Product;
}

/** Whose doses are counted. */
export interface Bearer {
  readonly birth: CivilDate;
  readonly dueDate?: CivilDate;
}

/** The dose that is next, with the days on which it may be given by age and by its own intervals. */
export interface NextDose {
  /** From 0, in the course. */
  readonly slot: number;
  readonly rule: DoseRule;
  /** First day by age. */
  readonly ageFrom: CivilDate;
  /** Last day by age; without it no end. */
  readonly last?: CivilDate;
  /** The interval that ends last: the earlier dose it runs from, and the first day after it. */
  readonly gap?: { readonly given: CivilDate; readonly from: CivilDate };
  /** Doses of the course that are left out on the way (from 0). */
  readonly leftOut: readonly number[];
}

export interface Progress {
  readonly course: Course;
  readonly taken: readonly { readonly slot: number; readonly date: CivilDate }[];
  /** Given sooner than permitted. */
  readonly early: readonly CivilDate[];
  /** Given after the permitted age. */
  readonly late: readonly CivilDate[];
  /** Given when the course was complete. */
  readonly extra: readonly CivilDate[];
  /** Absent when the course is complete. */
  readonly next?: NextDose;
}

export const latest = (days: readonly (CivilDate | undefined)[]): CivilDate | undefined =>
  days.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined);

type Taken = Progress['taken'];

/** The course for those who begin on the first date, or would begin on `start`. */
const courseFor = (
  vaccine: Vaccine,
  bearer: Bearer,
  doses: readonly CountedDose[],
  start: CivilDate,
): Course => {
  const first = doses[0]?.date ?? start;
  const second = doses[1]?.date;
  const course = vaccine.courses.find(
    ({ startUntilMonths, secondDoseGap, notAfter }) =>
      !doses.some(({ product }) => product !== undefined && notAfter?.includes(product) === true) &&
      (startUntilMonths === undefined || first <= dayAttained(bearer.birth, startUntilMonths)) &&
      (secondDoseGap === undefined || second === undefined || second >= dayAfterGap(first, secondDoseGap)),
  );
  if (course === undefined) throw new RangeError('The last course of a vaccine is open to every age.');
  return course;
};

const doseAt = (
  vaccine: Vaccine,
  bearer: Bearer,
  course: Course,
  taken: Taken,
  slot: number,
): Omit<NextDose, 'leftOut'> | undefined => {
  const rule = course.doses[slot];
  const days = permittedDays(rule?.ages ?? vaccine.ages, bearer.birth, bearer.dueDate);
  if (rule === undefined || days === undefined) return undefined;
  const previous = taken.at(-1)?.date;
  const first = taken[0]?.date;
  const primaries = (part: readonly DoseRule[]): number =>
    part.filter((dose) => dose.part === 'primary').length;
  const short =
    primaries(taken.flatMap((dose) => course.doses[dose.slot] ?? [])) <
    primaries(course.doses.slice(0, slot));
  const fromPrevious = short ? (rule.gapWhenShort ?? rule.gap) : rule.gap;
  const gaps = [
    { given: previous, gap: fromPrevious },
    { given: first, gap: rule.gapFromFirst },
  ].flatMap(({ given, gap }) =>
    given === undefined || gap === undefined ? [] : [{ given, from: dayAfterGap(given, gap) }],
  );
  const binding = gaps.sort((a, b) => compareCivilDates(b.from, a.from))[0];
  return {
    slot,
    rule,
    ageFrom: days.first,
    ...(days.last === undefined ? {} : { last: days.last }),
    ...(binding === undefined ? {} : { gap: binding }),
  };
};

/**
 * The dose that follows on a day. A primary dose with ages of its own that have passed, or would have before its
 * interval is over, is left out, and the next one follows. [VI7]
 */
const nextDose = (
  vaccine: Vaccine,
  bearer: Bearer,
  course: Course,
  taken: Taken,
  on: CivilDate,
): NextDose | undefined => {
  const leftOut: number[] = [];
  for (let slot = (taken.at(-1)?.slot ?? -1) + 1; slot < course.doses.length; slot += 1) {
    const dose = doseAt(vaccine, bearer, course, taken, slot);
    if (dose === undefined) return undefined;
    const previous = taken.at(-1)?.date;
    const { omitWhenPreviousAfterMonths: months } = dose.rule;
    const afterLimit =
      months !== undefined && previous !== undefined && previous > dayAttained(bearer.birth, months);
    const over =
      dose.rule.part === 'primary' &&
      dose.rule.ages !== undefined &&
      dose.last !== undefined &&
      (latest([on, dose.gap?.from]) ?? on) > dose.last;
    if (!afterLimit && !over) return { ...dose, leftOut };
    leftOut.push(slot);
  }
  return undefined;
};

/** How far a course has come by `today`. Dates before birth and after today are not for this function. */
export const courseProgress = (
  vaccine: Vaccine,
  bearer: Bearer,
  given: readonly CountedDose[],
  today: CivilDate,
): Progress => {
  const doses = [...given].sort((a, b) => compareCivilDates(a.date, b.date));
  const begin = permittedDays(vaccine.ages, bearer.birth, bearer.dueDate)?.first;
  const course = courseFor(vaccine, bearer, doses, latest([today, begin]) ?? today);
  const taken: { slot: number; date: CivilDate }[] = [];
  const early: CivilDate[] = [];
  const late: CivilDate[] = [];
  const extra: CivilDate[] = [];
  for (const { date } of doses) {
    const dose = nextDose(vaccine, bearer, course, taken, date);
    if (dose === undefined) {
      extra.push(date);
      continue;
    }
    if (date < (latest([dose.ageFrom, dose.gap?.from]) ?? date)) early.push(date);
    if (dose.last !== undefined && date > dose.last) late.push(date);
    taken.push({ slot: dose.slot, date });
  }
  const next = nextDose(vaccine, bearer, course, taken, today);
  return { course, taken, early, late, extra, ...(next === undefined ? {} : { next }) };
};
