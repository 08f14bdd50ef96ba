import type { Quantity } from '../answer-types.ts';
import { UCUM_SYSTEM } from '../extensions.ts';
import type { FormItem, Unit } from '../form.ts';
import { isJsonObject, own } from '../json-object.ts';
import type { AnswerCodec, AnswerOf } from './codec.ts';
import { isDecimal, numberDefects, numberText, writeNumber } from './number.ts';

/** What two quantities must share to be compared: the unit's code, or its word where there is no code. */
const unitKey = ({ unit, code, system }: Quantity): string =>
  code === undefined ? `\n${unit}` : `${system ?? UCUM_SYSTEM}\n${code}`;

const readQuantity = (json: unknown): AnswerOf<'quantity'> | undefined => {
  if (!isJsonObject(json)) return undefined;
  const value = own(json, 'value');
  const code = own(json, 'code');
  const system = own(json, 'system');
  const unit = own(json, 'unit') ?? code ?? '';
  if (typeof value !== 'number' || typeof unit !== 'string') return undefined;
  if (code !== undefined && typeof code !== 'string') return undefined;
  if (system !== undefined && typeof system !== 'string') return undefined;
  return {
    type: 'quantity',
    value,
    unit,
    ...(code !== undefined && { code }),
    ...(code !== undefined && system !== undefined && system !== UCUM_SYSTEM && { system }),
  };
};

/** A number in a unit of the form; in none where there is none. */
export const quantityIn = (unit: Unit | undefined, value: number): AnswerOf<'quantity'> =>
  unit === undefined
    ? { type: 'quantity', value, unit: '' }
    : {
        type: 'quantity',
        value,
        unit: unit.display,
        code: unit.code,
        ...(unit.system !== UCUM_SYSTEM && { system: unit.system }),
      };

/** Whether the item takes a quantity in this unit. One with neither unit nor choice of units takes any. */
const takesUnit = ({ unit, units }: FormItem, answer: Quantity): boolean => {
  const allowed = unit === undefined ? units : [unit];
  if (allowed.length === 0) return true;
  return allowed.some((each) => unitKey(quantityIn(each, 0)) === unitKey(answer));
};

/** Quantities in different units are neither equal nor ordered: nothing is converted. */
export const quantityCodec: AnswerCodec<AnswerOf<'quantity'>> = {
  type: 'quantity',
  suffix: 'Quantity',
  elements: new Set(['value', 'unit', 'system', 'code']),
  read: readQuantity,
  write: ({ value, unit, code, system }) =>
    writeNumber(value) === undefined
      ? undefined
      : {
          value,
          ...(unit !== '' && { unit }),
          ...(code !== undefined && { system: system ?? UCUM_SYSTEM, code }),
        },
  isBlank: () => false,
  isValid: (answer) => isDecimal(answer.value) && answer.code !== '',
  identity: (answer) => `${unitKey(answer)}\n${answer.value}`,
  compare: (left, right) => (unitKey(left) === unitKey(right) ? left.value - right.value : undefined),
  defects: (item, answer) => {
    const { unit, boundUnit } = item;
    const isHeld = boundUnit === undefined || unitKey(quantityIn(boundUnit, 0)) === unitKey(answer);
    const bounds = isHeld ? item : { ...item, minValue: undefined, maxValue: undefined };
    if (takesUnit(item, answer)) return numberDefects(bounds, answer.value);
    return [{ code: 'unit', severity: 'error', ...(unit !== undefined && { bound: unit.code }) }];
  },
  text: (_item, answer) => numberText(answer.value, answer.unit === '' ? undefined : answer.unit),
};
