import type { EarlierPregnancy, EarlierSize } from '../catalog/rule-facts/earlier-size.ts';
import { urineResult } from '../catalog/rule-facts/mother.ts';
import type { RuleSubject } from '../catalog/rule-facts/rule-subject.ts';
import { thisPregnancy, type ThisPregnancy } from '../catalog/rule-facts/this-pregnancy.ts';
import type { EarlierVisit } from '../contract/earlier-visit.ts';
import type { RosterEntry } from '../contract/people.ts';
import { parseCivilDate, type CivilDate } from '../domain/civil-date.ts';
import type { BodySize } from '../domain/slip.ts';

const SIZES = ['weightGrams', 'heightCm', 'headCm', 'chestCm'] as const;

const GRAMS_PER_KG = 1000;

const toldOfPregnancy = ({
  dueDate,
  visitNumber,
  weightBeforeGrams,
  multiple,
}: EarlierVisit): EarlierPregnancy | undefined => {
  const due = dueDate === undefined ? undefined : parseCivilDate(dueDate);
  const told: EarlierPregnancy = {
    ...(due === undefined ? {} : { due }),
    ...(visitNumber === undefined ? {} : { visitNumber }),
    ...(weightBeforeGrams === undefined ? {} : { weightBeforeKg: weightBeforeGrams / GRAMS_PER_KG }),
    ...(multiple === undefined ? {} : { multiple }),
  };
  return Object.keys(told).length === 0 ? undefined : told;
};

const earlierSize = (visit: EarlierVisit): EarlierSize[] => {
  const { date, program, urineProtein, urineGlucose } = visit;
  const on = parseCivilDate(date);
  if (on === undefined) return [];
  const size: BodySize = Object.fromEntries(
    SIZES.flatMap((field) => (visit[field] === undefined ? [] : [[field, visit[field]]])),
  );
  const urine = { protein: urineResult(urineProtein), glucose: urineResult(urineGlucose) };
  const isTold = urine.protein !== undefined || urine.glucose !== undefined;
  const pregnancy = toldOfPregnancy(visit);
  return [{ on, program, size, ...(isTold ? { urine } : {}), ...(pregnancy && { pregnancy }) }];
};

/** What earlier visits of a person measured, oldest first. */
export const earlierSizes = ({ earlier = [] }: Pick<RosterEntry, 'earlier'>): readonly EarlierSize[] =>
  earlier.flatMap(earlierSize);

/** What is known of the pregnancy of a mother on the list. @param due as a form has it, before that of the list */
export const pregnancyOf = (
  { dueDate = '', earlier }: RosterEntry,
  on: CivilDate,
  due?: CivilDate,
): ThisPregnancy => thisPregnancy(earlierSizes({ earlier }), due ?? parseCivilDate(dueDate), on);

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
