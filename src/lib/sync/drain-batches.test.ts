import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problem, type Outcome, type ProblemCode } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { newChain } from '../store/audit-chain.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../store/memory-store.ts';
import type { OutboxRow } from '../store/schema.ts';
import { valueOf } from '../store/testing/store-rows.ts';
import { BATCH_MAX_ROWS, BATCH_ROWS_MAX_BYTES, BatchSize, SLOW_BATCH_MS } from './batch-size.ts';
import { Drain, LOAD_UP_TO_BYTES, MAX_IN_FLIGHT, MAX_IN_MEMORY, type DrainEnd } from './drain.ts';
import { aReceipt, aRow, FakeClock, statesOf } from './testing/sync-bench.ts';
import type { Transport, VerifiedReceipt } from './transport.ts';

/** What the hub or the way says to the request as a whole, `undefined` when every row is answered for. */
type Whole = (rows: readonly OutboxRow[]) => ProblemCode | undefined;

type ToRow = (row: OutboxRow) => ProblemCode | 'ok';

/** A hub and the way to it; counts what is on the wire. */
class Hub implements Transport {
  /** Revisions of every request, in the order sent. */
  readonly requests: string[][] = [];
  onWire = 0;
  mostOnWire = 0;
  mostBytes = 0;
  readonly #whole: Whole;
  readonly #toRow: ToRow;
  readonly #clock: FakeClock;
  /** How long a request with so many rows takes. */
  msFor: (rows: number) => number = () => 0;

  constructor(clock: FakeClock, whole: Whole, toRow: ToRow) {
    this.#clock = clock;
    this.#whole = whole;
    this.#toRow = toRow;
  }

  async send(row: OutboxRow): Promise<Outcome<VerifiedReceipt>> {
    await this.#travel([row]);
    const whole = this.#whole([row]);
    return whole === undefined ? this.#answer(row) : problem(whole);
  }

  async sendBatch(rows: readonly OutboxRow[]): Promise<Outcome<readonly Outcome<VerifiedReceipt>[]>> {
    await this.#travel(rows);
    const whole = this.#whole(rows);
    return whole === undefined ? ok(rows.map((row) => this.#answer(row))) : problem(whole);
  }

  #answer(row: OutboxRow): Outcome<VerifiedReceipt> {
    const code = this.#toRow(row);
    return code === 'ok' ? ok(aReceipt(row)) : problem(code);
  }

  async #travel(rows: readonly OutboxRow[]): Promise<void> {
    this.requests.push(rows.map(({ revisionId }) => revisionId));
    this.mostOnWire = Math.max(this.mostOnWire, (this.onWire += 1));
    const bytes = rows.reduce((sum, { envelope }) => sum + envelope.length, 0);
    this.mostBytes = Math.max(this.mostBytes, bytes);
    await new Promise((resolve) => setImmediate(resolve));
    this.#clock.jump(this.msFor(rows.length));
    this.onWire -= 1;
  }

  get sizes(): number[] {
    return this.requests.map(({ length }) => length);
  }
}

interface Run {
  readonly hub: Hub;
  readonly end: DrainEnd;
  readonly disk: MemoryDisk;
  readonly batchSize: BatchSize;
}

interface Setting {
  readonly whole?: Whole;
  readonly toRow?: ToRow;
  readonly msFor?: (rows: number) => number;
  readonly single?: boolean;
}

const drained = async (rows: readonly OutboxRow[], setting: Setting = {}): Promise<Run> => {
  const { whole = () => undefined, toRow = () => 'ok', msFor, single = false } = setting;
  const disk = emptyDisk();
  const store = new MemoryStore(disk);
  valueOf(await store.commit([{ do: 'put', table: 'meta', row: newChain() }]));
  valueOf(await store.commit(rows.map((row) => ({ do: 'put', table: 'outbox', row }) as const)));
  const clock = new FakeClock();
  const hub = new Hub(clock, whole, toRow);
  if (msFor !== undefined) hub.msFor = msFor;
  const batchSize = new BatchSize();
  const transport: Transport = single ? { send: (row) => hub.send(row) } : hub;
  const drain = new Drain(
    { store, transport, clock, random: () => 0.5, batchSize },
    { eager: false, signal: new AbortController().signal, onSettled: () => undefined },
  );
  return { hub, end: await drain.run(), disk, batchSize };
};

