import type { Answer } from '../../forms/answer-types.ts';
import { quantityIn } from '../../forms/codec/quantity.ts';
import type { FormItem, Unit } from '../../forms/form.ts';
import { parseNumericText } from '../../ui/numeric-text.ts';

/** A number as an answer of the item's type; `undefined` where the item asks for a whole one and it is none. */
export const answerOfNumber = (
  item: FormItem,
  value: number,
  unit: Unit | undefined = item.unit,
): Answer | undefined => {
  if (item.type === 'quantity') return quantityIn(unit, value);
  if (item.type === 'decimal') return { type: 'decimal', value };
  return Number.isInteger(value) ? { type: 'integer', value } : undefined;
};

/**
 * The answer that typed text stands for, in the item's type and a unit; `undefined` when it is none: not a number,
 * or not a whole one where the item asks for one.
 */
export const numberAnswer = (item: FormItem, text: string, unit?: Unit): Answer | undefined => {
  const value = parseNumericText(text);
  return value === undefined ? undefined : answerOfNumber(item, value, unit);
};

/** The number of an answer; `undefined` for answers that are none. */
export const numberOf = (answer: Answer | undefined): number | undefined =>
  answer?.type === 'integer' || answer?.type === 'decimal' || answer?.type === 'quantity'
    ? answer.value
    : undefined;

/** A number as it stands in a field: plain digits, never an exponent, no grouping. */
export const plainNumber = (value: number): string =>
  value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
