import {
  RESULT_ITEMS,
  RESULT_SIZES,
  type ResultMeaning,
  type ResultPart,
  type ResultSize,
} from '../catalog/result-items.ts';
import type { SectionId } from '../domain/program.ts';
import { answerText } from '../forms/answer.ts';
import type { Answer } from '../forms/answer-types.ts';
import type { FormItem } from '../forms/form.ts';
import { evaluate } from '../forms/run/evaluate.ts';
import type { SectionReading } from './section-reading.ts';

/** One judgement as the family is told it. */
export interface ToldJudgement {
  readonly linkId: string;
  readonly part: ResultPart;
  readonly meaning: ResultMeaning;
  /** The judgement in its printed Japanese words. */
  readonly judged: string;
  /** Months until it is looked at again. */
  readonly months: number | undefined;
}

/** What a family's result sheet (結果のお知らせ) says of a checkup: what entitled people have confirmed, and no more. */
export interface ResultSheet {
  readonly sizes: readonly { readonly linkId: ResultSize; readonly value: string }[];
  readonly judgements: readonly ToldJudgement[];
  readonly confirmed: boolean;
  /** Sections begun by staff that are not confirmed: what they hold is not on the sheet. */
  readonly pending: readonly SectionId[];
}

interface Told {
  readonly item: FormItem;
  readonly answer: Answer;
}

/** The answers of confirmed sections that are asked, by linkId. A section with two revisions side by side tells none. */
const toldIn = (readings: readonly SectionReading[]): ReadonlyMap<string, Told> => {
  const told = new Map<string, Told>();
  for (const { form, readings: heads } of readings) {
    const [head] = heads;
    if (form === undefined || head === undefined || heads.length > 1) continue;
    const { enabled } = evaluate(form, head.answers);
    for (const item of form.items) {
      const [answer] = enabled.has(item.linkId) ? (head.answers.get(item.linkId) ?? []) : [];
      if (answer !== undefined && answer.type !== 'absent') told.set(item.linkId, { item, answer });
    }
  }
  return told;
};

const judgementOf = (told: ReadonlyMap<string, Told>, linkId: string): readonly ToldJudgement[] => {
  const rule = RESULT_ITEMS[linkId];
  const given = told.get(linkId);
  if (rule === undefined || given?.answer.type !== 'coding') return [];
  const { code } = given.answer.value;
  const meaning = Object.hasOwn(rule.means, code) ? rule.means[code] : undefined;
  if (meaning === undefined) return [];
  const months = rule.months === undefined ? undefined : told.get(rule.months)?.answer;
  return [
    {
      linkId,
      part: rule.part,
      meaning,
      judged: answerText(given.item, given.answer, 'ja'),
      months: months?.type === 'integer' ? months.value : undefined,
    },
  ];
};

/** What was looked at again counts as it came out the last time: nobody is sent where they have been. */
const LATER: Readonly<Record<string, readonly string[]>> = {
  judgement: ['detailed-outcome'],
  'eye-judgement': ['eye-detailed-outcome'],
  'ent-judgement': ['ent-detailed-outcome'],
  'hearing-first-right': ['hearing-confirmation-right'],
  'hearing-first-left': ['hearing-confirmation-left'],
  'metabolic-result': ['metabolic-retest-result', 'detailed-outcome'],
  'metabolic-retest-result': ['detailed-outcome'],
};

/** The result sheet of a checkup. The guardian's own answers are no part of it. */
export const resultSheet = (readings: readonly SectionReading[]): ResultSheet => {
  const staff = readings.filter(
    ({ onBoard, readings: heads }) => onBoard.section !== 'questionnaire' && heads.length > 0,
  );
  const confirmed = staff.filter(({ onBoard }) => onBoard.state === 'confirmed');
  const told = toldIn(confirmed);
  return {
    sizes: RESULT_SIZES.flatMap((linkId) => {
      const given = told.get(linkId);
      return given === undefined ? [] : [{ linkId, value: answerText(given.item, given.answer, 'ja') }];
    }),
    judgements: Object.keys(RESULT_ITEMS)
      .filter((linkId) => !(LATER[linkId] ?? []).some((later) => told.has(later)))
      .flatMap((linkId) => judgementOf(told, linkId)),
    confirmed: confirmed.length > 0,
    pending: staff.filter((reading) => !confirmed.includes(reading)).map(({ onBoard }) => onBoard.section),
  };
};
