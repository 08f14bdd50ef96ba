import { plainText } from './plain-text.ts';
import type { RichBlock, RichInline, RichText } from './rich-text.ts';

const inlinesOfBlock = (block: RichBlock): readonly RichInline[] => {
  switch (block.kind) {
    case 'paragraph':
      return block.style
        ? [{ kind: 'styled', style: block.style, children: block.children }]
        : block.children;
    case 'heading':
      return [{ kind: 'strong', children: block.children }];
    case 'quote':
      return inlinesOf(block.blocks);
    default: {
      const lines = plainText([block]).split('\n');
      return lines.flatMap((text, index): readonly RichInline[] => [
        ...(index === 0 ? [] : [{ kind: 'break' } as const]),
        { kind: 'text', text: text.replaceAll('\t', ' ') },
      ]);
    }
  }
};

/**
 * A text as one run, for places that hold no blocks (labels, legends, options): blocks become lines, lists and tables
 * their plain text.
 */
export const inlinesOf = (text: RichText): readonly RichInline[] =>
  text
    .filter(({ kind }) => kind !== 'rule')
    .flatMap((block, index): readonly RichInline[] => [
      ...(index === 0 ? [] : [{ kind: 'break' } as const]),
      ...inlinesOfBlock(block),
    ]);
