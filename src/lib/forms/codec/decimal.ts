import type { AnswerCodec, AnswerOf } from './codec.ts';
import { isDecimal, numberDefects, numberText, writeNumber } from './number.ts';

/** Values are compared as numbers; trailing zeros are not kept (6.20 is 6.2). */
export const decimalCodec: AnswerCodec<AnswerOf<'decimal'>> = {
  type: 'decimal',
  suffix: 'Decimal',
  read: (json) => (typeof json === 'number' ? { type: 'decimal', value: json } : undefined),
  write: (answer) => writeNumber(answer.value),
  isBlank: () => false,
  isValid: (answer) => isDecimal(answer.value),
  identity: ({ value }) => String(value),
  compare: (left, right) => left.value - right.value,
  defects: (item, answer) => numberDefects(item, answer.value),
  text: (item, answer) => numberText(answer.value, item.unit?.display),
};
