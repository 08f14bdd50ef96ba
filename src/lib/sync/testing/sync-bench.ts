import { problem, type Outcome, type ProblemCode } from '../../contract/problem.ts';
import { ok } from '../../domain/result.ts';
import { newChain } from '../../store/audit-chain.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../../store/memory-store.ts';
import type { TabletStore, WriteOp } from '../../store/port.ts';
import type { OutboxRow } from '../../store/schema.ts';
import type { Clock } from '../clock.ts';
import { OutboxRunner, type KickReason, type RunnerParts } from '../outbox-runner.ts';
import type { RunnerLock } from '../runner-lock.ts';
import type { Transport, VerifiedReceipt } from '../transport.ts';

/** 2026-11-20 10:00 in Tokyo. */
export const TEN_O_CLOCK = Date.parse('2026-11-20T01:00:00.000Z');

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/** A clock that stands still until it is moved. */
export class FakeClock implements Clock {
  #now = TEN_O_CLOCK;
  #timers: readonly Timer[] = [];

  now(): number {
    return this.#now;
  }

  after(delayMs: number, call: () => void): () => void {
    const timer = { at: this.#now + delayMs, call };
    this.#timers = [...this.#timers, timer];
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  }

  /** The clock is set, forward or back; no time passes for timers. */
  jump(byMs: number): void {
    this.#now += byMs;
    this.#timers = this.#timers.map(({ at, call }) => ({ at: at + byMs, call }));
  }

  /** When the next timer rings, `undefined` when none is set. */
  get nextAt(): number | undefined {
    return this.#timers.length === 0 ? undefined : Math.min(...this.#timers.map(({ at }) => at));
  }

  /** Lets time pass, waiting for what every timer sets off before the next one rings. */
  async pass(ms: number, quiet: () => Promise<unknown>): Promise<void> {
    const end = this.#now + ms;
    for (let next = this.nextAt; next !== undefined && next <= end; next = this.nextAt) {
      const due = this.#timers.find(({ at }) => at === next);
      this.#now = next;
      this.#timers = this.#timers.filter((each) => each !== due);
      due?.call();
      await quiet();
    }
    this.#now = end;
  }
}

/** `record.seq`, as rows are called in logs: `A1` is the revision with deviceSeq 1 of record A. */
export const aRow = (name: string, over: Partial<OutboxRow> = {}): OutboxRow => ({
  revisionId: name,
  recordId: name.slice(0, 1),
  deviceSeq: Number(name.slice(1)),
  envelope: new TextEncoder().encode(`sealed ${name}`),
  sha256: 'ab'.repeat(32),
  sealedAt: new Date(TEN_O_CLOCK).toISOString(),
  state: 'queued',
  attempts: 0,
  nextAttemptAt: 0,
  ...over,
});

export const aReceipt = (row: OutboxRow, backupWatermark = 0): VerifiedReceipt => ({
  receipt: `receipt for ${row.revisionId}`,
  claims: {
    revisionId: row.revisionId,
    sha256: row.sha256,
    hubSeq: row.deviceSeq,
    chainHead: 'cd'.repeat(32),
    hubTime: new Date(TEN_O_CLOCK).toISOString(),
    backupWatermark,
  },
});

export type Answer = ProblemCode | 'ok';

/** Answers as they are scripted per row, the last one for ever; `ok` where nothing is scripted. */
export class ScriptedTransport implements Transport {
  readonly log: string[];
  readonly scripts: Record<string, Answer[]>;
  watermark = 0;
  onWire = 0;
  mostOnWire = 0;

  constructor(log: string[], scripts: Record<string, Answer[]> = {}) {
    this.log = log;
    this.scripts = scripts;
  }

