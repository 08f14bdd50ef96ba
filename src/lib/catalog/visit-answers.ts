import { completedMonths } from '../domain/age.ts';
import type { CivilDate } from '../domain/civil-date.ts';
import { fiscalYearOf } from '../domain/fiscal-year.ts';
import type { Answer, Answers } from '../forms/answer-types.ts';
import { answerListUrl } from './table/answer-list-url.ts';

interface Visit {
  readonly birth: CivilDate;
  /** Day of the checkup. */
  readonly date: CivilDate;
  readonly setting: 'group' | 'individual';
  /** 施設名. */
  readonly facility: string;
}

/** 実施区分, as the answer list `setting` prints it. */
const SETTINGS = { group: '集団', individual: '個別' } as const;

/**
 * What the tablet already knows of the visit (受診の記録), as first answers of the form that asks for it, so that staff type
 * none of it. They stay answers: staff may correct them, and a fiscal year once written is kept when a checkup is
 * repeated later.
 */
export const visitAnswers = ({ birth, date, setting, facility }: Visit): Answers => {
  const months = completedMonths(birth, date);
  const answers: [string, Answer][] = [
    ['visit-date', { type: 'date', value: date }],
    ['fiscal-year', { type: 'integer', value: fiscalYearOf(date) }],
    [
      'setting',
      {
        type: 'coding',
        value: { system: answerListUrl('setting'), code: setting, display: SETTINGS[setting] },
      },
    ],
    ['facility', { type: 'string', value: facility }],
  ];
  if (months !== undefined) answers.push(['age-months', { type: 'integer', value: months }]);
  return new Map(answers.map(([linkId, answer]) => [linkId, [answer]]));
};
