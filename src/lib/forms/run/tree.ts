import { answerKey, isValue } from '../answer.ts';
import type { Answer, Answers } from '../answer-types.ts';
import type { EvaluationContext } from './evaluation-context.ts';
import type { CompiledForm, FormItem } from '../form.ts';
import { keyOf } from './key.ts';

/** Most rows of one repeating item. */
export const ROWS_MAX = 500;

/** Most nodes that rows may add to those of a form in which nothing repeats. */
export const ROW_NODES_MAX = 100_000;

/** What one row of an item costs, in nodes; lists inside it have their own rows. */
export const rowSize = ({ index, lastIndex }: FormItem): number => lastIndex - index + 1;

/** How many rows a list starts with: as many as it must have, one at least. */
export const firstRowCount = ({ minOccurs = 1 }: FormItem): number =>
  Math.min(Math.max(1, minOccurs), ROWS_MAX);

/**
 * One instance of an item. `list` holds the rows of an item that repeats, `row` is one of them (or what stands under
 * one answer of a multi-select), `single` is any other.
 */
export interface ItemNode {
  readonly key: string;
  readonly item: FormItem;
  readonly role: 'single' | 'list' | 'row';
  readonly parent: ItemNode | undefined;
  /** Ids of the rows it lies in, outermost first; a row's own id is the last one. */
  readonly rows: readonly string[];
  /** Position among all nodes, document order. */
  readonly order: number;
  /** The rows of a list; else what stands below. */
  readonly children: readonly ItemNode[];
}

/** Every instance of every item for the rows there are now. */
export interface ItemTree {
  readonly form: CompiledForm;
  /** What the form is opened with besides its answers. */
  readonly context: EvaluationContext | undefined;
  readonly roots: readonly ItemNode[];
  /** Document order. */
  readonly nodes: readonly ItemNode[];
  readonly byKey: ReadonlyMap<string, ItemNode>;
  /** By `FormItem.index`: its `single` and `list` nodes, and the rows of a multi-select are not among them. */
  readonly byItem: readonly (readonly ItemNode[])[];
  /** Nodes that further rows may still add. */
  readonly room: number;
}

const NO_ROWS: readonly string[] = [];

/** Id of the row that stands under one answer of a multi-select: free of control characters. */
export const rowIdOf = (answer: Answer): string => JSON.stringify(answerKey(answer));

/** Ids of the rows a list starts with. */
const firstRows = (item: FormItem): readonly string[] =>
  Array.from({ length: firstRowCount(item) }, (_, at) => String(at + 1));

/** Ids of the rows of a repeating item, in order, each once. Until one is added or taken away a list has its first rows. */
export const rowIdsOf = (item: FormItem, given: readonly Answer[] | undefined): readonly string[] => {
  if (item.perAnswer) {
    return [...new Set((given ?? []).filter(isValue).map(rowIdOf))];
  }
  const stored = new Set(given?.flatMap((answer) => (answer.type === 'row' ? answer.id : [])));
  return stored.size === 0 ? firstRows(item) : [...stored].slice(0, ROWS_MAX);
};

/** Lays out the instances of a form for the rows that the answers name. */
export const treeOf = (form: CompiledForm, answers: Answers, context?: EvaluationContext): ItemTree => {
  const nodes: ItemNode[] = [];
  const byKey = new Map<string, ItemNode>();
  const byItem: ItemNode[][] = form.items.map(() => []);
  let room = ROW_NODES_MAX + form.items.length;

  const add = (
    item: FormItem,
    parent: ItemNode | undefined,
    rows: readonly string[],
    role: ItemNode['role'],
  ): ItemNode => {
    const children: ItemNode[] = [];
    const node: ItemNode = {
      key: keyOf(item.linkId, rows),
      item,
      role,
      parent,
      rows,
      order: nodes.length,
      children,
    };
    nodes.push(node);
    byKey.set(node.key, node);
    if (role !== 'row') byItem[item.index]?.push(node);
    if (role !== 'row' && (item.listed || item.perAnswer)) {
      for (const id of rowIdsOf(item, answers.get(node.key))) {
        if (room < rowSize(item)) break;
        room -= rowSize(item);
        children.push(add(item, node, [...rows, id], 'row'));
      }
    } else {
      for (const child of item.children) {
        children.push(add(child, node, rows, child.listed ? 'list' : 'single'));
      }
    }
    return node;
  };

  const roots = form.roots.map((item) => add(item, undefined, NO_ROWS, item.listed ? 'list' : 'single'));
  return { form, context, roots, nodes, byKey, byItem, room };
};

/** How many of the outer rows two items always share. */
export const sharedRows = (left: FormItem, right: FormItem): number => {
  const a = left.rowOwners;
  const b = right.rowOwners;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
};

const startsAlike = (left: readonly string[], right: readonly string[], length: number): boolean => {
  for (let at = 0; at < length; at += 1) if (left[at] !== right[at]) return false;
  return true;
};

/**
 * The nodes of an item that belong to the same rows as `from`, as far as both lie in the same rows: in its own row
 * where the item is there, in all rows where the item repeats elsewhere. Of a list the list itself.
 */
export const nodesBeside = (tree: ItemTree, item: FormItem, from: ItemNode): readonly ItemNode[] => {
  const all = tree.byItem[item.index] ?? [];
  const shared = sharedRows(item, from.item);
  return shared === 0 ? all : all.filter((node) => startsAlike(node.rows, from.rows, shared));
};

/** The nodes that hold answers: of a list its rows; only the row that `from` lies in where it lies in one. */
export const answerNodesBeside = (tree: ItemTree, item: FormItem, from: ItemNode): readonly ItemNode[] => {
  const nodes = nodesBeside(tree, item, from);
  if (!item.listed) return nodes;
  const depth = item.rowOwners.length + 1;
  const isInside = from.item.rowOwners[depth - 1] === item;
  return nodes
    .flatMap(({ children }) => children)
    .filter((row) => !isInside || startsAlike(row.rows, from.rows, depth));
};
