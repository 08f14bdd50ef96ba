import type { ItemNode } from '../forms/run/tree.ts';
import type { FormItem, LocalText } from '../forms/form.ts';
import { answerKey, isValue } from '../forms/answer.ts';
import { labelOf } from '../forms/text.ts';
import { answerIn } from './answer-words.ts';
import type { FormState } from './FormState.svelte.ts';
import { plainWords, wordsIn, wordsText, type Words } from './label/readings.ts';

/** What tells a row from its neighbours: its number, or the answer it stands under. */
const rowText = (form: FormState, row: ItemNode, language: string): string => {
  const list = row.parent && form.tree.byKey.get(row.parent.key);
  if (list === undefined || row.item.listed) {
    return String((list?.children.findIndex(({ key }) => key === row.key) ?? 0) + 1);
  }
  const id = row.rows.at(-1);
  const answer = form
    .item(list.key)
    .answers.filter(isValue)
    .find((given) => JSON.stringify(answerKey(given)) === id);
  return answer === undefined ? '' : answerIn(row.item, answer, language);
};

const listName = (item: FormItem, language: string): Words => {
  const label = labelOf(item, language);
  return wordsIn(label, label === item.text ? item.rich : undefined, language);
};

/** The rows an instance lies in, outermost first: `お薬 2`, `アレルギー 卵`. Empty outside of rows. */
export const rowsWords = (form: FormState, node: ItemNode, language: string): Words => {
  const parts: Words[] = [];
  for (let each: ItemNode | undefined = node; each !== undefined; each = each.parent) {
    if (each.role !== 'row') continue;
    const name = each === node ? [] : listName(each.item, language);
    const row = rowText(form, each, language);
    const between = name.length > 0 && row !== '' ? ' ' : '';
    parts.unshift([...name, ...plainWords(between + row)]);
  }
  return parts.flatMap((part, at) => (at === 0 ? part : [...plainWords(' '), ...part]));
};

const textOf = (form: FormState, node: ItemNode): LocalText => form.item(node.key).text;

/** A question as it is told apart from all others: `お薬 2：名前`, `電話番号 2`. */
export const placeWords = (form: FormState, node: ItemNode, language: string = form.language): Words => {
  const { computed } = form.item(node.key);
  const name = wordsIn(
    textOf(form, node),
    computed?.text === undefined ? node.item.rich : undefined,
    language,
  );
  const rows = rowsWords(form, node, language);
  if (rows.length === 0) return name;
  return node.role === 'row'
    ? [...name, ...plainWords(' '), ...rows]
    : [...rows, ...plainWords('：'), ...name];
};

export const placeText = (form: FormState, node: ItemNode): string => wordsText(placeWords(form, node));
