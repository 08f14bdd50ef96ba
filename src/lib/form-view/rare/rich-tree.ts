import { furiganaFor } from '../../forms/rich-text/furigana.ts';
import { parseMarkdown } from '../../forms/rich-text/parse-markdown.ts';
import { parseStyle } from '../../forms/rich-text/parse-style.ts';
import { parseXhtml } from '../../forms/rich-text/parse-xhtml.ts';
import type { RichInline, RichText } from '../../forms/rich-text/rich-text.ts';
import { textIn } from '../../forms/text.ts';
import type { LabelSource } from '../view.ts';

/** The author's markdown for the language shown; that of another language says something else. */
export const markdownOf = ({ rich, language, isBase }: LabelSource): string | undefined => {
  const { markdown } = rich;
  if (markdown === undefined) return undefined;
  const tag = Object.keys(markdown).find((each) => each === language || language.startsWith(`${each}-`));
  if (tag !== undefined) return markdown[tag];
  return isBase ? textIn(markdown, language) : undefined;
};

const styled = (inlines: readonly RichInline[], css: string | undefined): readonly RichInline[] => {
  if (css === undefined) return inlines;
  const { style } = parseStyle(css);
  return Object.keys(style).length === 0 ? inlines : [{ kind: 'styled', style, children: inlines }];
};

/** The text with what needs no library: XHTML, readings, a style. XHTML and readings are those of the base language. */
export const richTreeNow = ({ words, rich, language, isBase }: LabelSource): RichText => {
  if (rich.xhtml !== undefined && isBase) return parseXhtml(rich.xhtml).text;
  const ruby =
    rich.ruby && (isBase || Object.hasOwn(rich.ruby, language)) ? textIn(rich.ruby, language) : undefined;
  const inlines: readonly RichInline[] =
    ruby === undefined ? [{ kind: 'text', text: words }] : furiganaFor(words, ruby).inlines;
  return [{ kind: 'paragraph', children: styled(inlines, rich.style) }];
};

/** The text with everything its author gave it: XHTML before markdown before readings. */
export const richTree = async (source: LabelSource): Promise<RichText> => {
  const markdown = source.rich.xhtml !== undefined && source.isBase ? undefined : markdownOf(source);
  return markdown === undefined ? richTreeNow(source) : (await parseMarkdown(markdown)).text;
};
