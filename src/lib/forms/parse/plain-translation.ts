import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import type { LocalText } from '../form.ts';
import { isJsonObject } from '../json-object.ts';
import { isLanguageTag } from '../text.ts';
import type { Reading } from './reading.ts';

/** A translation written as nearly all are: a language, a text, perhaps its status, and nothing else. */
export interface PlainTranslation {
  readonly lang: string;
  readonly content: string;
  readonly isDraft: boolean;
}

const known = new Set<string>();

/** A tag that was found valid before is not looked at again: a form has a dozen, thousands of times. */
const isKnownTag = (tag: string): boolean => {
  if (known.has(tag)) return true;
  if (!isLanguageTag(tag)) return false;
  if (known.size < 200) known.add(tag);
  return true;
};

/** Whether an object has so many keys. */
export const hasKeys = (json: object, count: number): boolean => {
  let left = count;
  for (const _ in json) left -= 1;
  return left === 0;
};

/**
 * Reads an extension that is a plain translation, without the bookkeeping that finds what is not understood.
 * @returns `undefined` for anything else, which is then read and reported element by element
 */
export const plainTranslation = (json: unknown): PlainTranslation | undefined => {
  if (!isJsonObject(json) || json['url'] !== STANDARD_EXTENSION.translation || !hasKeys(json, 2))
    return undefined;
  const parts = json['extension'];
  if (!Array.isArray(parts) || parts.length < 2 || parts.length > 3) return undefined;
  let lang: string | undefined;
  let content: string | undefined;
  let status: unknown;
  for (const part of parts as readonly unknown[]) {
    if (!isJsonObject(part) || !hasKeys(part, 2)) return undefined;
    const { url, valueCode, valueString } = part;
    if (url === 'lang' && lang === undefined && typeof valueCode === 'string') lang = valueCode;
    else if (url === 'content' && content === undefined && typeof valueString === 'string')
      content = valueString;
    else if (url === OWN_EXTENSION.translationStatus && status === undefined) status = valueCode;
    else return undefined;
  }
  if (lang === undefined || content === undefined || !isKnownTag(lang)) return undefined;
  if (parts.length === 3 && status !== 'draft' && status !== 'reviewed') return undefined;
  return { lang, content, isDraft: status === 'draft' };
};

/**
 * A text whose sidecar holds nothing but plain translations, or that has none; languages met are noted.
 * @returns `undefined` for anything else, which is then read and reported element by element
 */
export const plainText = (base: string, sidecar: unknown, reading: Reading): LocalText | undefined => {
  const text: { ja: string; [tag: string]: string } = { ja: base };
  if (reading.language !== 'ja') text[reading.language] = base;
  if (sidecar === undefined) return text;
  if (!isJsonObject(sidecar) || !hasKeys(sidecar, 1)) return undefined;
  const { extension } = sidecar;
  if (!Array.isArray(extension)) return undefined;
  for (const each of extension as readonly unknown[]) {
    const translation = plainTranslation(each);
    if (translation === undefined) return undefined;
    const { lang, content, isDraft } = translation;
    if (isDraft) reading.unreviewed.add(lang);
    reading.languages.add(lang);
    text[lang] = content;
  }
  return text;
};
