import { problem, type Outcome, type ProblemCode } from '../contract/problem.ts';
import { BACKOFF_CAP_MS, backoffMs } from './backoff.ts';
import { BatchSize } from './batch-size.ts';
import { Drain, type DrainEnd, type DrainParts } from './drain.ts';
import { OutboxCounter } from './outbox-counter.ts';
import type { OutboxCounts } from './outbox-counts.ts';
import { resend } from './outbox.ts';
import { pruneDelivered } from './prune-delivered.ts';
import type { RunnerLock } from './runner-lock.ts';

/*
 *            start                     kick, or the timer
 *   off ───────────────► idle ◄──────────────────────────────► draining
 *    ▲                   │  ▲    done: timer at the next due row  │
 *    │                   │  │    pause: timer at the backoff      │ stop
 *    │ stop (from any)   │  │    lock not free: timer in 30 s     ▼
 *    └───────────────────┘  └───────────────────────────────── halted
 *                                 kick by a person, a network or an unlock
 */

/**
 * Why to look at the queue now. All but `saved` and `timer` say that the world has changed, and then the waits that
 * the old one brought about are over.
 */
export type KickReason = 'start' | 'saved' | 'online' | 'visible' | 'unlocked' | 'manual' | 'timer';

export type RunnerPhase = 'off' | 'idle' | 'draining' | 'halted';

export interface OutboxStatus {
  readonly counts: OutboxCounts;
  readonly phase: RunnerPhase;
  readonly running: boolean;
  /** What went wrong last and was not followed by a success; `undefined` when all is well. */
  readonly lastProblem: { readonly code: ProblemCode; readonly at: string } | undefined;
  /** When the queue is looked at next by itself, milliseconds since 1970. */
  readonly nextAttemptAt: number | undefined;
}

export interface RunnerParts extends Omit<DrainParts, 'batchSize'> {
  readonly lock: RunnerLock;
  /**
   * What is done after a pass, while the lock is still held. `again` when there are rows to send that were not there.
   * Left out, bytes are let go by the receipts' backup watermark alone.
   */
  readonly afterPass?: (end: DrainEnd, signal: AbortSignal) => Promise<'again' | 'done'>;
}

/** While another tab has the lock: how soon to see whether it still lives, milliseconds. */
const LOOK_AGAIN_MS = 30_000;

/** Empties the outbox whenever there is a way to the hub. */
export class OutboxRunner {
  readonly #parts: RunnerParts;
  readonly #listeners = new Set<(status: OutboxStatus) => void>();

  #phase: RunnerPhase = 'off';
  #abort = new AbortController();
  #wanted = false;
  #eager = false;
  #loop: Promise<void> | undefined;
  #pauses = 0;
  readonly #batchSize = new BatchSize();
  #cancelTimer: () => void = () => undefined;

