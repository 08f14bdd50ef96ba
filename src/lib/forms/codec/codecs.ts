import type { Answer, ItemType } from '../form.ts';
import { booleanCodec } from './boolean.ts';
import type { AnswerCodec } from './codec.ts';
import { codingCodec } from './coding.ts';
import { dateCodec } from './date.ts';
import { decimalCodec } from './decimal.ts';
import { integerCodec } from './integer.ts';
import { quantityCodec } from './quantity.ts';
import { stringCodec } from './string.ts';

/** The codecs of every answer that is a value. Whoever picks one by an answer's type may hand it that answer. */
const CODECS: Readonly<Record<Exclude<Answer['type'], 'absent'>, AnswerCodec<Answer>>> = {
  boolean: booleanCodec,
  integer: integerCodec,
  decimal: decimalCodec,
  date: dateCodec,
  string: stringCodec,
  coding: codingCodec,
  quantity: quantityCodec,
};

export const ALL_CODECS: readonly AnswerCodec<Answer>[] = Object.values(CODECS);

const ANSWER_TYPE: Readonly<Record<ItemType, Exclude<Answer['type'], 'absent'> | undefined>> = {
  group: undefined,
  display: undefined,
  boolean: 'boolean',
  integer: 'integer',
  decimal: 'decimal',
  date: 'date',
  string: 'string',
  text: 'string',
  choice: 'coding',
  quantity: 'quantity',
};

/** The codec of this answer; none for an absent one. */
export const codecOfAnswer = (answer: Answer): AnswerCodec<Answer> | undefined =>
  answer.type === 'absent' ? undefined : CODECS[answer.type];

/** The codec of the answers an item takes; none for a group or a display. */
export const codecOfItem = (type: ItemType): AnswerCodec<Answer> | undefined => {
  const answerType = ANSWER_TYPE[type];
  return answerType === undefined ? undefined : CODECS[answerType];
};
