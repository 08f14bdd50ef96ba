import type { ItemNode } from '../../forms/run/tree.ts';
import { isRich, rareKindOf } from '../rare/rare-kind.ts';
import type { Density } from '../view.ts';

/** Whether an expression changes how an item reads or what it offers. */
const isRewritten = ({ expressions }: ItemNode['item']): boolean =>
  expressions !== undefined &&
  (expressions.options !== undefined ||
    expressions.candidates !== undefined ||
    expressions.text !== undefined ||
    expressions.toggles.length > 0);

/**
 * Whether the sheet draws an instance of an item itself. Everything else is left to the component of its kind: what
 * repeats, what stands under each answer, scales with words at their ends, texts with form, what is read aloud or has a
 * picture.
 */
export const isCommon = (node: ItemNode, density: Density): boolean => {
  const { item, role } = node;
  if (role !== 'single' || rareKindOf(node) !== undefined || item.perAnswer) return false;
  if (density === 'guardian' && (item.readAloud !== undefined || item.illustration !== undefined))
    return false;
  if (item.captions.lower !== undefined || item.captions.upper !== undefined) return false;
  return !isRich(item) && !isRewritten(item);
};
