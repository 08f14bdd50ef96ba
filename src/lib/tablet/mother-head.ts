import type { ToldEarlier } from '../catalog/rule-facts/this-pregnancy.ts';
import { Told, type SectionAnswers } from '../catalog/rule-facts/told.ts';
import { parseCivilDate, type CivilDate } from '../domain/civil-date.ts';
import { gestationalAgeOn } from '../domain/pregnancy/gestational-age.ts';
import { postpartumDay } from '../domain/pregnancy/postpartum.ts';
import { STANDARD_VISIT_PLAN, visitsOn } from '../domain/pregnancy/visit-plan.ts';
import { subjectOf } from '../domain/program.ts';
import type { RuleWords } from '../i18n/criterion-text.ts';
import { formatDate, formatNumber } from '../i18n/format.ts';
import type { RuledChild } from './checkup-criteria.ts';
import { pregnancyOf } from './rule-subject-of.ts';

/** The due date as somebody wrote it down at this prenatal visit. */
export const writtenDueDate = ({ entry }: RuledChild, answers: SectionAnswers): CivilDate | undefined =>
  entry.program === 'prenatal' ? new Told(answers).day('due-date') : undefined;

/** One fact of a mother's visit in words. */
interface HeadFact {
  readonly key: 'weeks' | 'visit' | 'recorded' | 'earlier' | 'postpartumDay';
  readonly term: string;
  readonly text: string;
}

const ofPregnancy = (
  { entry }: RuledChild,
  on: CivilDate,
  written: CivilDate | undefined,
  { words, locale }: RuleWords,
): readonly HeadFact[] => {
  const say = words.pregnancy;
  const day = (date: CivilDate): string => formatDate(date, locale, { weekday: false });
  const { due, visits, weightBeforeKg, heightCm, multiple } = pregnancyOf(entry, on, written);
  const facts: HeadFact[] = [];
  const add = (key: Exclude<HeadFact['key'], 'postpartumDay'>, text: string): void => {
    facts.push({ key, term: say[key], text });
  };
  if (due !== undefined) {
    const age = gestationalAgeOn(due, on);
    add(
      'weeks',
      age.ok ? words.motherSlip.weeksOf(age.value.weeks, age.value.days) : say.impossible[age.error],
    );
    const plan = visitsOn(due, on);
    const of = STANDARD_VISIT_PLAN.visits;
    if (plan.ok) {
      const { current, next } = plan.value;
      add(
        'visit',
        current !== undefined
          ? say.due(current.number, of, day(current.to))
          : next === undefined
            ? say.over(of)
            : say.next(next.number, of, day(next.from)),
      );
    }
  }
  const last = visits.at(-1);
  if (last !== undefined) add('recorded', say.visits(visits.length, day(last)));
  const amount = ({ value }: ToldEarlier<number>, unit: string): string =>
    `${formatNumber(value, locale, { max: 1 })} ${unit}`;
  const told = [
    ...(weightBeforeKg ? [say.weightBefore(amount(weightBeforeKg, 'kg'), day(weightBeforeKg.on))] : []),
    ...(heightCm ? [say.height(amount(heightCm, 'cm'), day(heightCm.on))] : []),
    ...(multiple ? [say.multiple(multiple.value, day(multiple.on))] : []),
  ];
  if (told.length > 0) add('earlier', told.join(locale === 'ja' ? '、' : ', '));
  return facts;
};

/**
 * What staff want to know of a mother's visit before anything is written down: how far she is, which visit of the plan is
 * due [VP3], and what earlier visits told; after birth the postpartum day [PD1]. Empty for a child, and where no date
 * is known.
 * @param written {@link writtenDueDate}
 */
export const motherHead = (
  child: RuledChild,
  written: CivilDate | undefined,
  language: RuleWords,
): readonly HeadFact[] => {
  const { entry, facts } = child;
  if (facts.date === undefined || subjectOf(entry.program) === 'child') return [];
  if (entry.program === 'prenatal') return ofPregnancy(child, facts.date, written, language);
  const delivered = parseCivilDate(entry.deliveredOn ?? '');
  const counted = delivered && postpartumDay(delivered, facts.date);
  const say = language.words.pregnancy;
  return counted === undefined
    ? []
    : [{ key: 'postpartumDay', term: say.postpartumDay, text: say.dayOf(counted) }];
};
