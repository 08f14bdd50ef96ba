import { wordNodes } from '../label/word-nodes.ts';
import { helpDetails } from './help-details.ts';
import { itemWords } from './item-words.ts';
import { make, setAttribute } from './make.ts';
import type { Kind } from './pen.ts';
import { showRemarks } from './remarks.ts';

/** Questions that belong together, under their name. */
export const groupBox: Kind = {
  draw(pen, node, inside) {
    const { name, label, hint } = itemWords(node, pen.view);
    const box = make('div', pen.view.density);
    box.role = 'group';
    if (name !== '') {
      const heading = make('h3', '', ...wordNodes(label));
      heading.id = pen.idOf(node);
      box.setAttribute('aria-labelledby', heading.id);
      box.append(heading);
    }
    if (hint !== undefined) box.append(make('p', 's-hint', hint));
    box.append(...helpDetails(node.item, pen.view));
    if (inside !== undefined) box.append(inside);
    return box;
  },

  update(pen, drawn) {
    const box = drawn.inside?.parentElement;
    if (drawn.inside === undefined || box === null || box === undefined) return;
    setAttribute(box, 'aria-describedby', showRemarks(pen, drawn, box, drawn.inside).ids);
    const warning = box.querySelector(':scope > .s-warning');
    if (warning !== null && warning.nextElementSibling !== drawn.inside) drawn.inside.before(warning);
  },
};
