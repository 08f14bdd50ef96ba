import { OWN_EXTENSION } from '../extensions.ts';
import type { Captions, FormItem, LocalText } from '../form.ts';
import { splitCaptions } from './captions.ts';
import { readTest } from './enable-when.ts';
import type { FormElement } from './form-element.ts';
import { type OpenItem, readCaption, readItem, readType } from './item.ts';
import { readControl } from './presentation.ts';
import { warnOfUndrawn } from './undrawn.ts';
import { firstRowCount, ROW_NODES_MAX } from '../run/tree.ts';

/** Deepest nesting of items, the roots being at 1. */
export const FORM_MAX_DEPTH = 32;

/** Most items of one form. */
export const FORM_MAX_ITEMS = 10_000;

/** What a linkId cannot hold: FHIR strings have no control characters, and keys of rows are told apart by one. */
const CONTROL_CHARACTER = /[\u0000-\u001F]/;

/** All items of a form in document order, with the enableWhen elements that are read once all items are known. */
export interface ReadItems {
  readonly roots: FormItem[];
  readonly items: OpenItem[];
  readonly byLinkId: Map<string, FormItem>;
  readonly conditions: { readonly item: OpenItem; readonly elements: readonly FormElement[] }[];
}

/** Rules about an item's own answers that make them a concern. */
const readConcernRules = (element: FormElement, item: OpenItem): void => {
  const { reading } = element;
  for (const rule of element.extensions(OWN_EXTENSION.concernRule)) {
    const [answer] = rule.extensions('answer');
    if (answer === undefined) reading.error('value-invalid', rule.path);
    const condition = answer === undefined ? undefined : readTest(rule, item, { answer });
    if (condition !== undefined) item.concernRules.push(condition);
    answer?.close();
    rule.close();
  }
};

/** Walks the item tree of a Questionnaire once. */
export const readItems = (root: FormElement): ReadItems => {
  const { reading } = root;
  const found: ReadItems = { roots: [], items: [], byLinkId: new Map(), conditions: [] };
  const linkIds = new Set<string>();
  let met = 0;
  /** Instances of the items read so far that a new response starts with, those of open parents not included. */
  const starts: number[] = [];

  /** The linkId, unique over the whole form, captions included; empty when it is missing. */
  const readLinkId = (element: FormElement): string => {
    const linkId = element.string('linkId') ?? '';
    if (linkId === '') reading.error('link-id-missing', element.at('linkId'));
    else if (linkIds.has(linkId)) reading.error('link-id-duplicate', element.at('linkId'));
    else if (CONTROL_CHARACTER.test(linkId)) reading.error('value-invalid', element.at('linkId'));
    linkIds.add(linkId);
    return linkId;
  };

  const readCaptions = (elements: ReadonlyMap<keyof Captions, FormElement>): Captions => {
    const captions: { -readonly [role in keyof Captions]: LocalText } = {};
    for (const [role, element] of elements) {
      readLinkId(element);
      readType(element);
      readControl(element, 'display');
      captions[role] = readCaption(element);
      element.leave(['required', 'repeats', 'readOnly', 'prefix', 'code', 'definition']);
      element.close();
    }
    return captions;
  };

  const read = (element: FormElement, parent: OpenItem | undefined, depth: number): OpenItem => {
    const type = readType(element);
    const linkId = readLinkId(element);
    const { captions, others } = splitCaptions(element.objects('item'));
    const item = readItem(element, {
      linkId,
      type,
      index: found.items.length,
      parent,
      captions: captions.size === 0 ? NO_CAPTIONS : readCaptions(captions),
      hasChildren: others.length > 0,
    });
    found.items.push(item);
    if (!found.byLinkId.has(linkId)) found.byLinkId.set(linkId, item);
    (parent?.children ?? found.roots).push(item);
    readConcernRules(element, item);
    const conditions = element.objects('enableWhen');
    if (conditions.length > 0) found.conditions.push({ item, elements: conditions });
    element.close();
    if (type === 'display') for (const { path } of others) reading.error('element-unsupported', path);
    else walk(element, item, others, depth + 1);
    if (item.control !== 'none' || captions.size > 0) warnOfUndrawn(element, item, captions);
    item.lastIndex = found.items.length - 1;
    starts[item.index] = instancesAtStart(item, starts);
    return item;
  };

  const walk = (
    owner: FormElement,
    parent: OpenItem | undefined,
    elements: readonly FormElement[],
    depth: number,
  ) => {
    for (const element of elements) {
      met += 1;
      if (met > FORM_MAX_ITEMS) {
        if (met === FORM_MAX_ITEMS + 1) reading.error('too-large', owner.at('item'));
        return;
      }
      if (depth > FORM_MAX_DEPTH) reading.error('too-deep', element.path);
      else read(element, parent, depth);
    }
  };

  walk(root, undefined, root.objects('item'), 1);
  const atStart = found.roots.reduce((sum, { index }) => sum + (starts[index] ?? 1), 0);
  if (atStart > found.items.length + ROW_NODES_MAX) reading.error('too-large', root.at('item'));
  return found;
};

/** How many nodes an item and all below it are in a new response. Rows of rows multiply. */
const instancesAtStart = (item: FormItem, starts: readonly number[]): number => {
  const below = item.children.reduce((sum, { index }) => sum + (starts[index] ?? 1), 0);
  if (item.listed) return 1 + Math.max(firstRowCount(item), item.initial.length) * (1 + below);
  return item.perAnswer ? 1 + item.initial.length * (1 + below) : 1 + below;
};

const NO_CAPTIONS: Captions = {};