  async send(row: OutboxRow): Promise<Outcome<VerifiedReceipt>> {
    this.onWire += 1;
    this.mostOnWire = Math.max(this.mostOnWire, this.onWire);
    this.log.push(`send ${row.revisionId}`);
    await new Promise((resolve) => setImmediate(resolve));
    this.onWire -= 1;
    const script = this.scripts[row.revisionId] ?? this.scripts['*'] ?? [];
    const answer = (script.length > 1 ? script.shift() : script[0]) ?? 'ok';
    this.log.push(`${row.revisionId}: ${answer}`);
    return answer === 'ok' ? ok(aReceipt(row, this.watermark)) : problem(answer);
  }
}

/** One lock for any number of runners. */
export const aLock = (log?: string[]): RunnerLock => {
  let held = false;
  return {
    take: () => {
      if (held) {
        log?.push('lock refused');
        return Promise.resolve(undefined);
      }
      held = true;
      log?.push('lock taken');
      return Promise.resolve(() => {
        held = false;
        log?.push('lock released');
      });
    },
  };
};

const described = (op: WriteOp): string[] => {
  if (op.do === 'delete') return [`${op.table} ${String(op.key)} gone`];
  if (op.do === 'expect' || op.table === 'meta') return [];
  if (op.table === 'outbox') return [`${op.row.revisionId} ${op.row.state}`];
  return op.table === 'audit' ? [`audit ${op.row.action}`] : [];
};

/** A store whose commits are written into the log. */
export const logged = (store: TabletStore, log: string[]): TabletStore => ({
  get: (table, key) => store.get(table, key),
  all: (table) => store.all(table),
  keys: (table) => store.keys(table),
  count: (table) => store.count(table),
  outboxHeadings: (state, page) => store.outboxHeadings(state, page),
  outboxTotals: () => store.outboxTotals(),
  outboxRows: (keys) => store.outboxRows(keys),
  outboxKeysUpTo: (mark, bound, limit) => store.outboxKeysUpTo(mark, bound, limit),
  highestOutboxKey: (mark) => store.highestOutboxKey(mark),
  commit: async (ops) => {
    const outcome = await store.commit(ops);
    if (ops.length > 0) {
      log.push(`commit [${ops.flatMap(described).join(', ')}]${outcome.ok ? '' : ` ${outcome.error.code}`}`);
    }
    return outcome;
  },
  commitThenGet: (ops, table, key) => store.commitThenGet(ops, table, key),
  close: () => {
    store.close();
  },
});

/** What of the outside stands around a runner in a test. */
export interface BenchParts extends RunnerParts {
  readonly transport: ScriptedTransport;
  readonly clock: FakeClock;
}

/** A tablet with an outbox, a hub that answers by script, and one log of what happens. */
export class Bench {
  readonly log: string[] = [];
  readonly clock = new FakeClock();
  readonly disk = emptyDisk();
  readonly store = logged(new MemoryStore(this.disk), this.log);
  readonly transport: ScriptedTransport;
  readonly runner: OutboxRunner;
  readonly parts: BenchParts;

  constructor(scripts: Record<string, Answer[]>, change: (parts: BenchParts) => Partial<RunnerParts>) {
    const { store, clock, log } = this;
    this.transport = new ScriptedTransport(log, scripts);
    this.parts = { store, clock, transport: this.transport, random: () => 0.5, lock: aLock(log) };
    this.runner = new OutboxRunner({ ...this.parts, ...change(this.parts) });
  }

  async start(): Promise<void> {
    this.runner.start();
    await this.runner.whenIdle();
  }

  async kick(reason: KickReason): Promise<void> {
    this.runner.kick(reason);
    await this.runner.whenIdle();
  }

  pass(ms: number): Promise<void> {
    return this.clock.pass(ms, () => this.runner.whenIdle());
  }

  async add(name: string): Promise<void> {
    await this.store.commit([{ do: 'put', table: 'outbox', row: aRow(name) }]);
  }

  /** What was logged since the last call. */
  newLog(): string[] {
    return this.log.splice(0);
  }

  /** The rows that were sent since the last call. */
  sends(): string[] {
    return this.newLog()
      .filter((line) => line.startsWith('send '))
      .map((line) => line.slice(5));
  }
}

/** A bench with these rows in its outbox; a name stands for a fresh row. */
export const aBench = async (
  rows: readonly (string | OutboxRow)[],
  scripts: Record<string, Answer[]> = {},
  change: (parts: BenchParts) => Partial<RunnerParts> = () => ({}),
): Promise<Bench> => {
  const bench = new Bench(scripts, change);
  await new MemoryStore(bench.disk).commit([
    { do: 'put', table: 'meta', row: newChain() },
    ...rows.map(
      (row) => ({ do: 'put', table: 'outbox', row: typeof row === 'string' ? aRow(row) : row }) as const,
    ),
  ]);
  return bench;
};

/** A bench whose runner has been started and has come to rest. */
export const started = async (...given: Parameters<typeof aBench>): Promise<Bench> => {
  const bench = await aBench(...given);
  await bench.start();
  return bench;
};

/** State of every row by its name. */
export const statesOf = (disk: MemoryDisk): Record<string, string> =>
  Object.fromEntries([...disk.outbox].map(([key, row]) => [key, row.state]));