  readonly #counter: OutboxCounter;
  #lastProblem: OutboxStatus['lastProblem'];
  #nextAttemptAt: number | undefined;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
    this.#counter = new OutboxCounter(parts.store, parts.clock, () => {
      this.#tell();
    });
  }

  get status(): OutboxStatus {
    const { counts, problem: countingProblem } = this.#counter;
    return {
      counts,
      phase: this.#phase,
      running: this.#phase === 'draining',
      lastProblem: countingProblem ?? this.#lastProblem,
      nextAttemptAt: this.#nextAttemptAt,
    };
  }

  /** Calls with the present status at once and with every later one. @returns what ends it */
  subscribe(listener: (status: OutboxStatus) => void): () => void {
    this.#listeners.add(listener);
    listener(this.status);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  start(): void {
    if (this.#phase !== 'off') return;
    this.#abort = new AbortController();
    this.#phase = 'idle';
    this.kick('start');
  }

  /** Gives up what is on the wire, which stays queued. Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    this.#phase = 'off';
    this.#wanted = false;
    this.#schedule(undefined);
    this.#abort.abort();
    await this.#loop;
    this.#tell();
  }

  /** Resolves when no pass is under way and none is asked for. */
  async whenIdle(): Promise<void> {
    while (this.#loop !== undefined) await this.#loop;
  }

  kick(reason: KickReason): void {
    if (this.#phase === 'off') return;
    const worldChanged = reason !== 'saved' && reason !== 'timer';
    if (this.#phase === 'halted' && !worldChanged) {
      void this.#counter.count();
      return;
    }
    if (this.#phase === 'draining') void this.#counter.count();
    this.#wanted = true;
    this.#eager ||= worldChanged;
    this.#loop ??= this.#run();
  }

  /** Puts a parked record back into the queue. `storage-conflict` when it is not parked. */
  async resend(revisionId: string): Promise<Outcome<void>> {
    const { store } = this.#parts;
    const read = await store.get('outbox', revisionId);
    if (!read.ok) return read;
    if (read.value?.state !== 'parked') return problem('storage-conflict');
    const committed = await store.commit([
      { do: 'expect', table: 'outbox', key: revisionId, field: 'state', value: 'parked' },
      { do: 'put', table: 'outbox', row: resend(read.value) },
    ]);
    if (committed.ok) this.kick('manual');
    return committed;
  }

  async #run(): Promise<void> {
    try {
      while (this.#wanted && this.#isOn() && (this.#eager || this.#phase !== 'halted')) {
        this.#wanted = false;
        const eager = this.#eager;
        this.#eager = false;
        await this.#pass(eager);
      }
    } finally {
      // after a bug, too, the queue is looked at again
      if (this.#phase === 'draining') {
        this.#phase = 'idle';
        this.#schedule(this.#parts.clock.now() + BACKOFF_CAP_MS);
      }
      this.#loop = undefined;
      await this.#counter.count();
    }
  }

  #isOn(): boolean {
    return this.#phase !== 'off';
  }

  async #pass(eager: boolean): Promise<void> {
    const { lock, clock } = this.#parts;
    this.#schedule(undefined);
    this.#phase = 'idle';
    const release = await lock.take();
    if (release === undefined) {
      if (this.#isOn()) this.#schedule(clock.now() + LOOK_AGAIN_MS);
      return;
    }
    try {
      if (!this.#isOn()) return;
      this.#phase = 'draining';
      await this.#counter.count();
      const { signal } = this.#abort;
      const onSettled = (): void => {
        this.#counter.progress();
      };
      const end = await new Drain(
        { ...this.#parts, batchSize: this.#batchSize },
        { eager, signal, onSettled },
      ).run();
      const { store, afterPass } = this.#parts;
      if (afterPass === undefined && end.watermark > 0)
        await pruneDelivered(store, end.watermark, clock.now());
      await this.#settle(end);
      if (afterPass !== undefined && (await afterPass(end, signal)) === 'again') this.#wanted = true;
    } finally {
      release();
    }
  }

  async #settle(end: DrainEnd): Promise<void> {
    const now = this.#parts.clock.now();
    this.#lastProblem = end.problem && { code: end.problem.code, at: new Date(now).toISOString() };
    if (end.delivered > 0 || end.why === 'done') this.#pauses = 0;
    await this.#counter.count();
    if (!this.#isOn()) return;
    if (end.why === 'stop') {
      this.#phase = 'halted';
      return;
    }
    this.#phase = 'idle';
    this.#schedule(end.why === 'pause' ? now + this.#pauseMs(end) : this.#nextLook(end, now));
  }

  #pauseMs({ retryAfterMs }: DrainEnd): number {
    const wait = backoffMs(this.#pauses, this.#parts.random);
    this.#pauses += 1;
    return Math.max(wait, retryAfterMs);
  }

  /** A queue that is not empty is never left without a timer. */
  #nextLook({ nextDueAt }: DrainEnd, now: number): number | undefined {
    return nextDueAt ?? (this.#counter.counts.queued > 0 ? now + BACKOFF_CAP_MS : undefined);
  }

  #schedule(at: number | undefined): void {
    this.#cancelTimer();
    this.#cancelTimer = () => undefined;
    this.#nextAttemptAt = at;
    if (at === undefined) return;
    const { clock } = this.#parts;
    this.#cancelTimer = clock.after(Math.max(0, at - clock.now()), () => {
      this.kick('timer');
    });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.status);
  }
}
