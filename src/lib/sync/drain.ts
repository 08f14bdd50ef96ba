import { problem, type Outcome, type Problem, type ProblemCode } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import type { OutboxHeading, OutboxRow } from '../store/schema.ts';
import type { Clock } from './clock.ts';
import { BATCH_FROM_ROWS, BATCH_ROWS_MAX_BYTES, BatchSize } from './batch-size.ts';
import { decide, mayBeOneRow, type Decision } from './decide.ts';
import { isDue } from './outbox.ts';
import { Settler } from './settler.ts';
import type { Transport, VerifiedReceipt } from './transport.ts';

/** Most requests on the wire at a time, each with one record or a batch of them. */
export const MAX_IN_FLIGHT = 4;

/** Most records whose bytes are in memory: about to be sent, on the wire, or answered and being written down. */
export const MAX_IN_MEMORY = 96;

/** From so many sealed bytes in memory on no more are loaded. */
export const LOAD_UP_TO_BYTES = 4_194_304;

/** Most rows that are loaded in one go: every look into the store waits for the commit that is under way. */
const LOAD = 16;

/** Headings read at a time. */
const WINDOW = 128;

/** So many failures without a success between them, and the hub counts as failing for everyone. */
const MAX_FAILURES_RUNNING = 8;

/** Answers to a batch after which rows go one by one: the hub has no batches, or has something to say of each row. */
const NO_BATCHES: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['route-unknown', 'device-revoked']);

/** A batch whose answers do not tell of every row. */
const MISSING = problem('answer-not-from-hub');

export interface DrainParts {
  readonly store: TabletStore;
  readonly transport: Transport;
  readonly clock: Clock;
  /** Draws from [0, 1). */
  readonly random: () => number;
  /** What earlier passes have learnt of the way; without it nothing is known yet. */
  readonly batchSize?: BatchSize;
}

/** How a pass over the queue ended. */
export interface DrainEnd {
  readonly why: 'done' | 'pause' | 'stop';
  /** The last thing that went wrong and was not followed by a success. */
  readonly problem: Problem | undefined;
  readonly delivered: number;
  /** Highest backup watermark of the receipts of this pass, 0 when there was none. */
  readonly watermark: number;
  /** When the first of the rows that wait may go, milliseconds since 1970. */
  readonly nextDueAt: number | undefined;
  /** What the hub asked to wait for, milliseconds, 0 when it did not. */
  readonly retryAfterMs: number;
}

export interface DrainOptions {
  /** Whether rows are sent that have not waited long enough. */
  readonly eager: boolean;
  /** Breaks the pass off; what is on the wire is given up and stays queued. */
  readonly signal: AbortSignal;
  readonly onSettled: () => void;
}

/**
 * One pass over the queue, oldest first.
 *
 *   read a window of headings ──► pick ──► load ──► send ──► decide ──► write down ──┐
 *            ▲                     │        ▲ ▲  │ (≤ 4 on the wire, ≤ 96 in memory)  │
 *            │                     │        │ └──┘ a batch that failed as a whole:    │
 *            │                     │        │      its rows again, fewer at a time    │
 *            └──── window empty ◄──┴────────┴─────── next ◄──────────────────────────┘
 *
 * A record's revisions go in their order: while one is on its way, waits or is parked, later ones of the same
 * record stay, so that a batch has at most one of each record. Other records go on.
 */
export class Drain {
  readonly #parts: DrainParts;
  readonly #options: DrainOptions;
  readonly #settler: Settler;
  readonly #batchSize: BatchSize;
  /** Whether batches are sent, as far as this pass knows. */
  #batches: boolean;

  #window: OutboxHeading[] = [];
  #last: OutboxHeading | undefined;
  #atEnd = false;
  /** Per record the lowest deviceSeq that is set aside: what comes after it stays. */
  readonly #setAside = new Map<string, number>();
  readonly #busyRecords = new Set<string>();
  /** Loaded, and next to be sent. */
  #ready: OutboxRow[] = [];
  #isLoading = false;
  #onWire = 0;
  #inMemory = 0;
  #bytesInMemory = 0;
  #wake: () => void = () => undefined;

  #why: DrainEnd['why'] = 'done';
  #bug: { readonly error: unknown } | undefined;
  #failuresRunning = 0;
  #problem: Problem | undefined;
  #delivered = 0;
  #watermark = 0;
  #nextDueAt: number | undefined;
  #retryAfterMs = 0;

  constructor(parts: DrainParts, options: DrainOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#settler = new Settler(parts.store, parts.clock);
    this.#batchSize = parts.batchSize ?? new BatchSize();
    this.#batches = parts.transport.sendBatch !== undefined;
  }

