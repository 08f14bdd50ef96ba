import { completedMonths } from '../domain/age.ts';
import type { CivilDate } from '../domain/civil-date.ts';
import { fiscalYearOf } from '../domain/fiscal-year.ts';
import { gestationalAgeOn } from '../domain/pregnancy/gestational-age.ts';
import { postpartumDay } from '../domain/pregnancy/postpartum.ts';
import type { Answer, Answers } from '../forms/answer-types.ts';
import { answerListUrl } from './table/answer-list-url.ts';

const integer = (linkId: string, value: number): [string, Answer] => [linkId, { type: 'integer', value }];
const day = (linkId: string, value: CivilDate): [string, Answer] => [linkId, { type: 'date', value }];

interface Visit {
  readonly birth: CivilDate;
  /** Day of the checkup. */
  readonly date: CivilDate;
  readonly setting: 'group' | 'individual';
  /** 施設名. */
  readonly facility: string;
  /** Of a prenatal visit: the due date, and which visit of this pregnancy it is. */
  readonly pregnancy?: { readonly due?: CivilDate | undefined; readonly visitNumber?: number | undefined };
  /** Of a visit of a mother after birth: the day of delivery. */
  readonly delivered?: CivilDate | undefined;
}

const pregnancyAnswers = ({ date, pregnancy }: Visit): readonly [string, Answer][] => {
  const { due, visitNumber } = pregnancy ?? {};
  const age = due && gestationalAgeOn(due, date);
  return [
    ...(visitNumber === undefined ? [] : [integer('visit-number', visitNumber)]),
    ...(due === undefined ? [] : [day('due-date', due)]),
    ...(age?.ok === true
      ? [integer('gestation-weeks', age.value.weeks), integer('gestation-days', age.value.days)]
      : []),
  ];
};

const deliveryAnswers = ({ date, delivered }: Visit): readonly [string, Answer][] => {
  if (delivered === undefined) return [];
  const counted = postpartumDay(delivered, date);
  return [
    day('delivery-date', delivered),
    ...(counted === undefined ? [] : [integer('postpartum-day', counted)]),
  ];
};

/** 実施区分, as the answer list `setting` prints it. */
const SETTINGS = { group: '集団', individual: '個別' } as const;

/**
 * What the tablet already knows of the visit (受診の記録), as first answers of the form that asks for it, so that staff type
 * none of it: weeks of pregnancy by the due date [GA1] and the postpartum day by the delivery [PD1], too. They stay answers: staff may correct them, and a fiscal year once written is kept when a checkup is
 * repeated later.
 */
export const visitAnswers = (visit: Visit): Answers => {
  const { birth, date, setting, facility } = visit;
  const months = completedMonths(birth, date);
  const answers: [string, Answer][] = [
    day('visit-date', date),
    integer('fiscal-year', fiscalYearOf(date)),
    [
      'setting',
      {
        type: 'coding',
        value: { system: answerListUrl('setting'), code: setting, display: SETTINGS[setting] },
      },
    ],
    ['facility', { type: 'string', value: facility }],
    ...pregnancyAnswers(visit),
    ...deliveryAnswers(visit),
  ];
  if (months !== undefined) answers.push(integer('age-months', months));
  return new Map(answers.map(([linkId, answer]) => [linkId, [answer]]));
};
