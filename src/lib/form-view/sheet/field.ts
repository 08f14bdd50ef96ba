import type { ItemNode } from '../../forms/run/tree.ts';
import { helpDetails } from './help-details.ts';
import { itemWords } from './item-words.ts';
import { fillLabel } from './label.ts';
import { make, setAttribute } from './make.ts';
import type { Drawn, Pen } from './pen.ts';
import { markInvalid, showRemarks } from './remarks.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The control of a field, behind its label. */
export const controlOf = (field: Element): Control | null =>
  field.querySelector<Control>(':scope > :is(input, textarea, select), :scope > .s-measure > input');

/**
 * Label above, control below; then help, and the ways of not answering.
 * @param line the control, or what it stands in
 */
export const drawField = (
  pen: Pen,
  node: ItemNode,
  control: Control,
  line: HTMLElement,
  after: readonly Node[],
): Node => {
  const { item } = node;
  const words = itemWords(node, pen.view);
  const label = make('label', '');
  control.id = label.htmlFor = pen.idOf(node);
  fillLabel(label, item, words, pen.ui);
  if (control instanceof HTMLSelectElement) control.disabled = item.readOnly;
  else {
    control.autocomplete = 'off';
    control.readOnly = item.readOnly;
  }
  if (words.requirement === 'required') control.ariaRequired = 'true';
  const drawn = document.createDocumentFragment();
  drawn.append(make('div', 's-field', label, line), ...helpDetails(item, pen.view), ...after);
  return drawn;
};

/** Shows what is to be said of a field. @param note id of what else describes its control */
export const updateField = (
  pen: Pen,
  drawn: Drawn,
  field: Element,
  control: Element,
  note?: string,
): void => {
  const remarks = showRemarks(pen, drawn, field);
  const ids = [remarks.ids, note].filter((id) => id !== undefined).join(' ');
  setAttribute(control, 'aria-describedby', ids || undefined);
  markInvalid(control, remarks);
};