/** Rows of as many records. */
const manyRows = (count: number, bytes = 100): OutboxRow[] =>
  Array.from({ length: count }, (_, index) =>
    aRow(`r${String(index + 1)}`, {
      recordId: `record ${String(index)}`,
      envelope: new Uint8Array(bytes),
    }),
  );

const statesIn = ({ disk }: Run): string[] => [...new Set(Object.values(statesOf(disk)))];

describe('many rows that wait', () => {
  it('go in batches of sixteen, of which four are on the wire at a time', async () => {
    const run = await drained(manyRows(320));
    expect(run.end).toMatchObject({ why: 'done', delivered: 320, problem: undefined });
    expect(statesIn(run)).toEqual(['delivered']);
    expect(run.hub.sizes).toEqual(Array.from({ length: 20 }, () => BATCH_MAX_ROWS));
    expect(run.hub.mostOnWire).toBe(MAX_IN_FLIGHT);
  });

  it.each([1, 2, 3])('go one by one when there are %i of them', async (count) => {
    const { hub } = await drained(manyRows(count));
    expect(hub.sizes).toEqual(Array.from({ length: count }, () => 1));
  });

  it('go one by one when they are of one record, in their order', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => aRow(`A${String(index + 1)}`));
    const { hub, end } = await drained(rows);
    expect(end.delivered).toBe(20);
    expect(hub.requests).toEqual(rows.map(({ revisionId }) => [revisionId]));
  });

  it('never have two revisions of a record in one batch, and keep each record’s order', async () => {
    const rows = Array.from({ length: 200 }, (_, index) =>
      aRow(`r${String(index + 1)}`, { recordId: `record ${String(index % 23)}` }),
    );
    const run = await drained(rows);
    expect(run.end.delivered).toBe(200);
    const recordOf = (revisionId: string): number => (Number(revisionId.slice(1)) - 1) % 23;
    for (const request of run.hub.requests) expect(new Set(request.map(recordOf)).size).toBe(request.length);
    for (const its of Map.groupBy(run.hub.requests.flat(), recordOf).values()) {
      const seqs = its.map((revisionId) => Number(revisionId.slice(1)));
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    }
  });

  it.each([60_000, 250_000])(
    'of %i bytes stay within the bytes of a batch and of the memory',
    async (bytes) => {
      const rows = manyRows(120, bytes);
      const disk = emptyDisk();
      const store = new MemoryStore(disk);
      valueOf(await store.commit(rows.map((row) => ({ do: 'put', table: 'outbox', row }) as const)));
      const clock = new FakeClock();
      const hub = new Hub(
        clock,
        () => undefined,
        () => 'ok',
      );
      let loaded = 0;
      let mostRows = 0;
      class Watched extends MemoryStore {
        override outboxRows(keys: readonly string[]): ReturnType<MemoryStore['outboxRows']> {
          mostRows = Math.max(mostRows, (loaded += keys.length));
          return super.outboxRows(keys);
        }
        override async commit(ops: Parameters<MemoryStore['commit']>[0]): Promise<Outcome<void>> {
          const outcome = await super.commit(ops);
          loaded -= ops.filter((op) => op.do === 'put' && op.table === 'outbox').length;
          return outcome;
        }
      }
      const watched = new Watched(disk);
      const end = await new Drain(
        { store: watched, transport: hub, clock, random: () => 0.5 },
        { eager: false, signal: new AbortController().signal, onSettled: () => undefined },
      ).run();
      expect(end.delivered).toBe(120);
      expect(hub.mostBytes).toBeLessThanOrEqual(BATCH_ROWS_MAX_BYTES);
      expect(mostRows).toBeLessThanOrEqual(MAX_IN_MEMORY);
      // what is loaded when the bound is not yet reached comes on top: sixteen rows
      expect(mostRows * bytes).toBeLessThanOrEqual(LOAD_UP_TO_BYTES + BATCH_MAX_ROWS * bytes);
    },
  );
});

