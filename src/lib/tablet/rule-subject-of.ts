import type { RuleSubject } from '../catalog/rule-facts/rule-subject.ts';
import type { RosterEntry } from '../contract/people.ts';
import { parseCivilDate } from '../domain/civil-date.ts';

/** Who is examined, as the rules take it from today's list. */
export const ruleSubjectOf = ({
  program,
  sex,
  birthDate,
  dueDate,
  birthWeightGrams,
}: RosterEntry): RuleSubject => ({
  program,
  sex,
  birth: parseCivilDate(birthDate),
  due: dueDate === undefined ? undefined : parseCivilDate(dueDate),
  birthWeightGrams,
});
