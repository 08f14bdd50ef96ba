import MarkdownIt, { type Token } from 'markdown-it';
import { WIDE_CHARACTER } from './wide-character.ts';

const SPACE = /\s/;

/** Nesting beyond this is not read; the whole text is then shown as written. */
export const MARKDOWN_MOST_LEVELS = 32;

const parser = new MarkdownIt('default', {
  html: false,
  linkify: false,
  typographer: false,
  maxNesting: MARKDOWN_MOST_LEVELS,
});
// Which links may be offered is decided where the tree is made.
parser.validateLink = () => true;
parser.normalizeLink = (url) => url;
parser.normalizeLinkText = (url) => url;

/**
 * CommonMark tells opening from closing emphasis by the spaces and punctuation around it, of which Japanese has none
 * and plenty: `これは**「大切」**です` would stay as it is. Beside a Japanese character emphasis may open and close.
 */
parser.inline.State = class extends parser.inline.State {
  override scanDelims(start: number, canSplitWord: boolean) {
    const found = super.scanDelims(start, canSplitWord);
    const before = this.src[start - 1] ?? ' ';
    const after = this.src[start + found.length] ?? ' ';
    if (!canSplitWord || !(WIDE_CHARACTER.test(before) || WIDE_CHARACTER.test(after))) return found;
    return { ...found, can_open: !SPACE.test(after), can_close: !SPACE.test(before) };
  }
};

/** CommonMark with tables and strikethrough as a flat list of tokens; HTML in it is text. */
export const markdownTokens = (source: string): readonly Token[] => parser.parse(source, {});
