import type { ItemNode } from './tree.ts';

/** Larger than any `ItemNode.order`. */
const ORDERS = 2 ** 20;

/** Nodes waiting to be looked at, each once, lowest evaluation rank first, then document order. A binary heap. */
export class NodeQueue {
  readonly #rank: readonly number[];
  readonly #waiting = new Map<number, ItemNode>();
  readonly #heap: number[] = [];

  constructor(rank: readonly number[]) {
    this.#rank = rank;
  }

  /** Adds a node unless it already waits. */
  add(node: ItemNode): void {
    const place = (this.#rank[node.item.index] ?? 0) * ORDERS + node.order;
    if (this.#waiting.has(place)) return;
    this.#waiting.set(place, node);
    let at = this.#heap.push(place) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#key(parent) <= place) break;
      this.#heap[at] = this.#key(parent);
      at = parent;
    }
    this.#heap[at] = place;
  }

  take(): ItemNode | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (this.#heap.length > 0) this.#sink(last);
    const node = this.#waiting.get(first);
    this.#waiting.delete(first);
    return node;
  }

  #sink(place: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#heap.length) break;
      if (this.#key(child + 1) < this.#key(child)) child += 1;
      if (this.#key(child) >= place) break;
      this.#heap[at] = this.#key(child);
      at = child;
    }
    this.#heap[at] = place;
  }

  #key(at: number): number {
    return this.#heap[at] ?? Infinity;
  }
}
