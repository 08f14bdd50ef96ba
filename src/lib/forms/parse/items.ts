import type { FormItem, LocalText } from '../form.ts';
import type { FormElement } from './form-element.ts';
import { type OpenItem, readItem, readType } from './item.ts';
import { isHelp, readControl } from './presentation.ts';

/** Deepest nesting of items, the roots being at 1. */
export const FORM_MAX_DEPTH = 32;

/** Most items of one form. */
export const FORM_MAX_ITEMS = 10_000;

/** All items of a form in document order, with the enableWhen elements that are read once all items are known. */
export interface ReadItems {
  readonly roots: FormItem[];
  readonly items: OpenItem[];
  readonly byLinkId: Map<string, FormItem>;
  readonly conditions: { readonly item: OpenItem; readonly elements: readonly FormElement[] }[];
}

/** Walks the item tree of a Questionnaire once. */
export const readItems = (root: FormElement): ReadItems => {
  const { reading } = root;
  const found: ReadItems = { roots: [], items: [], byLinkId: new Map(), conditions: [] };
  const linkIds = new Set<string>();
  let met = 0;

  /** The linkId, unique over the whole form, help texts included; empty when it is missing. */
  const readLinkId = (element: FormElement): string => {
    const linkId = element.string('linkId') ?? '';
    if (linkId === '') reading.error('link-id-missing', element.at('linkId'));
    else if (linkIds.has(linkId)) reading.error('link-id-duplicate', element.at('linkId'));
    linkIds.add(linkId);
    return linkId;
  };

  const readHelp = (elements: readonly FormElement[]): LocalText | undefined => {
    const [first, ...more] = elements;
    for (const { path } of more) reading.error('element-unsupported', path);
    if (first === undefined) return undefined;
    readLinkId(first);
    readType(first);
    readControl(first, 'display');
    const text = first.text('text');
    if (text === undefined) reading.error('value-invalid', first.at('text'));
    first.close();
    return text;
  };

  const walk = (
    parent: FormElement,
    owner: OpenItem | undefined,
    elements: readonly FormElement[],
    depth: number,
  ) => {
    for (const element of elements) {
      met += 1;
      if (met > FORM_MAX_ITEMS) {
        if (met === FORM_MAX_ITEMS + 1) reading.error('too-large', parent.at('item'));
        return;
      }
      if (depth > FORM_MAX_DEPTH) {
        reading.error('too-deep', element.path);
        continue;
      }
      const type = readType(element);
      const linkId = readLinkId(element);
      const children = element.objects('item');
      const item = readItem(
        element,
        { linkId, type, index: found.items.length },
        owner,
        readHelp(children.filter(isHelp)),
      );
      found.items.push(item);
      if (!found.byLinkId.has(linkId)) found.byLinkId.set(linkId, item);
      (owner?.children ?? found.roots).push(item);
      const conditions = element.objects('enableWhen');
      if (conditions.length > 0) found.conditions.push({ item, elements: conditions });
      element.close();
      const others = children.filter((child) => !isHelp(child));
      if (type === 'group') walk(element, item, others, depth + 1);
      else for (const { path } of others) reading.error('element-unsupported', path);
    }
  };

  walk(root, undefined, root.objects('item'), 1);
  return found;
};
