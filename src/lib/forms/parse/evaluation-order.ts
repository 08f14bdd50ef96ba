import type { FormItem } from '../form.ts';

/** Items each after its parent and after the questions it depends on, and those that lie on a cycle. */
export interface EvaluationOrder {
  readonly order: readonly FormItem[];
  /** Position in `order` by `FormItem.index`. */
  readonly rank: readonly number[];
  /** Empty in a form that can be evaluated. */
  readonly cyclic: ReadonlySet<FormItem>;
}

/**
 * Takes away items from which nothing in `count` is left, until none can be taken.
 * @returns the items in the order they were taken
 */
const peel = (
  items: readonly FormItem[],
  count: number[],
  nextOf: (item: FormItem) => readonly FormItem[],
): readonly FormItem[] => {
  const taken = items.filter((item) => count[item.index] === 0);
  for (const item of taken) {
    for (const next of nextOf(item)) {
      const left = (count[next.index] ?? 0) - 1;
      count[next.index] = left;
      if (left === 0) taken.push(next);
    }
  }
  return taken;
};

/** Topological order (Kahn). Linear in items and conditions. */
export const evaluationOrder = (
  items: readonly FormItem[],
  byLinkId: ReadonlyMap<string, FormItem>,
  dependents: ReadonlyMap<string, readonly FormItem[]>,
): EvaluationOrder => {
  /** Who must come after an item. Of two items with one linkId only the first is depended on. */
  const followersOf = (item: FormItem): readonly FormItem[] => {
    const named = byLinkId.get(item.linkId) === item ? dependents.get(item.linkId) : undefined;
    return named === undefined ? item.children : [...item.children, ...named];
  };
  const before: number[] = items.map(() => 0);
  for (const item of items) {
    for (const next of followersOf(item)) before[next.index] = (before[next.index] ?? 0) + 1;
  }
  const order = peel(items, before, followersOf);
  const rank: number[] = [];
  order.forEach((item, position) => (rank[item.index] = position));
  if (order.length === items.length) return { order, rank, cyclic: new Set() };

  const stuck = new Set(items.filter((item) => rank[item.index] === undefined));
  const after: number[] = items.map((item) =>
    stuck.has(item) ? followersOf(item).filter((next) => stuck.has(next)).length : -1,
  );
  const precedersOf = (item: FormItem): readonly FormItem[] => {
    const questions = new Set(item.enableWhen.map(({ question }) => byLinkId.get(question)));
    return [item.parent, ...questions].flatMap((each) => (each !== undefined && stuck.has(each) ? each : []));
  };
  for (const item of peel([...stuck], after, precedersOf)) stuck.delete(item);
  return { order, rank, cyclic: stuck };
};
