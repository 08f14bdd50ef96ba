import { evaluate } from '../run/evaluate.ts';
import type { CompiledForm, FillRow, FormItem } from '../form.ts';
import { Filling } from './filling.ts';

/** Whether something in a row of the item is filled in by an expression. */
const isFilledIn = ({ items }: CompiledForm, { index, lastIndex }: FormItem): boolean =>
  items
    .slice(index + 1, lastIndex + 1)
    .some(({ expressions }) => expressions?.initial !== undefined || expressions?.population !== undefined);

/**
 * Fills in a row that a person has added: `initialExpression` and `itemPopulationContext` in it, as `populate` does,
 * but what is not asked now is not seen. No Observation fills it: the latest one belongs to the row before. What cannot
 * be worked out is left to the person.
 */
export const fillRow: FillRow = (form, answers, context, { item, rows, written }) => {
  if (!isFilledIn(form, item)) return written;
  const { enabled, tree } = evaluate(form, answers, context);
  const unasked = new Set([...tree.byKey.keys()].filter((key) => !enabled.has(key)));
  const filling = new Filling(form, new Map([...answers, ...written]), { context, unasked });
  filling.fillRow(item, rows);
  const isOfRow = (key: string): boolean => written.has(key) || !answers.has(key);
  return new Map([...written, ...[...filling.answers].filter(([key]) => isOfRow(key))]);
};
