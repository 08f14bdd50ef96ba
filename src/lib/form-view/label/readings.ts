import type { LocalText, RichSource } from '../../forms/form.ts';
import { furiganaFor, parseFurigana } from '../../forms/rich-text/furigana.ts';
import type { RichRuby, RichWords } from '../../forms/rich-text/rich-text.ts';
import { textIn } from '../../forms/text.ts';
import { paragraphsOf, shortened } from '../text-parts.ts';

/** Plain words in a line, some with their reading (ふりがな). */
export type Words = readonly (RichWords | RichRuby)[];

export const plainWords = (text: string): Words => (text === '' ? [] : [{ kind: 'text', text }]);

/** The words without their readings. */
export const wordsText = (words: Words): string =>
  words.map((each) => (each.kind === 'text' ? each.text : each.base)).join('');

export const hasReadings = (words: Words): boolean => words.some(({ kind }) => kind === 'ruby');

/** The text with its marks 漢字《かんじ》, where its author gave some in the language shown. */
export const annotatedIn = (rich: RichSource | undefined, language: string): string | undefined => {
  const annotated = rich?.ruby && textIn(rich.ruby, language);
  return annotated?.includes('《') === true ? annotated : undefined;
};

/** A text of a form in a language, with the readings its author gave in that language. */
export const wordsIn = (text: LocalText, rich: RichSource | undefined, language: string): Words => {
  const said = shortened(textIn(text, language));
  const annotated = annotatedIn(rich, language);
  return annotated === undefined ? plainWords(said) : furiganaFor(said, annotated).inlines;
};

/** A text of any length in a language, as paragraphs with their readings. */
export const paragraphsIn = (
  text: LocalText,
  rich: RichSource | undefined,
  language: string,
): readonly Words[] => {
  const said = textIn(text, language);
  const annotated = annotatedIn(rich, language);
  return annotated !== undefined && furiganaFor(said, annotated).fits
    ? paragraphsOf(annotated).map(parseFurigana)
    : paragraphsOf(said).map(plainWords);
};

/** Words with what stands before and behind them in a longer text; that text alone where they are not in it. */
export const wordsWithin = (shown: string, words: Words): Words => {
  const said = wordsText(words);
  const at = shown.lastIndexOf(said);
  if (at < 0 || said === '') return plainWords(shown);
  return [...plainWords(shown.slice(0, at)), ...words, ...plainWords(shown.slice(at + said.length))];
};
