import type { FormItem } from '../../forms/form.ts';
import type { ItemNode } from '../../forms/run/tree.ts';
import type { FormView } from '../view.ts';
import { itemLanguage } from './item-words.ts';
import { make } from './make.ts';

/** Whether questions stand below a question. */
export const hasBelow = ({ type, children }: FormItem): boolean => type !== 'group' && children.length > 0;

/** How much of a line an item takes in the staff layout. */
const widthOf = (item: FormItem): 'full' | 'medium' | 'short' => {
  if (hasBelow(item)) return 'full';
  if (item.type === 'integer' || item.type === 'decimal' || item.type === 'quantity') return 'short';
  return item.type === 'date' ? 'medium' : 'full';
};

/** The empty element of an item, named for whoever looks it up. */
export const itemFrame = (node: ItemNode, view: FormView): HTMLElement => {
  const { item, key, rows } = node;
  const dependent = item.enableWhen.length > 0 ? ' dependent' : '';
  const frame = make('div', `item s-item ${widthOf(item)} ${view.density}${dependent}`);
  frame.setAttribute('data-link-id', item.linkId);
  if (rows.length > 0) frame.setAttribute('data-key', key);
  frame.setAttribute('data-type', item.type);
  frame.setAttribute('data-control', item.control);
  frame.setAttribute('lang', itemLanguage(node, view));
  return frame;
};
