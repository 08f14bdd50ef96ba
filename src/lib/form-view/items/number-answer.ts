import type { Answer, FormItem } from '../../forms/form.ts';
import { parseNumericText } from '../../ui/numeric-text.ts';

/**
 * The answer that typed text stands for, in the item's type and unit; `undefined` when it is none: not a number,
 * or not a whole one where the item asks for one.
 */
export const numberAnswer = (item: FormItem, text: string): Answer | undefined => {
  const value = parseNumericText(text);
  if (value === undefined) return undefined;
  if (item.type === 'quantity') {
    const { code, display } = item.unit ?? { code: '1', display: '' };
    return { type: 'quantity', value, unit: display, code };
  }
  if (item.type === 'decimal') return { type: 'decimal', value };
  return Number.isInteger(value) ? { type: 'integer', value } : undefined;
};

/** The number of an answer; `undefined` for answers that are none. */
export const numberOf = (answer: Answer | undefined): number | undefined =>
  answer?.type === 'integer' || answer?.type === 'decimal' || answer?.type === 'quantity'
    ? answer.value
    : undefined;

/** A number as it stands in a field: plain digits, never an exponent, no grouping. */
export const plainNumber = (value: number): string =>
  value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
