import { problem, type Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { holds, isExpectation } from './expectation.ts';
import type { HeadingPage, Key, TabletStore, WriteOp } from './port.ts';
import {
  TABLE_KEYS,
  type OutboxHeading,
  type OutboxMark,
  type OutboxState,
  type TableName,
  type Tables,
} from './schema.ts';

/** What outlives a store in memory, as a disk outlives a process. */
export type MemoryDisk = { readonly [T in TableName]: Map<Key, Tables[T]> };

export const emptyDisk = (): MemoryDisk => ({
  meta: new Map(),
  drafts: new Map(),
  outbox: new Map(),
  copies: new Map(),
  staffLocks: new Map(),
  audit: new Map(),
  parts: new Map(),
  damaged: new Map(),
  passkeys: new Map(),
});

/** IndexedDB takes the number of keys as an unsigned long. */
const MOST_KEYS = 2 ** 32 - 1;

/** The order of IndexedDB: numbers before texts, texts by UTF-16 code unit. */
const compareKeys = (left: Key, right: Key): number => {
  if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1;
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

const isKey = (value: unknown): value is Key =>
  typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value));

const headingOf = (row: OutboxRow): OutboxHeading => ({
  revisionId: row.revisionId,
  recordId: row.recordId,
  deviceSeq: row.deviceSeq,
  state: row.state,
  nextAttemptAt: row.nextAttemptAt,
  sealedAt: row.sealedAt,
});

type OutboxRow = Tables['outbox'];

const inSendingOrder = (left: OutboxHeading, right: OutboxHeading): number =>
  left.deviceSeq - right.deviceSeq || compareKeys(left.recordId, right.recordId);

/** The store in memory: for tests, and as the plain reading of what the port says. */
export class MemoryStore implements TabletStore {
  readonly #disk: MemoryDisk;
  #closed = false;

  constructor(disk: MemoryDisk = emptyDisk()) {
    this.#disk = disk;
  }

  get<T extends TableName>(table: T, key: Key): Promise<Outcome<Tables[T] | undefined>> {
    return this.#answer(() => structuredClone(this.#disk[table].get(key)));
  }

  all<T extends TableName>(table: T): Promise<Outcome<readonly Tables[T][]>> {
    return this.#answer(() =>
      [...this.#disk[table]]
        .sort(([left], [right]) => compareKeys(left, right))
        .map(([, row]) => structuredClone(row)),
    );
  }

  keys(table: TableName): Promise<Outcome<readonly Key[]>> {
    return this.#answer(() => [...this.#disk[table].keys()].sort(compareKeys));
  }

  count(table: TableName): Promise<Outcome<number>> {
    return this.#answer(() => this.#disk[table].size);
  }

  outboxHeadings(
    state: OutboxState,
    { after, limit }: HeadingPage,
  ): Promise<Outcome<readonly OutboxHeading[]>> {
    return this.#answer(() =>
      this.#outbox()
        .filter((row) => row.state === state && (after === undefined || inSendingOrder(row, after) > 0))
        .map(headingOf)
        .sort(inSendingOrder)
        .slice(0, limit),
    );
  }

  outboxTotals(): Promise<Outcome<Readonly<Record<OutboxState, number>>>> {
    return this.#answer(() => {
      const totals = { queued: 0, parked: 0, delivered: 0 };
      for (const { state } of this.#outbox()) totals[state] += 1;
      return totals;
    });
  }

  outboxRows(keys: readonly string[]): Promise<Outcome<readonly OutboxRow[]>> {
    return this.#answer(() =>
      keys.flatMap((key) => {
        const row = this.#disk.outbox.get(key);
        return row === undefined ? [] : [structuredClone(row)];
      }),
    );
  }

  outboxKeysUpTo(mark: OutboxMark, bound: Key, limit: number): Promise<Outcome<readonly string[]>> {
    return this.#answer(() => {
      // Engines refuse such a count, and nobody would know until the app stands on a tablet.
      if (!Number.isInteger(limit) || limit < 1 || limit > MOST_KEYS) throw new TypeError('no such limit');
      return this.#marked(mark)
        .filter(({ at }) => compareKeys(at, bound) <= 0)
        .slice(0, limit)
        .map(({ key }) => key);
    });
  }

  highestOutboxKey(mark: OutboxMark): Promise<Outcome<string | undefined>> {
    return this.#answer(() => this.#marked(mark).at(-1)?.key);
  }

  async commit(ops: readonly WriteOp[]): Promise<Outcome<void>> {
    const applied = await this.#answer(() => {
      if (!ops.every((op) => !isExpectation(op) || holds(this.#disk[op.table].get(op.key), op))) return false;
      for (const apply of ops.flatMap((op) => this.#step(op))) apply();
      return true;
    });
    if (!applied.ok) return applied;
    return applied.value ? ok(undefined) : problem('storage-conflict');
  }

  async commitThenGet<T extends TableName>(
    ops: readonly WriteOp[],
    table: T,
    key: Key,
  ): Promise<Outcome<Tables[T] | undefined>> {
    const committed = await this.commit(ops);
    return committed.ok ? this.get(table, key) : committed;
  }

  close(): void {
    this.#closed = true;
  }

  /** The rows that have the mark, the lowest first. */
  #marked(mark: OutboxMark): readonly { readonly at: Key; readonly key: string }[] {
    return this.#outbox()
      .flatMap((row) => (row[mark] === undefined ? [] : [{ at: row[mark], key: row.revisionId }]))
      .sort((left, right) => compareKeys(left.at, right.at) || compareKeys(left.key, right.key));
  }

  #outbox(): OutboxRow[] {
    return [...this.#disk.outbox.values()];
  }

  /** Everything of a step that can fail is done here; what is given back cannot. */
  #step(op: WriteOp): (() => void)[] {
    if (isExpectation(op)) return [];
    const table: Map<Key, unknown> = this.#disk[op.table];
    const key: unknown = op.do === 'put' ? Reflect.get(op.row, TABLE_KEYS[op.table]) : op.key;
    if (!isKey(key)) throw new DOMException('no key', 'DataError');
    if (op.do === 'delete') return [() => table.delete(key)];
    const row: unknown = structuredClone(op.row);
    return [() => table.set(key, row)];
  }

  async #answer<T>(read: () => T): Promise<Outcome<T>> {
    if (this.#closed) return problem('storage-unavailable', { closed: true });
    try {
      return ok(read());
    } catch (error) {
      return problem('storage-failed', { error: error instanceof Error ? error.name : 'unknown' });
    }
  }
}
