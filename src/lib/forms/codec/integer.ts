import type { AnswerCodec, AnswerOf } from './codec.ts';
import { isInteger, numberDefects, numberText, writeNumber } from './number.ts';

export const integerCodec: AnswerCodec<AnswerOf<'integer'>> = {
  type: 'integer',
  suffix: 'Integer',
  read: (json) => (typeof json === 'number' ? { type: 'integer', value: json } : undefined),
  write: (answer) => writeNumber(answer.value),
  isBlank: () => false,
  isValid: (answer) => isInteger(answer.value),
  identity: ({ value }) => String(value),
  compare: (left, right) => left.value - right.value,
  defects: (item, answer) => numberDefects(item, answer.value),
  text: (item, answer) => numberText(answer.value, item.unit?.display),
};
