import { addDays, compareCivilDates, type CivilDate } from '../../civil-date.ts';
import { fiscalYearOf } from '../../fiscal-year.ts';
import type { HistoryFault } from '../reason.ts';
import type { Product, Vaccine, VaccineId } from '../vaccine.ts';

/** One line of the record of vaccinations. */
export interface GivenDose {
  readonly vaccine: VaccineId;
  readonly date: CivilDate;
  /** Number of the dose (from 1) as written down; when left out, the dates tell it. */
  readonly dose?: number;
  readonly product?: Product;
  /** Only one of two versions of the record that do not know each other has it so. */
  readonly conflict?: true;
}

/** Whose record it is. Days up to the year 9900. */
export interface RecordOwner {
  readonly birth: CivilDate;
  readonly history: readonly GivenDose[];
  readonly today: CivilDate;
  /** Expected date of delivery of the present pregnancy. */
  readonly dueDate?: CivilDate;
}

export interface Fault {
  readonly fault: HistoryFault;
  readonly of: VaccineId;
  readonly date: CivilDate;
}

const PREGNANCY_DAYS = 280;

const byDate = (a: GivenDose, b: GivenDose): number => compareCivilDates(a.date, b.date);

/** The dates of a line that count now: all of them, or those of this season or this pregnancy, in order. */
export const dosesOf = (vaccine: Vaccine, owner: RecordOwner): readonly GivenDose[] => {
  const { history, today, dueDate } = owner;
  const inScope = ({ date }: GivenDose): boolean => {
    if (vaccine.everySeason === true) return fiscalYearOf(date) === fiscalYearOf(today);
    if (vaccine.ages.unit !== 'gestation' || dueDate === undefined) return true;
    return date >= addDays(dueDate, -PREGNANCY_DAYS);
  };
  return history.filter((given) => given.vaccine === vaccine.id && inScope(given)).sort(byDate);
};

/** Entries that no one can have been given: before birth, or after today. */
export const impossibleDates = (
  doses: readonly GivenDose[],
  { birth, today }: RecordOwner,
): readonly Fault[] =>
  doses.flatMap(({ vaccine: of, date }): readonly Fault[] => {
    if (date < birth) return [{ fault: 'before-birth', of, date }];
    return date > today ? [{ fault: 'in-future', of, date }] : [];
  });

/** Entries of which nobody knows whether they hold. [VI16] */
export const conflicting = (doses: readonly GivenDose[]): readonly Fault[] =>
  doses.flatMap(({ vaccine: of, date, conflict }): readonly Fault[] =>
    conflict === true ? [{ fault: 'conflict', of, date }] : [],
  );

/**
 * Numbers that contradict the dates. A number may be the count of doses or the place in the course, which differ
 * where a dose was left out.
 */
export const misnumbered = (doses: readonly GivenDose[], slots: readonly number[]): readonly Fault[] =>
  doses.flatMap(({ vaccine: of, date, dose }, index): readonly Fault[] => {
    const before = doses[index - 1];
    if (before?.date === date) return [{ fault: 'same-day-twice', of, date }];
    if (dose === undefined || dose === index + 1 || dose === (slots[index] ?? index) + 1) return [];
    return [{ fault: dose > index + 1 ? 'missing-earlier' : 'order', of, date }];
  });