describe('a way that takes no large requests', () => {
  it('that says 413 gets half as many, until they fit, and every row arrives', async () => {
    const tooMany: Whole = (rows) => (rows.length > 5 ? 'request-too-large' : undefined);
    const run = await drained(manyRows(60), { whole: tooMany });
    expect(run.end).toMatchObject({ why: 'done', delivered: 60 });
    expect(statesIn(run)).toEqual(['delivered']);
    expect(run.hub.sizes.slice(0, 4)).toEqual([16, 16, 16, 12]);
    const fitting = run.hub.sizes.filter((size) => size <= 5);
    expect(fitting.reduce((sum, size) => sum + size, 0)).toBe(60);
    expect(fitting).toContain(4);
  });

  it('that says 413 even to single rows of one kind has those parked, and no others', async () => {
    const whole: Whole = (rows) =>
      rows.some(({ revisionId }) => revisionId === 'r7') ? 'request-too-large' : undefined;
    const { disk } = await drained(manyRows(40), { whole });
    const { r7, ...others } = statesOf(disk);
    expect(r7).toBe('parked');
    expect(new Set(Object.values(others))).toEqual(new Set(['delivered']));
  });

  it('at which the hub breaks over one row has the others delivered, and that one waits', async () => {
    const whole: Whole = (rows) =>
      rows.some(({ revisionId }) => revisionId === 'r7') ? 'hub-error' : undefined;
    const { disk, end } = await drained(manyRows(40), { whole });
    const { r7, ...others } = statesOf(disk);
    expect(r7).toBe('queued');
    expect(disk.outbox.get('r7')?.attempts).toBe(1);
    expect(new Set(Object.values(others))).toEqual(new Set(['delivered']));
    expect(end).toMatchObject({ why: 'done', delivered: 39 });
  });

  it('that is slow gets half as many each time, down to one, and more again when it is quick', async () => {
    let requests = 0;
    const run = await drained(manyRows(400), {
      msFor: () => ((requests += 1) <= 60 ? SLOW_BATCH_MS + 1 : 10),
    });
    expect(run.end.delivered).toBe(400);
    expect(run.hub.sizes[0]).toBe(16);
    expect(run.hub.sizes.slice(40, 60)).toEqual(Array.from({ length: 20 }, () => 1));
    expect(run.batchSize.limit).toBe(16);
  });

  it('that times out pauses, and the next pass carries fewer', async () => {
    const run = await drained(manyRows(64), { whole: () => 'network-timeout' });
    expect(run.end).toMatchObject({ why: 'pause', delivered: 0 });
    expect(statesIn(run)).toEqual(['queued']);
    expect(run.batchSize.limit).toBe(8);
  });
});

describe('a hub that has no batches', () => {
  it('gets every row by itself after the first refusals', async () => {
    const whole: Whole = (rows) => (rows.length > 1 ? 'route-unknown' : undefined);
    const run = await drained(manyRows(100), { whole });
    expect(run.end).toMatchObject({ why: 'done', delivered: 100 });
    expect(statesIn(run)).toEqual(['delivered']);
    expect(run.hub.sizes.filter((size) => size > 1).length).toBeLessThanOrEqual(MAX_IN_FLIGHT);
    expect(run.hub.sizes.filter((size) => size === 1)).toHaveLength(100);
  });

  it('and says so even to single rows stops and keeps everything', async () => {
    const run = await drained(manyRows(20), { whole: () => 'route-unknown' });
    expect(run.end.why).toBe('stop');
    expect(statesIn(run)).toEqual(['queued']);
  });
});

describe('batches and single sends', () => {
  const CODES = [
    'ok',
    'ok',
    'ok',
    'revision-conflict',
    'envelope-malformed',
    'stored-data-damaged',
    'revision-in-progress',
  ] as const;

  it('[property] leave every row in the same state, whatever the hub says to each', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.constantFrom(...CODES), fc.nat(11)), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 16 }),
        async (given, fits) => {
          // few that wait, so that neither pass ends early because the hub fails for everyone
          let waiting = 0;
          const answers = given.map(([code]) =>
            code === 'revision-in-progress' && (waiting += 1) > 6 ? 'ok' : code,
          );
          const rows = given.map(([, record], index) =>
            aRow(`r${String(index + 1)}`, { recordId: `record ${String(record)}` }),
          );
          const toRow: ToRow = (row) => answers[row.deviceSeq - 1] ?? 'ok';
          const whole: Whole = (sent) => (sent.length > fits ? 'request-too-large' : undefined);
          const batched = await drained(rows, { toRow, whole });
          const single = await drained(rows, { toRow, single: true });
          expect(statesOf(batched.disk)).toEqual(statesOf(single.disk));
          for (const row of rows) {
            const [one, other] = [batched, single].map(({ disk }) => disk.outbox.get(row.revisionId));
            expect(one).toEqual(other);
          }
          const { problem: _, ...end } = batched.end;
          expect(single.end).toMatchObject(end);
        },
      ),
      { numRuns: 300 },
    );
  });
});
