import { UCUM_SYSTEM } from '../extensions.ts';
import { isJsonObject, own } from '../json-object.ts';
import type { AnswerCodec, AnswerOf } from './codec.ts';
import { isDecimal, numberDefects, numberText, writeNumber } from './number.ts';

/** Quantities in different units are neither equal nor ordered: nothing is converted. */
export const quantityCodec: AnswerCodec<AnswerOf<'quantity'>> = {
  type: 'quantity',
  suffix: 'Quantity',
  elements: new Set(['value', 'unit', 'system', 'code']),
  read: (json) => {
    if (!isJsonObject(json) || own(json, 'system') !== UCUM_SYSTEM) return undefined;
    const value = own(json, 'value');
    const code = own(json, 'code');
    const unit = own(json, 'unit') ?? code;
    if (typeof value !== 'number' || typeof code !== 'string' || typeof unit !== 'string') return undefined;
    return { type: 'quantity', value, unit, code };
  },
  write: ({ value, unit, code }) =>
    writeNumber(value) === undefined ? undefined : { value, unit, system: UCUM_SYSTEM, code },
  isBlank: () => false,
  isValid: (answer) => isDecimal(answer.value) && answer.code !== '',
  same: (left, right) => left.value === right.value && left.code === right.code,
  compare: (left, right) => (left.code === right.code ? left.value - right.value : undefined),
  defects: (item, answer) =>
    item.unit !== undefined && answer.code !== item.unit.code
      ? [{ code: 'unit', severity: 'error', bound: item.unit.code }]
      : numberDefects(item, answer.value),
  text: (_item, answer) => numberText(answer.value, answer.unit),
};
