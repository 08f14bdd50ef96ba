import type { RichBlock, RichInline, RichText } from './rich-text.ts';

export interface PlainTextOptions {
  /** What stands for a ruby: the text itself (default), or its reading, as for speech. */
  readonly ruby?: 'base' | 'reading';
}

type Ruby = NonNullable<PlainTextOptions['ruby']>;

const inlineWords = (inline: RichInline, ruby: Ruby): string => {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'ruby':
      return inline[ruby];
    case 'image':
      return inline.alt;
    case 'break':
      return '\n';
    default:
      return wordsOf(inline.children, ruby);
  }
};

const wordsOf = (inlines: readonly RichInline[], ruby: Ruby): string =>
  inlines.map((inline) => inlineWords(inline, ruby)).join('');

const indented = (lines: readonly string[], mark: string): readonly string[] =>
  lines.map((line, index) => (index === 0 ? mark : '  ') + line);

const linesOf = (block: RichBlock, ruby: Ruby): readonly string[] => {
  const within = (blocks: RichText): readonly string[] => blocks.flatMap((inner) => linesOf(inner, ruby));
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return wordsOf(block.children, ruby).split('\n');
    case 'code':
      return block.text.split('\n');
    case 'quote':
      return within(block.blocks);
    case 'list':
      return block.items.flatMap((item, index) => {
        const lines = within(item);
        return indented(lines.length > 0 ? lines : [''], block.ordered ? `${block.start + index}. ` : '・');
      });
    case 'table':
      return block.rows.map((cells) => cells.map((cell) => within(cell.blocks).join(' ')).join('\t'));
    case 'rule':
      return [];
  }
};

/**
 * The words of a text without its form: a line for each paragraph, list item and table row, tabs between cells.
 * For lists, exports and speech. Links give their text, pictures their alternative text.
 */
export const plainText = (text: RichText, { ruby = 'base' }: PlainTextOptions = {}): string =>
  text.flatMap((block) => linesOf(block, ruby)).join('\n');

/** The words in one line, for labels and accessible names. */
export const plainLine = (text: RichText, options?: PlainTextOptions): string =>
  plainText(text, options).replace(/\s+/g, ' ').trim();
