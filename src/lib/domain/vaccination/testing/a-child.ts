import { parseCivilDate, type CivilDate } from '../../civil-date.ts';
import type { VaccinationSubject } from '../eligibility-input.ts';
import { eligibilityOf, type VaccineEligibility } from '../eligibility.ts';
import type { GivenDose } from '../record/history.ts';
import type { VaccineId } from '../vaccine.ts';

export const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

export const given = (vaccine: VaccineId, ...dates: readonly string[]): readonly GivenDose[] =>
  dates.map((date) => ({ vaccine, date: day(date) }));

export const aChild = (
  birth: string,
  today: string,
  history: readonly GivenDose[] = [],
  more: Partial<VaccinationSubject> = {},
): VaccinationSubject => ({ birth: day(birth), today: day(today), sex: 'female', history, ...more });

/** Status with the dose or the day, in one word. */
export const say = (answer: VaccineEligibility): string => {
  switch (answer.status) {
    case 'can-be-given':
      return `give ${answer.dose}/${answer.of}`;
    case 'not-yet':
      return `not-yet ${answer.from}`;
    case 'too-late':
      return `too-late ${answer.last}`;
    default:
      return answer.status;
  }
};

export const ask = (id: VaccineId, ...child: Parameters<typeof aChild>): string =>
  say(eligibilityOf(id, aChild(...child)));

export const codes = (answer: VaccineEligibility): readonly string[] =>
  answer.reasons.map(({ code }) => code);

/** Birthday of the child of most tables. */
export const BIRTH = '2026-01-15';
