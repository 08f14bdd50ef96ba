import type { FormItem, LocalText } from './form.ts';

/** Two or three letters, then subtags: nothing of this form is the name of an Object.prototype member. */
const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,6}$/;

/** Whether a text may be a key of {@link LocalText}: a BCP 47 tag in lower-case language form. */
export const isLanguageTag = (tag: string): boolean => LANGUAGE_TAG.test(tag);

const lookUp = (text: LocalText, tag: string): string | undefined => {
  if (Object.hasOwn(text, tag)) return text[tag];
  const cut = tag.lastIndexOf('-');
  return cut < 0 ? undefined : lookUp(text, tag.slice(0, cut));
};

/**
 * The text in the first language that it has: the asked language, that language without its subtags
 * (`zh-Hant-TW`, `zh-Hant`, `zh`), the next asked language, at last `ja`. Never throws, whatever is asked.
 */
export const textIn = (text: LocalText, language: string | readonly string[]): string => {
  const asked = typeof language === 'string' ? [language] : language;
  for (const tag of asked) {
    const found = isLanguageTag(tag) ? lookUp(text, tag) : undefined;
    if (found !== undefined) return found;
  }
  return text.ja;
};

/**
 * What a question is called where it is one line among many: its short name (shortText), which is made for staff and
 * counts only in Japanese and in languages that it has itself; else its text.
 */
export const labelOf = (
  { shortText, text }: Pick<FormItem, 'shortText' | 'text'>,
  language: string,
): LocalText =>
  shortText !== undefined && (language === 'ja' || Object.hasOwn(shortText, language)) ? shortText : text;