  async run(): Promise<DrainEnd> {
    await this.#setAsideParked();
    while (this.#goesOn()) {
      if (this.#window.length === 0 && !this.#atEnd) {
        await this.#readWindow();
        continue;
      }
      this.#launchNext();
      if (this.#wantsMore()) this.#loadMore();
      if (this.#inMemory > 0) await this.#change();
      else if (this.#window.length === 0 && this.#atEnd) break;
    }
    await this.#comeToRest();
    if (this.#bug !== undefined) throw this.#bug.error;
    return {
      why: this.#why,
      problem: this.#problem,
      delivered: this.#delivered,
      watermark: this.#watermark,
      nextDueAt: this.#nextDueAt,
      retryAfterMs: this.#retryAfterMs,
    };
  }

  #goesOn(): boolean {
    return this.#why === 'done' && this.#bug === undefined && !this.#options.signal.aborted;
  }

  /** Waits for what is under way and lets go of what is loaded. */
  async #comeToRest(): Promise<void> {
    for (;;) {
      for (const row of this.#ready.splice(0)) this.#letGo(row);
      if (this.#inMemory === 0) return;
      await this.#change();
    }
  }

  /** Resolves at the next answer or commit. */
  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  async #setAsideParked(): Promise<void> {
    let after: OutboxHeading | undefined;
    do {
      const page = await this.#parts.store.outboxHeadings('parked', {
        limit: WINDOW,
        ...(after === undefined ? {} : { after }),
      });
      if (!page.ok) {
        this.#halt('pause', page.error);
        return;
      }
      for (const heading of page.value) this.#keepBack(heading);
      after = page.value.length < WINDOW ? undefined : page.value.at(-1);
    } while (after !== undefined);
  }

  async #readWindow(): Promise<void> {
    const page = await this.#parts.store.outboxHeadings('queued', {
      limit: WINDOW,
      ...(this.#last === undefined ? {} : { after: this.#last }),
    });
    if (!page.ok) {
      this.#halt('pause', page.error);
      return;
    }
    this.#window = [...page.value];
    this.#last = page.value.at(-1) ?? this.#last;
    this.#atEnd = page.value.length < WINDOW;
  }

  /** Takes the first heading out of the window that may go now, and those that cannot go in this pass. */
  #pick(): OutboxHeading | undefined {
    let index = 0;
    for (;;) {
      const heading = this.#window[index];
      if (heading === undefined) return undefined;
      if (this.#staysBack(heading)) this.#window.splice(index, 1);
      else if (this.#busyRecords.has(heading.recordId)) index += 1;
      else {
        this.#window.splice(index, 1);
        return heading;
      }
    }
  }

  #staysBack(heading: OutboxHeading): boolean {
    if ((this.#setAside.get(heading.recordId) ?? Infinity) < heading.deviceSeq) return true;
    if (this.#options.eager || isDue(heading, this.#parts.clock.now())) return false;
    this.#keepBack(heading);
    this.#waitUntil(heading.nextAttemptAt);
    return true;
  }

  #keepBack({ recordId, deviceSeq }: Pick<OutboxHeading, 'recordId' | 'deviceSeq'>): void {
    this.#setAside.set(recordId, Math.min(deviceSeq, this.#setAside.get(recordId) ?? Infinity));
  }

  #waitUntil(at: number): void {
    this.#nextDueAt = Math.min(at, this.#nextDueAt ?? Infinity);
  }

  #wantsMore(): boolean {
    if (this.#isLoading || this.#bytesInMemory >= LOAD_UP_TO_BYTES) return false;
    return this.#ready.length < Math.max(MAX_IN_FLIGHT, this.#rowsAtATime());
  }

  #loadMore(): void {
    const headings: OutboxHeading[] = [];
    for (let room = Math.min(LOAD, MAX_IN_MEMORY - this.#inMemory); room > 0; room -= 1) {
      const next = this.#pick();
      if (next === undefined) break;
      this.#busyRecords.add(next.recordId);
      headings.push(next);
    }
    if (headings.length === 0) return;
    this.#inMemory += headings.length;
    this.#isLoading = true;
    void this.#guard(this.#load(headings)).finally(() => {
      this.#isLoading = false;
      this.#wake();
    });
  }

  async #load(headings: readonly OutboxHeading[]): Promise<void> {
    const read = await this.#parts.store.outboxRows(headings.map(({ revisionId }) => revisionId));
    if (!read.ok) this.#halt('pause', read.error);
    const rows = read.ok ? read.value.filter(({ state }) => state === 'queued') : [];
    const loaded = new Set(rows.map(({ revisionId }) => revisionId));
    for (const heading of headings) if (!loaded.has(heading.revisionId)) this.#release(heading);
    for (const { envelope } of rows) this.#bytesInMemory += envelope.length;
    this.#ready.push(...rows);
  }

  /** A loaded row's bytes are not needed any more. */
  #letGo(row: OutboxRow): void {
    this.#bytesInMemory -= row.envelope.length;
    this.#release(row);
  }

  #release({ recordId }: Pick<OutboxRow, 'recordId'>): void {
    this.#busyRecords.delete(recordId);
    this.#inMemory -= 1;
    this.#wake();
  }

  #rowsAtATime(): number {
    return this.#batches ? this.#batchSize.limit : 1;
  }

  /** What the next request carries; nothing while more to go with it is being loaded. */
  #nextToSend(): OutboxRow[] {
    const most = this.#rowsAtATime();
    if (most > 1 && this.#ready.length < BATCH_FROM_ROWS) {
      return this.#isLoading && this.#onWire > 0 ? [] : this.#ready.splice(0, 1);
    }
    let bytes = 0;
    const end = this.#ready.findIndex(
      ({ envelope }, index) => index === most || (bytes += envelope.length) > BATCH_ROWS_MAX_BYTES,
    );
    return this.#ready.splice(0, end === -1 ? this.#ready.length : Math.max(1, end));
  }

  #launchNext(): void {
    while (this.#onWire < MAX_IN_FLIGHT) {
      const rows = this.#nextToSend();
      if (rows.length === 0) return;
      this.#onWire += 1;
      void this.#guard(this.#offer(rows));
    }
  }

  /** A bug ends the pass, but not before everything under way has ended. */
  async #guard(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#bug ??= { error };
    }
  }

  async #offer(rows: readonly OutboxRow[]): Promise<void> {
    let again = false;
    try {
      const decisions = await this.#send(rows).finally(() => {
        this.#onWire -= 1;
        this.#wake();
      });
      again = decisions === 'again';
      if (decisions !== 'again') await Promise.all(decisions.map((decision) => this.#settle(decision)));
    } finally {
      if (again) this.#ready.unshift(...rows);
      else for (const row of rows) this.#letGo(row);
      this.#wake();
    }
  }

  async #settle(decision: Decision): Promise<void> {
    const settled = await this.#settler.settle(decision);
    if (!settled.ok) {
      this.#keepBack(decision.row);
      this.#halt('pause', settled.error);
      return;
    }
    if (settled.value === 'written') this.#count(decision);
    this.#options.onSettled();
  }

  /** What comes of each row; `again` when nothing is known of them and they are to go fewer at a time. */
  async #send(rows: readonly OutboxRow[]): Promise<readonly Decision[] | 'again'> {
    const { transport, clock } = this.#parts;
    const { signal } = this.#options;
    const [first] = rows;
    if (first === undefined) return [];
    const startedAt = clock.now();
    if (rows.length === 1 || transport.sendBatch === undefined) {
      const answer = await transport.send(first, signal);
      // an answer that came by breaking off says nothing about the row
      if (!answer.ok && signal.aborted) return [];
      if (answer.ok) this.#batchSize.answered(1, clock.now() - startedAt);
      return [this.#decide(first, answer)];
    }
    const answers = await transport.sendBatch(rows, signal);
    if (answers.ok) {
      this.#batchSize.answered(rows.length, clock.now() - startedAt);
      return rows.map((row, index) => this.#decide(row, answers.value[index] ?? MISSING));
    }
    if (signal.aborted) return [];
    const { code } = answers.error;
    if (NO_BATCHES.has(code)) {
      this.#batches = false;
      return 'again';
    }
    this.#batchSize.failed(rows.length);
    return mayBeOneRow(code) ? 'again' : rows.map((row) => this.#decide(row, answers));
  }

  #decide(row: OutboxRow, answer: Outcome<VerifiedReceipt>): Decision {
    const { clock, random } = this.#parts;
    if (answer.ok) this.#watermark = Math.max(this.#watermark, answer.value.claims.backupWatermark);
    const decision = decide(row, answer, { now: clock.now(), random });
    if (decision.run !== 'go-on') this.#halt(decision.run, decision.problem);
    this.#retryAfterMs = Math.max(this.#retryAfterMs, decision.retryAfterMs);
    return decision;
  }

  #count({ row, problem: wrong }: Decision): void {
    if (row.state === 'delivered') {
      this.#delivered += 1;
      this.#failuresRunning = 0;
      if (this.#why === 'done') this.#problem = undefined;
      return;
    }
    this.#keepBack(row);
    if (row.state === 'queued' && this.#why !== 'stop') this.#waitUntil(row.nextAttemptAt);
    if (row.state === 'parked') return;
    this.#problem = wrong;
    this.#failuresRunning += 1;
    if (this.#failuresRunning >= MAX_FAILURES_RUNNING && this.#why === 'done') this.#halt('pause', wrong);
  }

  #halt(why: 'pause' | 'stop', wrong: Problem | undefined): void {
    if (this.#why !== 'stop') this.#why = why;
    this.#problem = wrong;
  }
}
