import { Told, type SectionAnswers } from '../../catalog/rule-facts/told.ts';
import { conditionsOf, openConditions } from '../../catalog/vaccination/conditions.ts';
import {
  dosesGiven,
  dueDateIn,
  historyWith,
  plannedVaccines,
  recordedDoses,
} from '../../catalog/vaccination/history.ts';
import { codeIn } from '../../catalog/code-in.ts';
import { parseCivilDate } from '../../domain/civil-date.ts';
import { conditionRule, type Condition } from '../../domain/vaccination/condition.ts';
import { reason, type VaccinationSubject } from '../../domain/vaccination/eligibility-input.ts';
import { eligibilityOf, type VaccineEligibility } from '../../domain/vaccination/eligibility.ts';
import type { GivenDose } from '../../domain/vaccination/record/history.ts';
import type { Reason } from '../../domain/vaccination/reason.ts';
import type { RuleSettings } from '../../domain/rules/rule-settings.ts';
import { notGivenHere } from '../../domain/vaccination/vaccination-rule.ts';
import { SCHEDULE } from '../../domain/vaccination/schedule/schedule.ts';
import type { VaccineId } from '../../domain/vaccination/vaccine.ts';
import type { Answers } from '../../forms/answer-types.ts';
import type { OpenQuestion } from '../../i18n/ja/vaccination.ts';
import type { RuledChild } from '../checkup-criteria.ts';
import { recordDoubts, type RecordDoubt } from './record-doubts.ts';
import { vaccineLine, type VaccineLine } from './vaccine-line.ts';

/** Two vaccines of one day that are not simply given together. */
export interface Conflict {
  readonly code: 'live-same-day' | 'other-product';
  readonly one: VaccineId;
  readonly other: VaccineId;
}

/** The doses before today that the check goes by, and who said so. All others are unknown here. */
interface KnownHistory {
  /** Recorded at earlier visits. */
  readonly recorded: readonly GivenDose[];
  /** Told by the guardian in 予診票 and not recorded. */
  readonly told: readonly GivenDose[];
}

export interface VaccinationCheck {
  readonly history: KnownHistory;
  /** In the order of the schedule. */
  readonly lines: readonly VaccineLine[];
  /** Every other vaccine of the schedule. */
  readonly others: readonly VaccineEligibility[];
  /** Answers that concern every vaccine; each is a reason of every line it weighs on, too. */
  readonly common: readonly Reason[];
  readonly openConditions: readonly Condition[];
  readonly openQuestions: readonly OpenQuestion[];
  readonly conflicts: readonly Conflict[];
  readonly doubts: readonly RecordDoubt[];
}

const NONE: Answers = new Map();

const isTicked = (answers: Answers, linkId: string): boolean => {
  const [answer] = answers.get(linkId) ?? [];
  return answer?.type === 'boolean' && answer.value;
};

/** What the check goes by; `undefined` without a date of birth or a day, and where the check is off. */
const subjectIn = (
  { entry, facts }: RuledChild,
  questionnaire: Answers,
  record: Answers,
  settings: RuleSettings,
): (VaccinationSubject & { readonly known: KnownHistory }) | undefined => {
  const off = notGivenHere(settings);
  const birth = parseCivilDate(entry.birthDate);
  const today = new Told(new Map([['vaccination', record]])).day('visit-date') ?? facts.date;
  if (birth === undefined || today === undefined || off === undefined) return undefined;
  const dueDate = dueDateIn(questionnaire);
  const recorded = recordedDoses((entry.earlier ?? []).flatMap(({ doses = [] }) => doses));
  const history = historyWith(questionnaire, recorded);
  return {
    birth,
    today,
    sex: entry.sex,
    history,
    known: { recorded, told: history.filter((given) => !recorded.includes(given)) },
    conditions: conditionsOf(questionnaire, record),
    longIllness: isTicked(record, 'long-illness'),
    notGivenHere: off,
    ...(dueDate !== undefined && { dueDate }),
  };
};

