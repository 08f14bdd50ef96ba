import { parseMarkdown } from '../../forms/rich-text/parse-markdown.ts';
import { parseStyle } from '../../forms/rich-text/parse-style.ts';
import { parseXhtml } from '../../forms/rich-text/parse-xhtml.ts';
import type { RichInline, RichText } from '../../forms/rich-text/rich-text.ts';
import type { LabelSource } from '../view.ts';
import { markdownOf, withReadings, xhtmlOf } from './rich-source.ts';

const styled = (inlines: readonly RichInline[], css: string | undefined): readonly RichInline[] => {
  if (css === undefined) return inlines;
  const { style } = parseStyle(css);
  return Object.keys(style).length === 0 ? inlines : [{ kind: 'styled', style, children: inlines }];
};

/** The text with everything its author gave it: XHTML before markdown before readings and style. */
export const richTree = async (source: LabelSource): Promise<RichText> => {
  const xhtml = xhtmlOf(source);
  if (xhtml !== undefined) return parseXhtml(xhtml).text;
  const markdown = markdownOf(source);
  if (markdown !== undefined) return (await parseMarkdown(markdown)).text;
  return [{ kind: 'paragraph', children: styled(withReadings(source), source.rich.style) }];
};
