import type { EarlierSize } from '../catalog/rule-facts/earlier-size.ts';
import { urineResult } from '../catalog/rule-facts/mother.ts';
import type { RuleSubject } from '../catalog/rule-facts/rule-subject.ts';
import type { EarlierVisit } from '../contract/earlier-visit.ts';
import type { RosterEntry } from '../contract/people.ts';
import { parseCivilDate } from '../domain/civil-date.ts';
import type { BodySize } from '../domain/slip.ts';

const SIZES = ['weightGrams', 'heightCm', 'headCm', 'chestCm'] as const;

const earlierSize = (visit: EarlierVisit): EarlierSize[] => {
  const { date, program, urineProtein, urineGlucose } = visit;
  const on = parseCivilDate(date);
  if (on === undefined) return [];
  const size: BodySize = Object.fromEntries(
    SIZES.flatMap((field) => (visit[field] === undefined ? [] : [[field, visit[field]]])),
  );
  const urine = { protein: urineResult(urineProtein), glucose: urineResult(urineGlucose) };
  const isTold = urine.protein !== undefined || urine.glucose !== undefined;
  return [{ on, program, size, ...(isTold ? { urine } : {}) }];
};

/** What earlier visits of a person measured, oldest first. */
export const earlierSizes = ({ earlier = [] }: Pick<RosterEntry, 'earlier'>): readonly EarlierSize[] =>
  earlier.flatMap(earlierSize);

/** Who is examined, as the rules take it from today's list. */
export const ruleSubjectOf = ({
  program,
  sex,
  birthDate,
  dueDate,
  birthWeightGrams,
  earlier,
}: RosterEntry): RuleSubject => ({
  program,
  sex,
  birth: parseCivilDate(birthDate),
  due: dueDate === undefined ? undefined : parseCivilDate(dueDate),
  birthWeightGrams,
  ...(earlier === undefined ? {} : { earlier: earlierSizes({ earlier }) }),
});
