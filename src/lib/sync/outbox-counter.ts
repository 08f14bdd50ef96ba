import type { Outcome, ProblemCode } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import type { TabletStore } from '../store/port.ts';
import type { Clock } from './clock.ts';
import { outboxCounts, type OutboxCounts } from './outbox-counts.ts';

/** Least time between two counts that are made only to show progress, milliseconds. */
const PROGRESS_MS = 1_000;

/** A count may take at most this part of the time, so that a long queue is not slowed down by being counted. */
const COUNTING_SHARE = 0.1;

/** Counts the outbox in the store, one count at a time. */
export class OutboxCounter {
  readonly #store: TabletStore;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #onCounted: () => void;
  #running: Promise<void> | undefined;
  #again = false;
  #progressFrom = -Infinity;

  /** As counted last. */
  counts: OutboxCounts = { queued: 0, parked: 0, delivered: 0, oldestUnsentMs: undefined };
  /** Why the last count failed, if it did. */
  problem: { readonly code: ProblemCode; readonly at: string } | undefined;

  constructor(store: TabletStore, clock: Pick<Clock, 'now'>, onCounted: () => void) {
    this.#store = store;
    this.#clock = clock;
    this.#onCounted = onCounted;
  }

  /** Resolves after a count that was begun after the call. Calls that come during a count share the next one. */
  async count(): Promise<void> {
    if (this.#running !== undefined) this.#again = true;
    this.#running ??= this.#work();
    await this.#running;
  }

  /** Counts, unless a count is under way or has only just been made. */
  progress(): void {
    if (this.#running === undefined && this.#clock.now() >= this.#progressFrom) void this.count();
  }

  async #work(): Promise<void> {
    try {
      do {
        this.#again = false;
        const began = this.#clock.now();
        const counted = await this.#read(began);
        if (counted.ok) this.counts = counted.value;
        this.problem = counted.ok
          ? undefined
          : { code: counted.error.code, at: new Date(began).toISOString() };
        const ended = this.#clock.now();
        this.#progressFrom = ended + Math.max(PROGRESS_MS, (ended - began) / COUNTING_SHARE);
        this.#onCounted();
      } while (this.#again);
    } finally {
      this.#running = undefined;
    }
  }

  async #read(now: number): Promise<Outcome<OutboxCounts>> {
    const totals = await this.#store.outboxTotals();
    if (!totals.ok) return totals;
    const oldestQueued = await this.#store.outboxHeadings('queued', { limit: 1 });
    if (!oldestQueued.ok) return oldestQueued;
    const oldestParked = await this.#store.outboxHeadings('parked', { limit: 1 });
    if (!oldestParked.ok) return oldestParked;
    return ok(outboxCounts(totals.value, [...oldestQueued.value, ...oldestParked.value], now));
  }
}
