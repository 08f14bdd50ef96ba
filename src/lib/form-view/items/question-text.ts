import type { FormItem, FormOption, LocalText, RichSource, Unit } from '../../forms/form.ts';
import type { AnswerIssue } from '../../forms/issue.ts';
import { textIn } from '../../forms/text.ts';
import { loadedGuardianMessages, type GuardianMessages } from '../../i18n/guardian-messages.ts';
import { unitText } from '../../i18n/unit-text.ts';
import type { Label } from '../../ui/label.ts';
import { besideOf } from '../label/beside.ts';
import { wordsIn, wordsWithin } from '../label/readings.ts';
import { wordsLabel } from '../label/words-label.svelte.ts';
import { takesParser } from '../rare/rare-kind.ts';
import { issueText } from './issue-text.ts';
import type { ItemState } from '../ItemState.svelte.ts';
import type { FormView } from '../view.ts';

/** What every kind of field says around its control. */
export interface QuestionText {
  readonly label: Label;
  /** The label plain: for names of what stands beside the control. */
  readonly name: string;
  readonly hint: string | undefined;
  readonly requirement: 'required' | 'optional' | 'none';
  readonly error: string | undefined;
  readonly warning: string | undefined;
}

const joined = (parts: readonly (string | undefined)[], between: string): string | undefined => {
  const there = parts.filter((part) => part !== undefined && part !== '');
  return there.length === 0 ? undefined : there.join(between);
};

/** Place of a row in its list, from 1. */
export const rowNumber = ({ node }: ItemState, { form }: FormView): number => {
  const list = node.parent && form.tree.byKey.get(node.parent.key);
  return (list?.children.findIndex(({ key }) => key === node.key) ?? 0) + 1;
};

/** The question in plain words, with its number where the form gives one, and with the row's where it is a row. */
export const questionName = (cell: ItemState, view: FormView): string => {
  const { item, node } = cell;
  const row = node.role === 'row' && item.listed ? String(rowNumber(cell, view)) : undefined;
  return joined([item.prefix, view.form.text(cell.text), row], ' ') ?? '';
};

/**
 * A text of the form as a label: with its readings, with Japanese beneath, drawn with form where its author gave one.
 * @param shown the text as it reads with what stands before and behind it
 */
export const drawnText = (
  view: FormView,
  text: LocalText,
  rich: RichSource | undefined,
  shown: string = view.form.text(text),
): Label => {
  const { language, form } = view.form;
  const beside = besideOf(text, { language, beside: view.beside });
  if (!takesParser(rich)) return wordsLabel(wordsWithin(shown, wordsIn(text, rich, language)), beside);
  const words = textIn(text, language);
  const isBase = words === textIn(text, form.languages[0] ?? 'ja');
  return view.rare.label({ text: shown, words, rich, language, isBase, beside });
};

/** The words of the screens in Japanese, where they stand beneath those of another language. */
export const besideWords = ({ beside, form }: FormView): GuardianMessages | undefined =>
  beside && form.language !== 'ja' ? loadedGuardianMessages('ja') : undefined;

/** The unit a number of the item is in, as its field shows it. */
export const unitShown = (
  { unit, captions }: FormItem,
  { form }: FormView,
  chosen: Unit | undefined = unit,
): string | undefined =>
  chosen === undefined ? captions.unit && form.text(captions.unit) : unitText(chosen, form.language);

/** The hint with what the ends of a scale mean beneath: for where its answers do not stand in a row. */
export const hintWithEnds = (
  hint: string | undefined,
  { captions }: FormItem,
  { form }: FormView,
): string | undefined => {
  const ends = [captions.lower, captions.upper].map((text) => text && form.text(text));
  return joined([hint, joined(ends, ' – ')], '\n');
};

/** An option as it reads, with its number or letter. */
export const optionName = ({ prefix, text }: FormOption, view: FormView): string =>
  joined([prefix, view.form.text(text)], ' ') ?? '';

const requirementOf = ({ item, node }: ItemState, view: FormView): QuestionText['requirement'] => {
  if (item.readOnly || node.role === 'row') return 'none';
  if (!item.required) return 'optional';
  // On a staff page nearly everything is expected; the sections count what is missing.
  return view.density === 'staff' ? 'none' : 'required';
};

/** A guardian who is asked for an answer is told of the ways of not giving one. */
const missingText = ({ item }: ItemState, { words, density }: FormView): string => {
  const { pleaseAnswer, pleaseAnswerOrSkip } = words.kiosk.questions;
  if (density === 'guardian' && item.absentReasons.includes('asked-unknown')) return pleaseAnswerOrSkip;
  const isChosen = item.type === 'boolean' || item.type === 'choice';
  return density === 'guardian' && isChosen ? pleaseAnswer : words.form.issues.required({});
};

/** The words around an item's control in the language shown. */
export const questionText = (cell: ItemState, view: FormView): QuestionText => {
  const { item, shownIssues } = cell;
  const sentence = (severity: AnswerIssue['severity']): string | undefined => {
    const issue = shownIssues.find((candidate) => candidate.severity === severity);
    if (issue?.code === 'required') return missingText(cell, view);
    return issue && issueText(issue, item, view.words.form, view.form.language);
  };
  const { captions } = item;
  const error = sentence('error');
  const name = questionName(cell, view);
  return {
    label: drawnText(view, cell.text, cell.computed?.text === undefined ? item.rich : undefined, name),
    name,
    hint: joined(
      [captions.prompt, item.hint, item.entryFormat].map((text) => text && view.form.text(text)),
      '\n',
    ),
    requirement: requirementOf(cell, view),
    error,
    warning: error === undefined ? sentence('warning') : undefined,
  };
};
