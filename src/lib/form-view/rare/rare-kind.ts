import type { FormItem, RichSource } from '../../forms/form.ts';
import type { ItemNode } from '../../forms/run/tree.ts';

/** Controls that are loaded only for forms that use them. */
export type RareKind =
  | 'answer-rows'
  | 'attachment'
  | 'candidates'
  | 'combo'
  | 'fixed'
  | 'group-table'
  | 'matrix'
  | 'moment'
  | 'notice'
  | 'open-choice'
  | 'picture'
  | 'reader'
  | 'rows'
  | 'slider'
  | 'spinner'
  | 'tabs'
  | 'units';

const groupKind = ({ control, children }: FormItem): RareKind | undefined => {
  if (control === 'tab-container') return 'tabs';
  if (control === 'table' || control === 'htable') return 'matrix';
  return control === 'grid' && children.every(({ type }) => type === 'group') ? 'group-table' : undefined;
};

const numberKind = ({ control, units }: FormItem): RareKind | undefined => {
  if (control === 'slider' || control === 'spinner') return control;
  return units.length > 0 ? 'units' : undefined;
};

/** Whether drawing a text takes a parser. Readings take none. */
export const takesParser = (rich: RichSource | undefined): rich is RichSource =>
  rich !== undefined && (rich.style !== undefined || rich.xhtml !== undefined || rich.markdown !== undefined);

/** A text that is more than its words. */
const isNotice = ({ control, displayCategory, rich, supportLinks }: FormItem): boolean =>
  displayCategory !== undefined ||
  control === 'security' ||
  control === 'legal' ||
  takesParser(rich) ||
  supportLinks.length > 0;

/** The control of one instance of the item; `undefined` for everyday ones. */
const kindOfItem = (item: FormItem): RareKind | undefined => {
  switch (item.type) {
    case 'group':
      return groupKind(item);
    case 'display':
      return isNotice(item) ? 'notice' : undefined;
    case 'choice':
      return item.control === 'autocomplete' ? 'combo' : undefined;
    case 'open-choice':
      return item.control === 'autocomplete' ? 'combo' : 'open-choice';
    case 'integer':
    case 'decimal':
    case 'quantity':
      return numberKind(item);
    case 'time':
    case 'dateTime':
      return 'moment';
    case 'attachment':
      return 'attachment';
    case 'reference':
      return 'fixed';
    default:
      return undefined;
  }
};

const TABLES: ReadonlySet<string> = new Set(['gtable', 'grid', 'table']);

/** What holds the rows of an item that repeats. */
const kindOfList = ({ type, control }: FormItem): RareKind =>
  type === 'group' && TABLES.has(control) ? 'group-table' : 'rows';

/** The control of a node; `undefined` for everyday ones. */
export const rareKindOf = ({ item, role }: Pick<ItemNode, 'item' | 'role'>): RareKind | undefined =>
  role === 'list' ? kindOfList(item) : kindOfItem(item);

/** Whether drawing some text of the item takes a parser. */
export const isRich = ({ rich, options }: FormItem): boolean =>
  takesParser(rich) || options.some((option) => takesParser(option.rich));

/** Every rare control that drawing a form takes. */
export const rareKindsOf = (items: readonly FormItem[]): ReadonlySet<RareKind> => {
  const kinds = new Set<RareKind>();
  for (const item of items) {
    const kind = kindOfItem(item);
    if (kind !== undefined) kinds.add(kind);
    if (item.listed) kinds.add(kindOfList(item));
    if (item.perAnswer) kinds.add('answer-rows');
    if (item.readAloud !== undefined) kinds.add('reader');
    if (item.illustration !== undefined) kinds.add('picture');
    if (item.expressions?.candidates !== undefined && kind !== 'combo') kinds.add('candidates');
  }
  return kinds;
};
