import type { FormItem } from '../form.ts';

/** Items each after its parent and after the items it reads, and those that lie on a cycle. */
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

/**
 * Topological order (Kahn). Linear in items and reads.
 * @param readers for each item those that read it, each once
 */
export const evaluationOrder = (
  items: readonly FormItem[],
  readers: ReadonlyMap<FormItem, readonly FormItem[]>,
): EvaluationOrder => {
  const followersOf = (item: FormItem): readonly FormItem[] => {
    const reading = readers.get(item);
    return reading === undefined ? item.children : [...item.children, ...reading];
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
  const precedersOf = new Map<FormItem, FormItem[]>();
  const after: number[] = items.map((item) => {
    if (!stuck.has(item)) return -1;
    const followers = followersOf(item).filter((next) => stuck.has(next));
    for (const next of followers) {
      const preceders = precedersOf.get(next);
      if (preceders === undefined) precedersOf.set(next, [item]);
      else preceders.push(item);
    }
    return followers.length;
  });
  for (const item of peel([...stuck], after, (each) => precedersOf.get(each) ?? [])) stuck.delete(item);
  return { order, rank, cyclic: stuck };
};
