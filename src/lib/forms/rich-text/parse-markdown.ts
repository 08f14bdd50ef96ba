import type { Token } from 'markdown-it';
import { DroppedParts } from './dropped-parts.ts';
import { FlowBuilder, PLAIN_PARAGRAPH } from './flow-builder.ts';
import { withMark, type Mark, type Marks } from './marks.ts';
import { parseStyle } from './parse-style.ts';
import type { ParsedRichText, RichText } from './rich-text.ts';
import { isSafeImage } from './safe-image.ts';
import { safeLink, schemeOf } from './safe-link.ts';

/** Longer texts are shown as written: a form's help is a page or two, and reading markdown costs more than reading. */
const MOST_CHARACTERS = 100_000;

const MARK_TOKENS: ReadonlyMap<string, Mark> = new Map<string, Mark>([
  ['strong_open', { kind: 'strong' }],
  ['em_open', { kind: 'em' }],
  ['s_open', { kind: 'strike' }],
]);
const CODE: Mark = { kind: 'code' };

const attribute = (token: Token, name: string): string => String(token.attrGet(name) ?? '');

class MarkdownReader {
  readonly #builder = new FlowBuilder();
  readonly #dropped = new DroppedParts();
  /** Depth of the builder before each open block, and the marks before each open span. */
  readonly #depths: number[] = [];
  readonly #marks: Marks[] = [];

  read(tokens: readonly Token[]): ParsedRichText {
    for (const token of tokens) {
      if (token.type === 'inline') for (const child of token.children ?? []) this.#inline(child);
      else this.#block(token);
    }
    return { text: this.#builder.finish(), dropped: this.#dropped.list };
  }

  #block(token: Token): void {
    const builder = this.#builder;
    if (token.nesting === 1) {
      builder.endParagraph();
      this.#depths.push(builder.depth);
      this.#open(token);
    } else if (token.nesting === -1) {
      builder.endParagraph();
      builder.closeTo(this.#depths.pop() ?? 0);
      builder.shape = PLAIN_PARAGRAPH;
    } else if (token.type === 'hr') {
      builder.rule();
    } else if (token.content !== '') {
      builder.endParagraph();
      builder.shape = { ...PLAIN_PARAGRAPH, kind: 'code' };
      builder.text(token.content);
      builder.endParagraph();
      builder.shape = PLAIN_PARAGRAPH;
    }
  }

  #open(token: Token): void {
    const builder = this.#builder;
    switch (token.type) {
      case 'heading_open':
        builder.shape = { kind: 'heading', level: Number(token.tag.slice(1)), style: undefined };
        break;
      case 'bullet_list_open':
        builder.openList(false, 1);
        break;
      case 'ordered_list_open':
        builder.openList(true, Number(attribute(token, 'start') || 1));
        break;
      case 'list_item_open':
        builder.openItem();
        break;
      case 'blockquote_open':
        builder.openQuote();
        break;
      case 'table_open':
        builder.openTable();
        break;
      case 'tr_open':
        builder.openRow();
        break;
      case 'th_open':
      case 'td_open':
        builder.openCell(token.type === 'th_open');
        // The library states a column's alignment as CSS.
        if (attribute(token, 'style') !== '') {
          builder.shape = { ...PLAIN_PARAGRAPH, style: parseStyle(attribute(token, 'style')).style };
        }
        break;
      default:
        break;
    }
  }

  #inline(token: Token): void {
    const builder = this.#builder;
    if (token.nesting === 1) {
      this.#marks.push(builder.marks);
      const mark = token.type === 'link_open' ? this.#link(token) : MARK_TOKENS.get(token.type);
      if (mark) builder.marks = withMark(builder.marks, mark);
      return;
    }
    if (token.nesting === -1) {
      builder.marks = this.#marks.pop() ?? [];
      return;
    }
    switch (token.type) {
      case 'softbreak':
        builder.text('\n');
        break;
      case 'hardbreak':
        builder.leaf({ kind: 'break' });
        break;
      case 'code_inline': {
        const { marks } = builder;
        builder.marks = withMark(marks, CODE);
        builder.text(token.content);
        builder.marks = marks;
        break;
      }
      case 'image':
        this.#image(token);
        break;
      default:
        builder.text(token.content);
    }
  }

  #link(token: Token): Mark | undefined {
    const href = attribute(token, 'href');
    const link = safeLink(href);
    if (link) return { kind: 'link', ...link };
    this.#dropped.add('link', schemeOf(href));
    return undefined;
  }

  #image(token: Token): void {
    const src = attribute(token, 'src');
    const alt = (token.children ?? [])
      .map(({ content }) => content)
      .join('')
      .trim();
    if (isSafeImage(src)) {
      this.#builder.leaf({ kind: 'image', src, alt });
      return;
    }
    this.#dropped.add('image', schemeOf(src));
    if (alt !== '') this.#builder.text(alt);
  }
}

/** The source itself: an empty line ends a paragraph, line breaks stand. */
const asWritten = (source: string): RichText => {
  const builder = new FlowBuilder();
  for (const line of source.split(/\r\n|[\n\r]/)) {
    builder.text(line);
    if (line.trim() === '') builder.endParagraph();
    else builder.leaf({ kind: 'break' });
  }
  return builder.finish();
};

/**
 * FHIR markdown as a tree: CommonMark with tables and strikethrough. HTML in it is shown as text. The library is loaded
 * at the first call. Never rejects for what the source says; what is too long or too deep is shown as written.
 */
export const parseMarkdown = async (source: string): Promise<ParsedRichText> => {
  if (source.length > MOST_CHARACTERS) {
    return { text: asWritten(source), dropped: [{ kind: 'element', name: 'too-long' }] };
  }
  const { markdownTokens, MARKDOWN_MOST_LEVELS } = await import('./markdown-tokens.ts');
  const tokens = markdownTokens(source);
  // At its limit the library leaves out what stands deeper.
  if (tokens.some(({ level }) => level >= MARKDOWN_MOST_LEVELS - 2)) {
    return { text: asWritten(source), dropped: [{ kind: 'element', name: 'too-deep' }] };
  }
  return new MarkdownReader().read(tokens);
};
