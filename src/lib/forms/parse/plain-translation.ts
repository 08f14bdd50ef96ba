import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import type { LocalText } from '../form.ts';
import { isJsonObject } from '../json-object.ts';
import type { Reading } from './reading.ts';

/** Words by language while they are collected. */
export type OpenText = { ja: string } & Record<string, string>;

/** Whether an object has so many keys. */
export const hasKeys = (json: object, count: number): boolean => {
  let left = count;
  for (const _ in json) left -= 1;
  return left === 0;
};

/** A text with its words in the form's own language. */
export const baseText = (base: string, { language }: Reading): OpenText => {
  const text: OpenText = { ja: base };
  if (language !== 'ja') text[language] = base;
  return text;
};

/** Whether an entry is one part of an extension: its name and one value. */
const isPart = (json: unknown, name: string): json is Readonly<Record<string, unknown>> =>
  isJsonObject(json) && json['url'] === name && hasKeys(json, 2);

/**
 * Takes in an extension that is a translation written as nearly all are: a language, its words, perhaps its status,
 * and nothing else; without the bookkeeping that finds what is not understood.
 * @returns false for anything else, of which nothing was taken
 */
const takeTranslation = (json: unknown, text: OpenText, reading: Reading): boolean => {
  if (!isJsonObject(json) || json['url'] !== STANDARD_EXTENSION.translation || !hasKeys(json, 2))
    return false;
  const parts = json['extension'];
  if (!Array.isArray(parts) || parts.length < 2 || parts.length > 3) return false;
  const [lang, content, status] = parts as readonly unknown[];
  if (!isPart(lang, 'lang') || !isPart(content, 'content')) return false;
  const { valueCode: tag } = lang;
  const { valueString: words } = content;
  if (typeof tag !== 'string' || typeof words !== 'string') return false;
  let isDraft = false;
  if (parts.length === 3) {
    if (!isPart(status, OWN_EXTENSION.translationStatus)) return false;
    isDraft = status['valueCode'] === 'draft';
    if (!isDraft && status['valueCode'] !== 'reviewed') return false;
  }
  if (!reading.meet(tag, isDraft)) return false;
  text[tag] = words;
  return true;
};

const NOTHING: readonly number[] = [];

/**
 * Takes all plain translations of a list of extensions into a text; languages met are noted.
 * @returns the places of the other entries
 */
export const takeTranslations = (
  list: readonly unknown[],
  text: OpenText,
  reading: Reading,
): readonly number[] => {
  let others: number[] | undefined;
  for (let index = 0; index < list.length; index += 1) {
    if (!takeTranslation(list[index], text, reading)) (others ??= []).push(index);
  }
  return others ?? NOTHING;
};

/**
 * A text whose sidecar holds nothing but plain translations, or that has none; languages met are noted.
 * @returns `undefined` for anything else, which is then read and reported element by element
 */
export const plainText = (base: string, sidecar: unknown, reading: Reading): LocalText | undefined => {
  const text = baseText(base, reading);
  if (sidecar === undefined) return text;
  if (!isJsonObject(sidecar) || !hasKeys(sidecar, 1)) return undefined;
  const { extension } = sidecar;
  if (!Array.isArray(extension)) return undefined;
  return takeTranslations(extension, text, reading).length === 0 ? text : undefined;
};
