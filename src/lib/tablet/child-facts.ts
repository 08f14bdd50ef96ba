import type { RosterEntry } from '../contract/people.ts';
import { ageOn, type Age } from '../domain/age.ts';
import { parseCivilDate, type CivilDate } from '../domain/civil-date.ts';
import { correctedAgeOn, isPreterm, type CorrectedAge } from '../domain/corrected-age.ts';

/** What follows from a child's dates on the day of the visit. */
export interface ChildFacts {
  /** Day of the visit. */
  readonly date: CivilDate | undefined;
  /** `undefined` when the birth date lies after the visit. */
  readonly age: Age | undefined;
  /** Corrected age (修正月齢): only where the child is preterm. */
  readonly corrected: CorrectedAge | undefined;
}

/** @param date day of the visit, YYYY-MM-DD */
export const childFacts = ({ birthDate, dueDate }: RosterEntry, date: string): ChildFacts => {
  const [birth, on] = [parseCivilDate(birthDate), parseCivilDate(date)];
  const due = dueDate === undefined ? undefined : parseCivilDate(dueDate);
  if (birth === undefined || on === undefined) return { date: on, age: undefined, corrected: undefined };
  return {
    date: on,
    age: ageOn(birth, on),
    corrected: due !== undefined && isPreterm(birth, due) ? correctedAgeOn(due, on) : undefined,
  };
};
