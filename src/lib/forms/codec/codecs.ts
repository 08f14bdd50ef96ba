import type { Answer, ValueAnswer } from '../answer-types.ts';
import type { ItemType } from '../form.ts';
import { attachmentCodec } from './attachment.ts';
import { booleanCodec } from './boolean.ts';
import type { AnswerCodec } from './codec.ts';
import { codingCodec } from './coding.ts';
import { dateTimeCodec } from './date-time.ts';
import { dateCodec } from './date.ts';
import { decimalCodec } from './decimal.ts';
import { integerCodec } from './integer.ts';
import { quantityCodec } from './quantity.ts';
import { referenceCodec } from './reference.ts';
import { stringCodec } from './string.ts';
import { timeCodec } from './time.ts';
import { uriCodec } from './uri.ts';

type ValueType = ValueAnswer['type'];

/** The codecs of every answer that is a value. Whoever picks one by an answer's type may hand it that answer. */
const CODECS: Readonly<Record<ValueType, AnswerCodec<ValueAnswer>>> = {
  boolean: booleanCodec,
  integer: integerCodec,
  decimal: decimalCodec,
  date: dateCodec,
  dateTime: dateTimeCodec,
  time: timeCodec,
  string: stringCodec,
  uri: uriCodec,
  coding: codingCodec,
  attachment: attachmentCodec,
  reference: referenceCodec,
  quantity: quantityCodec,
};

export const ALL_CODECS: readonly AnswerCodec<ValueAnswer>[] = Object.values(CODECS);

/** What a choice may offer (R4 `answerOption.value[x]`). */
const OPTION_TYPES: readonly ValueType[] = ['coding', 'string', 'integer', 'date', 'time', 'reference'];

const ANSWER_TYPES: Readonly<Record<ItemType, readonly ValueType[]>> = {
  group: [],
  display: [],
  boolean: ['boolean'],
  integer: ['integer'],
  decimal: ['decimal'],
  date: ['date'],
  dateTime: ['dateTime'],
  time: ['time'],
  string: ['string'],
  text: ['string'],
  url: ['uri'],
  choice: OPTION_TYPES,
  'open-choice': OPTION_TYPES,
  attachment: ['attachment'],
  reference: ['reference'],
  quantity: ['quantity'],
};

/** Every type an item can have. */
export const ITEM_TYPES = Object.keys(ANSWER_TYPES) as readonly ItemType[];

/** Whether items of this type take answers. */
export const isQuestionType = (type: ItemType): boolean => ANSWER_TYPES[type].length > 0;

/** Whether an item of this type picks its answers from options. */
export const isChoiceType = (type: ItemType): boolean => type === 'choice' || type === 'open-choice';

export const codecOf = (type: ValueType): AnswerCodec<ValueAnswer> => CODECS[type];

/** The codec of this answer; none for an absent one or a row. */
export const codecOfAnswer = (answer: Answer): AnswerCodec<ValueAnswer> | undefined =>
  answer.type === 'absent' || answer.type === 'row' ? undefined : CODECS[answer.type];

type Codecs = readonly AnswerCodec<ValueAnswer>[];

const CODECS_OF_ITEM: ReadonlyMap<ItemType, Codecs> = new Map(
  ITEM_TYPES.map((type) => [type, ANSWER_TYPES[type].map(codecOf)]),
);

const NO_CODECS: Codecs = [];

/** The codecs of the answers an item of this type takes; none for a group or a display. */
export const codecsOfItem = (type: ItemType): Codecs => CODECS_OF_ITEM.get(type) ?? NO_CODECS;

const LIKELY_FIRST: ReadonlyMap<ItemType, Codecs> = new Map(
  [...CODECS_OF_ITEM].map(([type, own]) => [
    type,
    [...own, ...ALL_CODECS.filter((codec) => !own.includes(codec))],
  ]),
);

/** Every codec, those of an item of this type before the others: a value is looked for under one key after another. */
export const allCodecsFor = (type: ItemType): Codecs => LIKELY_FIRST.get(type) ?? ALL_CODECS;
