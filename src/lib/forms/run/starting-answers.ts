import type { Answer, Answers } from '../answer-types.ts';
import type { CompiledForm, FormItem } from '../form.ts';
import { keyOf } from './key.ts';
import { firstRowCount, rowIdsOf } from './tree.ts';

/** Puts the initial answers of an item and of all below it, in the rows given. */
const place = (item: FormItem, rows: readonly string[], answers: Map<string, readonly Answer[]>): void => {
  const key = keyOf(item.linkId, rows);
  if (!item.listed) {
    if (item.initial.length > 0) answers.set(key, item.initial);
    const below = item.perAnswer ? rowIdsOf(item, item.initial).map((id) => [...rows, id]) : [rows];
    for (const child of item.children) for (const each of below) place(child, each, answers);
    return;
  }
  const count = Math.max(item.initial.length, firstRowCount(item));
  const ids = Array.from({ length: count }, (_, at) => String(at + 1));
  if (item.initial.length > 0) {
    const list = ids.map((id): Answer => ({ type: 'row', id }));
    answers.set(key, list);
  }
  ids.forEach((id, at) => placeRow(item, [...rows, id], answers, item.initial[at]));
};

const placeRow = (
  item: FormItem,
  rows: readonly string[],
  answers: Map<string, readonly Answer[]>,
  initial: Answer | undefined,
): void => {
  if (initial !== undefined) answers.set(keyOf(item.linkId, rows), [initial]);
  for (const child of item.children) place(child, rows, answers);
};

/** The answers a new response starts with: `initial` and `initialSelected`, in every row there is from the start. */
export const startingAnswers = (form: CompiledForm): Answers => {
  const answers = new Map<string, readonly Answer[]>();
  for (const item of form.roots) place(item, [], answers);
  return answers;
};

/** The answers a new row of a list starts with. */
export const startingAnswersOfRow = (item: FormItem, rows: readonly string[]): Answers => {
  const answers = new Map<string, readonly Answer[]>();
  placeRow(item, rows, answers, undefined);
  return answers;
};
