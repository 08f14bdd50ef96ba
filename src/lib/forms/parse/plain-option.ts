import type { ValueAnswer } from '../answer-types.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import type { FormOption } from '../form.ts';
import { isJsonObject, type JsonObject } from '../json-object.ts';
import { hasKeys, plainText } from './plain-translation.ts';
import type { Reading } from './reading.ts';

/** The flags among an option's extensions; `undefined` where there is anything else, or one of them twice. */
const readFlags = (list: unknown): Pick<FormOption, 'concern' | 'exclusive'> | undefined => {
  if (!Array.isArray(list) || list.length > 2) return undefined;
  let concern: boolean | undefined;
  let exclusive: boolean | undefined;
  for (const each of list as readonly unknown[]) {
    if (!isJsonObject(each) || !hasKeys(each, 2)) return undefined;
    const { url, valueBoolean } = each;
    if (typeof valueBoolean !== 'boolean') return undefined;
    if (url === OWN_EXTENSION.concern && concern === undefined) concern = valueBoolean;
    else if (url === STANDARD_EXTENSION.optionExclusive && exclusive === undefined) exclusive = valueBoolean;
    else return undefined;
  }
  return { concern: concern === true, exclusive: exclusive === true };
};

const NO_FLAGS = { concern: false, exclusive: false } as const;

/**
 * Reads an option written as nearly all are: a code of a system with its words, and flags; without the bookkeeping
 * that finds what is not understood. Languages met are noted.
 * @returns `undefined` for anything else, which is then read and reported element by element
 */
export const plainOption = (json: JsonObject, reading: Reading): FormOption | undefined => {
  const { valueCoding, extension } = json;
  if (!isJsonObject(valueCoding) || !hasKeys(json, extension === undefined ? 1 : 2)) return undefined;
  const { system, code, display, _display } = valueCoding;
  if (typeof system !== 'string' || typeof code !== 'string' || typeof display !== 'string') return undefined;
  if (code === '' || !hasKeys(valueCoding, _display === undefined ? 3 : 4)) return undefined;
  const flags = extension === undefined ? NO_FLAGS : readFlags(extension);
  const text = flags === undefined ? undefined : plainText(display, _display, reading);
  if (flags === undefined || text === undefined) return undefined;
  const answer: ValueAnswer = {
    type: 'coding',
    value: { system, code, display: text[reading.language] ?? text.ja },
  };
  return {
    answer,
    text,
    rich: undefined,
    concern: flags.concern,
    exclusive: flags.exclusive,
    prefix: undefined,
    weight: undefined,
  };
};
