import { completedMonths } from '../age.ts';
import { addDays, addMonths, daysBetween, type CivilDate } from '../civil-date.ts';
import { correctedAgeOn, gestationDays, isPreterm } from '../corrected-age.ts';
import type { Deadline } from './criterion.ts';
import type { RuleFacts } from './facts.ts';

/** Days that can be in a record. Both inclusive. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

const canBe = (day: CivilDate): boolean => day >= FIRST_DAY && day <= LAST_DAY;

/** A day in the record that can have happened by today; any other is treated as not known. [CR3] */
export const happened = ({ today }: RuleFacts, day: CivilDate | undefined): CivilDate | undefined =>
  day !== undefined && canBe(day) && canBe(today) && day <= today ? day : undefined;

/** The birth date, where it can be. */
export const knownBirth = (facts: RuleFacts): CivilDate | undefined => happened(facts, facts.child?.birth);

/** Whole days since birth; the day of birth is day 0. */
export const ageDays = (facts: RuleFacts): number | undefined => {
  const birth = knownBirth(facts);
  return birth && daysBetween(birth, facts.today);
};

/** `undefined` when birth or due date is not known or the two contradict each other. */
export const preterm = (facts: RuleFacts): boolean | undefined => {
  const birth = knownBirth(facts);
  const due = facts.child?.due;
  if (birth === undefined || due === undefined || gestationDays(birth, due) === undefined) return undefined;
  return isPreterm(birth, due);
};

/** Completed months of actual age. */
export const ageMonths = (facts: RuleFacts): number | undefined => {
  const birth = knownBirth(facts);
  return birth && completedMonths(birth, facts.today);
};

/**
 * Completed months by which development is looked at: corrected for a preterm child whose actual age is under
 * `correctedUntil` months, else actual. Below 0 before the due date. [DK5]
 */
export const developmentalMonths = (facts: RuleFacts, correctedUntil: number): number | undefined => {
  const actual = ageMonths(facts);
  const due = facts.child?.due;
  if (actual === undefined || due === undefined || preterm(facts) !== true || actual >= correctedUntil)
    return actual;
  const corrected = correctedAgeOn(due, facts.today);
  return corrected.phase === 'before-due' ? -1 : corrected.age.totalMonths;
};

/** The last day of a period that began on `start`: day `days` after it. */
export const lastDayOfDays = (start: CivilDate, days: number): CivilDate => addDays(start, days);

/** The last day before the first day of age `months`. */
export const lastDayOfMonths = (start: CivilDate, months: number): CivilDate =>
  addDays(addMonths(start, months), -1);

export const deadline = (task: string, by: CivilDate, today: CivilDate): Deadline => ({
  task,
  by,
  state: today > by ? 'overdue' : 'pending',
});
