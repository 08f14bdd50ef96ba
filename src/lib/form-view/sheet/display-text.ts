import { paragraphsIn, wordsText } from '../label/readings.ts';
import { wordNodes } from '../label/word-nodes.ts';
import { PHRASES_MOST_CHARACTERS } from '../text-parts.ts';
import { helpDetails } from './help-details.ts';
import { itemWords } from './item-words.ts';
import { make } from './make.ts';
import type { Kind } from './pen.ts';

/** A text without an answer. */
export const displayText: Kind = {
  draw({ view }, node) {
    const { item } = node;
    const drawn = document.createDocumentFragment();
    for (const [at, words] of paragraphsIn(item.text, item.rich, view.form.language).entries()) {
      const lead = at === 0 && item.prefix !== undefined ? [`${item.prefix} `] : [];
      const isLong = wordsText(words).length > PHRASES_MOST_CHARACTERS;
      drawn.append(make('p', isLong ? 's-text long' : 's-text', ...lead, ...wordNodes(words)));
    }
    const { hint } = itemWords(node, view);
    if (hint !== undefined) drawn.append(make('p', 's-hint', hint));
    drawn.append(...helpDetails(item, view));
    return drawn;
  },
};
