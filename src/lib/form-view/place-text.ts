import type { ItemNode } from '../forms/tree.ts';
import { answerKey, answerText, isValue } from '../forms/answer.ts';
import type { FormState } from './FormState.svelte.ts';

/** What tells a row from its neighbours: its number, or the answer it stands under. */
const rowText = (form: FormState, row: ItemNode): string => {
  const list = row.parent && form.tree.byKey.get(row.parent.key);
  if (list === undefined || row.item.listed) {
    return String((list?.children.findIndex(({ key }) => key === row.key) ?? 0) + 1);
  }
  const id = row.rows.at(-1);
  const answer = form
    .item(list.key)
    .answers.filter(isValue)
    .find((given) => JSON.stringify(answerKey(given)) === id);
  return answer === undefined ? '' : answerText(row.item, answer, form.language);
};

/** The rows an instance lies in, outermost first: `お薬 2`, `アレルギー 卵`. Empty outside of rows. */
export const rowsText = (form: FormState, node: ItemNode): string => {
  const parts: string[] = [];
  for (let each: ItemNode | undefined = node; each !== undefined; each = each.parent) {
    if (each.role !== 'row') continue;
    const name = each === node ? '' : form.text(each.item.shortText ?? each.item.text);
    parts.unshift([name, rowText(form, each)].filter((part) => part !== '').join(' '));
  }
  return parts.join(' ');
};

/** A question as it is told apart from all others: `お薬 2：名前`, `電話番号 2`. */
export const placeText = (form: FormState, node: ItemNode): string => {
  const name = form.text(form.item(node.key).text);
  const rows = rowsText(form, node);
  if (rows === '') return name;
  return node.role === 'row' ? `${name} ${rows}` : `${rows}：${name}`;
};
