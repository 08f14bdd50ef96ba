import { reason, type VaccinationSubject } from './eligibility-input.ts';
import type { GivenDose } from './record/history.ts';
import { begun, isComplete } from './record/other-lines.ts';
import type { Reason } from './reason.ts';
import type { Vaccine } from './vaccine.ts';

/** Why a line is not for this person, or another line stands for it; `undefined` when it is. [VI10] [VI12] */
export const notApplicable = (
  vaccine: Vaccine,
  own: readonly GivenDose[],
  subject: VaccinationSubject,
): Reason | undefined => {
  const { ages, intervals } = vaccine.sources;
  if (vaccine.sex !== undefined && subject.sex !== 'unknown' && subject.sex !== vaccine.sex)
    return reason('VI12', ages, { code: 'sex' });
  if (vaccine.ages.unit === 'gestation' && (subject.dueDate === undefined || subject.sex === 'male'))
    return reason('VI12', ages, { code: 'no-pregnancy' });
  const newer = begun(vaccine.followedBy, subject)[0]?.vaccine;
  if (newer !== undefined && !isComplete(vaccine.id, subject))
    return reason('VI10', intervals, { code: 'other-product', other: newer });
  if (own.length > 0) return undefined;
  const other =
    begun(vaccine.insteadOf, subject)[0]?.vaccine ?? vaccine.coveredBy?.find((id) => isComplete(id, subject));
  if (other !== undefined) return reason('VI10', intervals, { code: 'other-product', other });
  return vaccine.startsOnlyBeside !== undefined && begun(vaccine.startsOnlyBeside, subject).length === 0
    ? reason('VI10', intervals, { code: 'not-begun-alone' })
    : undefined;
};
