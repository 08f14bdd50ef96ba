import type { AnswerIssue, FormItem } from '../../forms/form.ts';
import { issueText } from './issue-text.ts';
import type { ItemState } from '../ItemState.svelte.ts';
import type { FormView } from '../view.ts';

/** What every kind of field says around its control. */
export interface QuestionText {
  readonly label: string;
  readonly hint: string | undefined;
  readonly requirement: 'required' | 'optional' | 'none';
  readonly error: string | undefined;
  readonly warning: string | undefined;
}

/** The question with its number, where the form gives one. */
export const questionLabel = (item: FormItem, { form }: FormView): string =>
  [item.prefix, form.text(item.text)].filter((part) => part !== undefined && part !== '').join(' ');

const requirementOf = (item: FormItem, density: FormView['density']): QuestionText['requirement'] => {
  if (item.readOnly) return 'none';
  if (!item.required) return 'optional';
  // On a staff page nearly everything is expected; the sections count what is missing.
  return density === 'staff' ? 'none' : 'required';
};

/** A guardian who is asked for an answer is told of the ways of not giving one. */
const missingText = (item: FormItem, { words, density }: FormView): string => {
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
    if (issue?.code === 'required') return missingText(item, view);
    return issue && issueText(issue, item, view.words.form, view.form.language);
  };
  const error = sentence('error');
  return {
    label: questionLabel(item, view),
    hint: item.hint && view.form.text(item.hint),
    requirement: requirementOf(item, view.density),
    error,
    warning: error === undefined ? sentence('warning') : undefined,
  };
};
