import { addDays } from '../civil-date.ts';
import { concerns, conditionRule } from './condition.ts';
import type { NextDose, Progress } from './record/course-progress.ts';
import { reason, type VaccinationSubject } from './eligibility-input.ts';
import type { GivenDose } from './record/history.ts';
import { begun, isBuilt } from './record/other-lines.ts';
import { dayAttained } from './permitted-days.ts';
import type { Reason } from './reason.ts';
import { LONG_ILLNESS, VOLUNTARY } from './schedule/sources.ts';
import type { Vaccine } from './vaccine.ts';

/** Answers of the pre-screening that concern the vaccine. [VI1] */
const fromConditions = (vaccine: Vaccine, { conditions }: VaccinationSubject): readonly Reason[] =>
  [...new Set(conditions)]
    .filter((condition) => concerns(condition, vaccine))
    .map((condition) => {
      const { class: weight, source } = conditionRule(condition);
      return reason('VI1', source, { code: 'condition', condition, class: weight });
    });

/** Another product was given, or this one is not to be had. [VI10] [VC17] */
const fromProducts = (
  vaccine: Vaccine,
  own: readonly GivenDose[],
  subject: VaccinationSubject,
): readonly Reason[] => {
  const { intervals } = vaccine.sources;
  const mixed = begun([...(vaccine.followsOn ?? []), ...(vaccine.insteadOf ?? [])], subject);
  return [
    ...[...new Set(mixed.map(({ vaccine: other }) => other))].map((other) =>
      reason('VI10', intervals, { code: 'other-product', other }),
    ),
    ...[...new Set(own.map(({ product }) => product))].flatMap((product): readonly Reason[] =>
      product !== undefined && vaccine.products?.[product] === 'ask'
        ? [reason('VC17', intervals, { code: 'product-changed', product })]
        : [],
    ),
    ...(vaccine.soldUntil === undefined
      ? []
      : [reason('VC6', vaccine.soldUntil.source, { code: 'not-supplied', since: vaccine.soldUntil.month })]),
  ];
};

/** What the rules leave to the doctor although age and intervals permit the dose today. */
export const doctorQuestions = (
  vaccine: Vaccine,
  own: readonly GivenDose[],
  subject: VaccinationSubject,
  { course }: Progress,
  { slot }: NextDose,
): readonly Reason[] => {
  const { ages, standard } = vaccine.sources;
  const advisedTo =
    slot > 0 || course.firstDoseAdvisedToDay === undefined
      ? undefined
      : addDays(subject.birth, course.firstDoseAdvisedToDay);
  return [
    ...fromConditions(vaccine, subject),
    ...(vaccine.sex !== undefined && subject.sex === 'unknown'
      ? [reason('VI12', ages, { code: 'sex-unknown' })]
      : []),
    ...(advisedTo !== undefined && subject.today > advisedTo
      ? [reason('VC4', standard, { code: 'first-dose-not-advised', advisedTo })]
      : []),
    ...fromProducts(vaccine, own, subject),
    ...(vaccine.buildsOn === undefined || isBuilt(vaccine.buildsOn, subject)
      ? []
      : [reason('VI11', { ...standard, unsourced: true }, { code: 'builds-on', others: vaccine.buildsOn })]),
    ...(vaccine.doctorOnly === true ? [reason('VC16', VOLUNTARY, { code: 'no-schedule' })] : []),
  ];
};

/** Exceptions that may still permit a dose after the permitted ages. [VI8] [VI9] */
export const exceptionsAfterAge = (vaccine: Vaccine, subject: VaccinationSubject): readonly Reason[] => {
  const { birth, today, longIllness } = subject;
  const extensions = (vaccine.extensions ?? []).flatMap((extension): readonly Reason[] => {
    const { until, source } = extension;
    if (birth < extension.bornFrom || birth > extension.bornTo) return [];
    const last = typeof until === 'string' ? until : dayAttained(birth, until.months);
    return today > last ? [] : [reason('VI9', source, { code: 'extension', last })];
  });
  if (longIllness !== true || vaccine.longIllness === false) return extensions;
  const { untilMonths } = vaccine.longIllness;
  if (untilMonths === undefined)
    return [...extensions, reason('VI8', LONG_ILLNESS, { code: 'long-illness' })];
  const last = dayAttained(birth, untilMonths);
  return today > last
    ? extensions
    : [...extensions, reason('VI8', LONG_ILLNESS, { code: 'long-illness', last })];
};
