import { OWN_EXTENSION, STANDARD_EXTENSION } from '../../forms/extensions.ts';
import { parseFurigana } from '../../forms/rich-text/furigana.ts';
import type { Element, Extension } from '../questionnaire.ts';
import { FORM_LANGUAGES, type FormLanguage } from './columns.ts';

export type Texts = Readonly<Record<FormLanguage, string>>;

/** The text without its readings. */
export const withoutReadings = (annotated: string): string =>
  parseFurigana(annotated)
    .map((inline) => (inline.kind === 'text' ? inline.text : inline.base))
    .join('');

/** The text with each reading in place of what it stands over. */
const readingsOnly = (annotated: string): string =>
  parseFurigana(annotated)
    .map((inline) => (inline.kind === 'text' ? inline.text : inline.reading))
    .join('');

const translation = (lang: string, content: string, status: 'draft' | undefined): Extension => ({
  url: STANDARD_EXTENSION.translation,
  extension: [
    { url: 'lang', valueCode: lang },
    { url: 'content', valueString: content },
    ...(status === undefined ? [] : [{ url: OWN_EXTENSION.translationStatus, valueCode: status }]),
  ],
});

/**
 * The translations of a text whose base is Japanese, and its readings where it has some.
 * @param drafts languages nobody has confirmed yet
 */
export const translations = (texts: Texts, drafts: ReadonlySet<string> = new Set()): Element => {
  const extension = FORM_LANGUAGES.flatMap((language): Extension[] => {
    const text = texts[language];
    return language === 'ja' || text === ''
      ? []
      : [translation(language, withoutReadings(text), drafts.has(language) ? 'draft' : undefined)];
  });
  const easy = texts['ja-x-easy'];
  const readings: Extension[] = easy.includes('《')
    ? [
        {
          url: OWN_EXTENSION.ruby,
          valueString: texts.ja,
          _valueString: { extension: [translation('ja-x-easy', easy, undefined)] },
        },
      ]
    : [];
  return { extension: [...extension, ...readings] };
};

/** The translations of a hint, which has no room for readings over its words: an easy one is written in kana. */
export const hintTranslations = (texts: Texts): Element =>
  translations({ ...texts, 'ja-x-easy': readingsOnly(texts['ja-x-easy']) });

const content = ({ extension = [] }: Extension, url: string): string | undefined => {
  const part = extension.find((each) => each.url === url);
  return part?.valueCode ?? part?.valueString;
};

/** The texts a translated text was made of: the inverse of {@link translations}. */
export const textsOf = (ja: string, element: Element | undefined): Texts => {
  const read = (all: readonly Extension[]): [string, string][] =>
    all
      .filter(({ url }) => url === STANDARD_EXTENSION.translation)
      .map((each) => [content(each, 'lang') ?? '', content(each, 'content') ?? '']);
  const extension = element?.extension ?? [];
  const readings = extension.find(({ url }) => url === OWN_EXTENSION.ruby)?._valueString?.extension ?? [];
  const found = Object.fromEntries([...read(extension), ...read(readings)]);
  return Object.fromEntries(
    FORM_LANGUAGES.map((language) => [language, language === 'ja' ? ja : (found[language] ?? '')]),
  ) as Texts;
};
