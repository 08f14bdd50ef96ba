import { daysBetween, type CivilDate } from '../civil-date.ts';
import { err, ok, type Result } from '../result.ts';
import { dueDateProblem, type DueDateOf, type DueDateProblem } from './due-date-problem.ts';
import { gestationalAgeOn, pregnancyBegins } from './gestational-age.ts';

/** Due date (a mother's, or a child's own) and a mother's latest delivery. Left out: not known, or not told. */
interface BirthDates {
  readonly due?: CivilDate | undefined;
  readonly delivered?: CivilDate | undefined;
}

interface ToldDates {
  readonly of: DueDateOf;
  /** The person's own birth. */
  readonly birth: CivilDate;
  /** Day of the visit. */
  readonly on: CivilDate;
  readonly known: BirthDates;
  readonly told: BirthDates;
}

/** Why what was told cannot be. `before-known-delivery`: a later delivery is known already. */
export type DatesProblem = DueDateProblem | 'before-known-delivery';

/** Two deliveries of one mother lie further apart than this (22 weeks); nearer, one corrects the other (u). */
const SAME_DELIVERY_DAYS = 154;

/**
 * The dates as they hold once these are told: corrected, or those of a new pregnancy or birth, so that dates of two
 * pregnancies never stand beside each other as one. [DD4] [DD5]
 */
export const datesAfter = ({ of, birth, on, known, told }: ToldDates): Result<BirthDates, DatesProblem> => {
  if (
    told.delivered !== undefined &&
    known.delivered !== undefined &&
    daysBetween(told.delivered, known.delivered) >= SAME_DELIVERY_DAYS
  )
    return err('before-known-delivery');
  const delivered = told.delivered ?? known.delivered;
  const { due } = told;
  if (due === undefined) {
    const isOver =
      known.due !== undefined &&
      told.delivered !== undefined &&
      told.delivered > known.due &&
      !gestationalAgeOn(known.due, told.delivered).ok;
    return ok({ due: isOver ? undefined : known.due, delivered });
  }
  // A delivery that only an earlier booking told may be of an earlier pregnancy.
  const isOwn =
    delivered !== undefined && (told.delivered !== undefined || delivered >= pregnancyBegins(due));
  const wrong = dueDateProblem(due, { of, birth, on, delivered: isOwn ? delivered : undefined });
  if (wrong !== undefined) return err(wrong);
  return ok({ due, delivered: of === 'child' || isOwn ? delivered : undefined });
};
