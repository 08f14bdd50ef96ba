import type { FormItem } from './form.ts';

/** Items waiting to be looked at, each once, lowest evaluation rank first. A binary heap of ranks. */
export class RankQueue {
  readonly #rank: readonly number[];
  readonly #waiting = new Map<number, FormItem>();
  readonly #heap: number[] = [];

  constructor(rank: readonly number[]) {
    this.#rank = rank;
  }

  /** Adds an item unless it already waits. */
  add(item: FormItem): void {
    const rank = this.#rankOf(item);
    if (this.#waiting.has(rank)) return;
    this.#waiting.set(rank, item);
    let at = this.#heap.push(rank) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#key(parent) <= rank) break;
      this.#heap[at] = this.#key(parent);
      at = parent;
    }
    this.#heap[at] = rank;
  }

  take(): FormItem | undefined {
    const [first] = this.#heap;
    const last = this.#heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (this.#heap.length > 0) this.#sink(last);
    const item = this.#waiting.get(first);
    this.#waiting.delete(first);
    return item;
  }

  #sink(rank: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#heap.length) break;
      if (this.#key(child + 1) < this.#key(child)) child += 1;
      if (this.#key(child) >= rank) break;
      this.#heap[at] = this.#key(child);
      at = child;
    }
    this.#heap[at] = rank;
  }

  #key(at: number): number {
    return this.#heap[at] ?? Infinity;
  }

  #rankOf(item: FormItem): number {
    return this.#rank[item.index] ?? Infinity;
  }
}