const conflictOf = (one: VaccineId, other: VaccineId, subject: VaccinationSubject): Conflict | undefined => {
  const beside = (vaccine: VaccineId, second: VaccineId): readonly Conflict[] => {
    const history = [...subject.history, { vaccine: second, date: subject.today }];
    return eligibilityOf(vaccine, { ...subject, history }).reasons.flatMap((why): readonly Conflict[] =>
      (why.code === 'live-same-day' || why.code === 'other-product') && why.other === second
        ? [{ code: why.code, one, other }]
        : [],
    );
  };
  return beside(one, other)[0] ?? beside(other, one)[0];
};

const conflictsAmong = (vaccines: readonly VaccineId[], subject: VaccinationSubject): readonly Conflict[] =>
  vaccines.flatMap((one, at) =>
    vaccines.slice(at + 1).flatMap((other) => conflictOf(one, other, subject) ?? []),
  );

const openQuestionsIn = (
  answers: SectionAnswers,
  planned: readonly VaccineId[],
  { dueDate }: VaccinationSubject,
): readonly OpenQuestion[] => {
  const questionnaire = answers.get('questionnaire');
  if (questionnaire === undefined) return ['questionnaire'];
  const recent = codeIn(questionnaire, 'recent-vaccination');
  const other = questionnaire.get('recent-vaccination-other') ?? [];
  return [
    ...(planned.length === 0 ? (['planned'] as const) : []),
    ...(recent !== 'no' && historyWith(questionnaire).length === 0 ? (['recent'] as const) : []),
    ...(recent === 'yes' && other.some(({ type }) => type === 'string') ? (['recent-other'] as const) : []),
    ...(planned.includes('rsv-maternal') && dueDate === undefined ? (['due-date'] as const) : []),
  ];
};

/**
 * What age, intervals and answers say about the vaccines of today, for the doctor to weigh. Never a decision. Of
 * earlier doses only those recorded at earlier visits and those the guardian named for the last four weeks are known
 * [VI14]; what the doctor's part says was given today counts for the other vaccines, never against itself.
 * @param answers of 予診票 and of the doctor's part as far as they are there
 * @param settings what the municipality set for the rules: vaccines it does not give are said of only where somebody
 * chose or gave one [VI15]
 * @returns `undefined` without a date of birth or a day, and where the municipality switched the check off
 */
export const vaccinationCheck = (
  child: RuledChild,
  answers: SectionAnswers,
  settings: RuleSettings = {},
): VaccinationCheck | undefined => {
  const questionnaire = answers.get('questionnaire') ?? NONE;
  const record = answers.get('vaccination') ?? NONE;
  const subject = subjectIn(child, questionnaire, record, settings);
  if (subject === undefined) return undefined;
  const planned = plannedVaccines(questionnaire);
  const given = dosesGiven(record);
  const all = SCHEDULE.map(({ id }) => id);
  const isGiven = (id: VaccineId): boolean => given.some(({ vaccine }) => vaccine === id);
  const shown = all.filter((id) => planned.includes(id) || isGiven(id));
  const isPostponed = codeIn(record, 'vaccination-decision') === 'postpone';
  const together = given.length > 0 ? all.filter(isGiven) : planned;
  const lines = shown.map((id) => vaccineLine(id, subject, planned.includes(id), given));
  return {
    history: subject.known,
    lines,
    others: all
      .filter((id) => !shown.includes(id) && subject.notGivenHere?.includes(id) !== true)
      .map((id) => eligibilityOf(id, { ...subject, history: [...subject.history, ...given] })),
    common: (subject.conditions ?? []).flatMap((condition) => {
      const { class: weight, source, concerns } = conditionRule(condition);
      return concerns === undefined
        ? [reason('VI1', source, { code: 'condition', condition, class: weight })]
        : [];
    }),
    openConditions: openConditions(questionnaire, record),
    openQuestions: openQuestionsIn(answers, planned, subject),
    conflicts: isPostponed ? [] : conflictsAmong(together, subject),
    doubts: recordDoubts({ lines, given, record, subject, questionnaire }),
  };
};
