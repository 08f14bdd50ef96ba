import { textIn } from '../../forms/text.ts';
import { paragraphsOf, PHRASES_MOST_CHARACTERS } from '../text-parts.ts';
import { make } from './make.ts';
import type { Kind } from './pen.ts';

/** A text without an answer. */
export const displayText: Kind = {
  draw({ view }, { item }) {
    const drawn = document.createDocumentFragment();
    for (const [at, paragraph] of paragraphsOf(textIn(item.text, view.form.language)).entries()) {
      const text = at === 0 && item.prefix !== undefined ? `${item.prefix} ${paragraph}` : paragraph;
      drawn.append(make('p', paragraph.length > PHRASES_MOST_CHARACTERS ? 's-text long' : 's-text', text));
    }
    return drawn;
  },
};
