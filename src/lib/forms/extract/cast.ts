import { writeValue } from '../answer.ts';
import type { ValueAnswer } from '../answer-types.ts';
import { isDate } from '../codec/date.ts';
import { quantityIn } from '../codec/quantity.ts';
import type { FormItem } from '../form.ts';
import { isJsonObject, type JsonObject, own } from '../json-object.ts';
import { isPrimitive } from './element-model.ts';

/** A value on its way into a resource, with the FHIR type it has; `undefined` where an expression gave it untyped. */
export interface TypedValue {
  readonly type: string | undefined;
  readonly json: unknown;
}

/** A value of one of the types that an element may have. */
export interface CastValue {
  readonly type: string;
  readonly json: unknown;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const DATE_TIME = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?$/;
const CODE = /^\S+(?: \S+)*$/;
const ID = /^[A-Za-z0-9.-]{1,64}$/;

const isText = (json: unknown): json is string => typeof json === 'string' && json !== '';
const isInteger = (json: unknown): json is number => Number.isSafeInteger(json);
const whole = (least: number) => (json: unknown) => (isInteger(json) && json >= least ? json : undefined);
const matching = (pattern: RegExp) => (json: unknown) =>
  isText(json) && pattern.test(json) ? json : undefined;
const text = (json: unknown): unknown => (isText(json) ? json : undefined);
const address = matching(/^\S+$/);

const day = (json: unknown): unknown => {
  const date = isText(json) ? json.slice(0, 10) : '';
  return isDate(date) ? date : undefined;
};

/** A time with the seconds that FHIR asks for. */
const time = (json: unknown): unknown => {
  if (!isText(json) || !TIME.test(json)) return undefined;
  return json.length === 5 ? `${json}:00` : json;
};

/** What each primitive type takes. */
const PRIMITIVE: Readonly<Record<string, (json: unknown) => unknown>> = {
  boolean: (json) => (typeof json === 'boolean' ? json : undefined),
  integer: (json) => (isInteger(json) ? json : undefined),
  unsignedInt: whole(0),
  positiveInt: whole(1),
  decimal: (json) => (typeof json === 'number' && Number.isFinite(json) ? json : undefined),
  date: day,
  dateTime: matching(DATE_TIME),
  instant: matching(INSTANT),
  time,
  code: matching(CODE),
  id: matching(ID),
  string: text,
  markdown: text,
  uri: address,
  url: address,
  canonical: address,
  oid: matching(/^urn:oid:[0-2](?:\.(?:0|[1-9]\d*))+$/),
  uuid: matching(/^urn:uuid:[0-9a-f-]{36}$/),
  base64Binary: matching(/^[A-Za-z0-9+/\s]+=*$/),
};

const TEXT_TYPES: readonly string[] = ['string', 'markdown'];
const QUANTITIES: readonly string[] = ['Quantity', 'Age', 'Count', 'Distance', 'Duration'];

/** What an untyped value can be, the likeliest first. */
const guesses = (json: unknown): readonly string[] => {
  if (typeof json === 'boolean') return ['boolean'];
  if (typeof json === 'number') return isInteger(json) ? ['integer', 'decimal'] : ['decimal'];
  if (typeof json === 'string') return ['string', 'dateTime', 'date', 'instant', 'time'];
  if (!isJsonObject(json)) return [];
  if (Array.isArray(own(json, 'coding'))) return ['CodeableConcept'];
  if (typeof own(json, 'value') === 'number') return ['Quantity'];
  if (own(json, 'contentType') !== undefined || own(json, 'data') !== undefined) return ['Attachment'];
  if (own(json, 'reference') !== undefined) return ['Reference'];
  if (own(json, 'start') !== undefined || own(json, 'end') !== undefined) return ['Period'];
  if (own(json, 'low') !== undefined || own(json, 'high') !== undefined) return ['Range'];
  if (own(json, 'code') !== undefined) return ['Coding'];
  return [];
};

const fromCoding = (coding: JsonObject, type: string): unknown => {
  if (type === 'CodeableConcept') return { coding: [coding] };
  if (TEXT_TYPES.includes(type)) return text(own(coding, 'display') ?? own(coding, 'code'));
  return PRIMITIVE[type] === undefined ? undefined : PRIMITIVE[type](own(coding, 'code'));
};

/** A value of one type as one of another; undefined where that would change what it says. */
const convert = (from: string, json: unknown, to: string): unknown => {
  if (isPrimitive(to) && (from === to || isPrimitive(from))) {
    // Numbers and truths do not turn into texts, nor texts into them: their JSON types tell them apart.
    return PRIMITIVE[to]?.(json);
  }
  if (from === to) return isJsonObject(json) ? json : undefined;
  if (from === 'Coding' && isJsonObject(json)) return fromCoding(json, to);
  if (QUANTITIES.includes(to) && QUANTITIES.includes(from)) return json;
  if (QUANTITIES.includes(to)) return typeof json === 'number' ? { value: json } : undefined;
  if (to === 'CodeableConcept' && TEXT_TYPES.includes(from)) return isText(json) ? { text: json } : undefined;
  return undefined;
};

/** Target types in the order they are tried: the value's own first. */
const inOrder = (types: readonly string[], from: string): readonly string[] => {
  const near: Readonly<Record<string, readonly string[]>> = {
    Coding: ['CodeableConcept', 'code'],
    date: ['dateTime'],
    integer: ['positiveInt', 'unsignedInt', 'decimal', 'Quantity'],
    decimal: ['Quantity'],
    uri: ['url', 'canonical'],
  };
  const rank = (type: string): number => {
    if (type === from) return -1;
    const at = near[from]?.indexOf(type) ?? -1;
    return at < 0 ? types.length : at;
  };
  return [...types].sort((left, right) => rank(left) - rank(right));
};

/** The value in one of the element's types; undefined when it can be none of them. */
export const cast = ({ type, json }: TypedValue, types: readonly string[]): CastValue | undefined => {
  for (const from of type === undefined ? guesses(json) : [type]) {
    for (const to of inOrder(types, from)) {
      const made = convert(from, json, to);
      if (made !== undefined) return { type: to, json: made };
    }
  }
  // An object of an unknown shape goes where only one type is possible.
  const [only, second] = types;
  const isFitting = type === undefined && only !== undefined && second === undefined;
  return isFitting && isJsonObject(json) && !isPrimitive(only) ? { type: only, json } : undefined;
};

const TYPE_OF_ANSWER: Readonly<Record<ValueAnswer['type'], string>> = {
  boolean: 'boolean',
  integer: 'integer',
  decimal: 'decimal',
  date: 'date',
  dateTime: 'dateTime',
  time: 'time',
  string: 'string',
  uri: 'uri',
  coding: 'Coding',
  attachment: 'Attachment',
  reference: 'Reference',
  quantity: 'Quantity',
};

/**
 * An answer as the types it can stand for, the likeliest first: a number in a unit is a Quantity, and where no Quantity
 * can stand the number alone.
 */
export const answerValues = (item: FormItem, answer: ValueAnswer): readonly TypedValue[] => {
  const plain = ofAnswer(answer);
  const isNumber = answer.type === 'integer' || answer.type === 'decimal';
  if (!isNumber || item.unit === undefined) return plain;
  return [...ofAnswer(quantityIn(item.unit, answer.value)), ...plain];
};

const ofAnswer = (answer: ValueAnswer): readonly TypedValue[] => {
  const written = writeValue(answer);
  const [json] = written === undefined ? [] : Object.values(written);
  return json === undefined ? [] : [{ type: TYPE_OF_ANSWER[answer.type], json }];
};
