import { answerText } from '../../forms/answer.ts';
import { concernsFirst, type StaffEntry } from '../../forms/run/concerns.ts';
import { evaluate } from '../../forms/run/evaluate.ts';
import type { CompiledForm, FormItem } from '../../forms/form.ts';
import { restore } from '../../forms/response/restore.ts';
import { textIn } from '../../forms/text.ts';

const LANGUAGE = 'ja';

/** One question with its answer as staff read it. */
export interface ResponseLine {
  readonly linkId: string;
  readonly label: string;
  /** Headings above the question, outermost first. */
  readonly under: readonly string[];
  /** Answers in words; empty when there is none. */
  readonly answers: readonly string[];
  readonly kind: StaffEntry['kind'];
}

const headings = (item: FormItem): string[] =>
  item.parent === undefined ? [] : [...headings(item.parent), textIn(item.parent.text, LANGUAGE)];

const labelOf = ({ prefix, text, shortText, linkId }: FormItem): string => {
  const words = textIn(text, LANGUAGE) || textIn(shortText ?? { ja: '' }, LANGUAGE) || linkId;
  return prefix === undefined ? words : `${prefix} ${words}`;
};

/** One answered question of a form. */
export const answeredLine = ({ item, given, kind }: StaffEntry): ResponseLine => ({
  linkId: item.linkId,
  label: labelOf(item),
  under: headings(item).filter((heading) => heading !== ''),
  answers: given.map((answer) => answerText(item, answer, LANGUAGE)).filter((text) => text !== ''),
  kind,
});

/** Every question that was asked, concerns first, then what was left open on purpose, then the rest. */
export const responseLines = (form: CompiledForm, response: unknown): readonly ResponseLine[] => {
  const { answers } = restore(form, response);
  return concernsFirst(answers, evaluate(form, answers)).map(answeredLine);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isObject(value)) return '';
  const parts = [value['display'] ?? value['value'] ?? value['code'], value['unit']];
  return parts.flatMap((part) => (part === undefined ? [] : [textOf(part)])).join(' ');
};

const rawAnswers = (answers: unknown): string[] =>
  (Array.isArray(answers) ? answers : []).filter(isObject).flatMap((answer) =>
    Object.entries(answer)
      .filter(([key]) => key.startsWith('value'))
      .map(([, value]) => textOf(value)),
  );

/**
 * What a response says when its form is not known here: linkIds or texts with their plain values, in the order
 * written. Nothing is left out, nothing is judged.
 */
export const rawLines = (response: unknown): readonly ResponseLine[] => {
  const lines: ResponseLine[] = [];
  const walk = (items: unknown, under: readonly string[]): void => {
    for (const item of (Array.isArray(items) ? items : []).filter(isObject)) {
      const linkId = textOf(item['linkId']);
      const label = textOf(item['text']) || linkId;
      const answers = rawAnswers(item['answer']);
      if (answers.length > 0) lines.push({ linkId, label, under, answers, kind: 'answered' });
      walk(item['item'], [...under, label]);
      for (const answer of (Array.isArray(item['answer']) ? item['answer'] : []).filter(isObject)) {
        walk(answer['item'], [...under, label]);
      }
    }
  };
  walk(isObject(response) ? response['item'] : undefined, []);
  return lines;
};
