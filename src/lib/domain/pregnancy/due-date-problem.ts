import type { CivilDate } from '../civil-date.ts';
import { gestationDays } from '../corrected-age.ts';
import { gestationalAgeOn, pregnancyBegins } from './gestational-age.ts';

/** Of whom a due date is: of a pregnancy, of a mother after delivery, or of the child that was born. */
export type DueDateOf = 'pregnancy' | 'delivered' | 'child';

/** What a due date is held against. */
interface DueDateContext {
  readonly of: DueDateOf;
  /** The person's own birth. */
  readonly birth: CivilDate;
  /** Day of the visit. */
  readonly on: CivilDate;
  /** A mother's latest delivery, where it is known. */
  readonly delivered?: CivilDate | undefined;
}

/**
 * Why a due date cannot be right.
 *
 * - `before-conception`: on the day of the visit it lies more than 40 weeks ahead
 * - `past-43-weeks`: on the day of the visit the pregnancy would be past 43 weeks 6 days
 * - `already-delivered`: the mother was delivered within this pregnancy, before the visit
 * - `contradicts-delivery`: her delivery would lie outside 0w0d–43w6d
 * - `contradicts-birth`: the child's birth would lie outside 22w0d–43w6d
 */
export type DueDateProblem =
  'before-conception' | 'past-43-weeks' | 'already-delivered' | 'contradicts-delivery' | 'contradicts-birth';

/** What is wrong with a due date; `undefined` when nothing is. [DD1] [DD2] [DD3] */
export const dueDateProblem = (
  due: CivilDate,
  { of, birth, on, delivered }: DueDateContext,
): DueDateProblem | undefined => {
  if (of === 'child') return gestationDays(birth, due) === undefined ? 'contradicts-birth' : undefined;
  const age = gestationalAgeOn(due, on);
  if (!age.ok && age.error === 'before-pregnancy') return 'before-conception';
  if (of === 'delivered')
    return delivered === undefined || gestationalAgeOn(due, delivered).ok
      ? undefined
      : 'contradicts-delivery';
  if (!age.ok) return 'past-43-weeks';
  return delivered !== undefined && delivered < on && delivered >= pregnancyBegins(due)
    ? 'already-delivered'
    : undefined;
};
