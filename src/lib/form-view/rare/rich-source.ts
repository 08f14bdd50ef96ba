import { furiganaFor } from '../../forms/rich-text/furigana.ts';
import type { RichInline } from '../../forms/rich-text/rich-text.ts';
import { textIn } from '../../forms/text.ts';
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
export const withReadings = ({ words, rich, language, isBase }: LabelSource): readonly RichInline[] => {
  const has = rich.ruby !== undefined && (isBase || Object.hasOwn(rich.ruby, language));
  return has && rich.ruby
    ? furiganaFor(words, textIn(rich.ruby, language)).inlines
    : [{ kind: 'text', text: words }];
};
