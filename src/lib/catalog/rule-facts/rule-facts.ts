import type { CivilDate } from '../../domain/civil-date.ts';
import { subjectOf } from '../../domain/program.ts';
import type { RuleFacts } from '../../domain/rules/facts.ts';
import type { RuleSettings } from '../../domain/rules/rule-settings.ts';
import { bodySize } from './body.ts';
import { caries, childUrine, homeEvents, voucher } from './child.ts';
import { milestones } from './development.ts';
import { acuity, refraction } from './eyes.ts';
import { growthFacts } from './growth.ts';
import { newbornHearing } from './hearing.ts';
import { hipFacts } from './hip.ts';
import { bonding, epds, pregnancy } from './mother.ts';
import { metabolicScreening, newbornWeights, stoolColour } from './newborn.ts';
import type { RuleSubject } from './rule-subject.ts';
import { Told, type SectionAnswers } from './told.ts';

const childFacts = (
  subject: RuleSubject,
  told: Told,
  today: CivilDate,
  settings: RuleSettings,
): Omit<RuleFacts, 'program' | 'today'> => {
  const size = bodySize(told);
  return {
    child: {
      birth: subject.birth,
      due: subject.due,
      sex: subject.sex,
      // Staff write it down from the handbook; the list's own goes behind it.
      birthWeightGrams: told.quantity('birth-weight', 'g') ?? subject.birthWeightGrams,
    },
    ...growthFacts(subject, today, size, settings),
    weights: newbornWeights(told, today, size.weightGrams),
    stool: stoolColour(told),
    hip: hipFacts(told),
    refraction: refraction(told),
    acuity: acuity(told),
    milestones: milestones(told),
    caries: caries(told),
    urine: childUrine(told),
    homeEvents: homeEvents(told),
    hearing: newbornHearing(told),
    metabolic: metabolicScreening(told),
    voucher: voucher(told),
  };
};

/**
 * Everything the rules look at, from today's list and what was entered so far. What nobody entered, or may not be
 * read, is not known.
 * @param today day of the visit
 * @param settings what the municipality set for the rules
 */
export const ruleFacts = (
  subject: RuleSubject,
  sections: SectionAnswers,
  today: CivilDate,
  settings: RuleSettings = {},
): RuleFacts => {
  const told = new Told(sections);
  return {
    program: subject.program,
    today,
    epds: epds(told, subject),
    bonding: bonding(told),
    ...(subjectOf(subject.program) === 'child'
      ? childFacts(subject, told, today, settings)
      : { pregnancy: pregnancy(told, subject, today) }),
  };
};
