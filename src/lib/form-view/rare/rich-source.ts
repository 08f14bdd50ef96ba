import { textIn } from '../../forms/text.ts';
import { annotatedIn, plainWords, type Words } from '../label/readings.ts';
import { furiganaFor } from '../../forms/rich-text/furigana.ts';
import type { LabelSource } from '../view.ts';

/** The author's XHTML: it is that of the form's own language only. */
export const xhtmlOf = ({ rich, isBase }: LabelSource): string | undefined =>
  isBase ? rich.xhtml : undefined;

/** The author's markdown for the language shown; that of another language says something else. */
export const markdownOf = ({ rich, language, isBase }: LabelSource): string | undefined => {
  const { markdown } = rich;
  if (markdown === undefined) return undefined;
  const tag = Object.keys(markdown).find((each) => each === language || language.startsWith(`${each}-`));
  if (tag !== undefined) return markdown[tag];
  return isBase ? textIn(markdown, language) : undefined;
};

/** Whether drawing the text takes a parser, which is fetched then; readings take none. */
export const needsParser = (source: LabelSource): boolean =>
  source.rich.style !== undefined || xhtmlOf(source) !== undefined || markdownOf(source) !== undefined;

/** The words with their readings above them, where the author gave some for the language shown. */
export const withReadings = ({ words, rich, language }: LabelSource): Words => {
  const annotated = annotatedIn(rich, language);
  return annotated === undefined ? plainWords(words) : furiganaFor(words, annotated).inlines;
};
