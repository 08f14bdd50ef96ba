import type { Outcome } from '../contract/problem.ts';
import type { OutboxHeading, OutboxMark, OutboxRow, OutboxState, TableName, Tables } from './schema.ts';

export type Key = string | number;

/** One step of a commit. */
export type WriteOp = {
  [T in TableName]:
    | { readonly do: 'put'; readonly table: T; readonly row: Tables[T] }
    | { readonly do: 'delete'; readonly table: T; readonly key: Key }
    /**
     * The commit fails with `storage-conflict` unless, before any of its steps, the row's field has this value
     * (`undefined`: there is no such row).
     */
    | {
        readonly do: 'expect';
        readonly table: T;
        readonly key: Key;
        readonly field: string;
        readonly value: Key | boolean | undefined;
      }
    /** The commit fails with `storage-conflict` unless, before any of its steps, exactly this row lies there. */
    | { readonly do: 'match'; readonly table: T; readonly key: Key; readonly row: Tables[T] };
}[TableName];

/** Which headings to give: those after the last one of the page before, at most `limit`. */
export interface HeadingPage {
  readonly after?: OutboxHeading;
  readonly limit: number;
}

/**
 * The tablet's store. What every adapter guarantees (one suite proves it for each):
 *
 * - [ST1] `commit` is all or nothing, and is durable (flushed, not merely buffered) when it resolves ok
 * - [ST2] a read after an ok commit sees it, in this and in every later process
 * - [ST3] an `expect` or `match` that does not hold leaves everything unchanged and gives `storage-conflict`
 * - [ST4] rows come back as they were put: bytes as bytes, CryptoKeys as CryptoKeys, own fields only
 * - [ST5] a failing engine gives `storage-failed`, `storage-full`, `storage-unavailable` or `storage-blocked`, and
 *   never rejects
 * - [ST6] `all` gives rows in ascending key order
 * - [ST7] `outboxHeadings` gives the headings of one state by ascending deviceSeq, page by page, each once, and
 *   loads no sealed bytes
 * - [ST8] `outboxTotals` counts the rows of every state at one moment and loads none
 * - [ST9] `outboxKeysUpTo` gives the keys of the rows that have the mark and whose mark is not above the bound, by
 *   ascending mark, and loads no rows; `limit` is at least 1 and at most 2^32 − 1, as engines want it
 * - [ST10] `outboxRows` gives the rows of the keys at one moment, in the order of the keys, without those that are
 *   not there
 * - [ST12] `highestOutboxKey` gives the key of the row with the highest mark, `undefined` when none has it
 * - [ST13] `keys` gives every key of a table in ascending order, and loads no rows
 * - [ST11] `commitThenGet` is `commit`, and gives the row of the key as a reader that begins after it finds it
 */
export interface TabletStore {
  get<T extends TableName>(table: T, key: Key): Promise<Outcome<Tables[T] | undefined>>;
  all<T extends TableName>(table: T): Promise<Outcome<readonly Tables[T][]>>;
  keys(table: TableName): Promise<Outcome<readonly Key[]>>;
  count(table: TableName): Promise<Outcome<number>>;
  outboxHeadings(state: OutboxState, page: HeadingPage): Promise<Outcome<readonly OutboxHeading[]>>;
  outboxTotals(): Promise<Outcome<Readonly<Record<OutboxState, number>>>>;
  outboxRows(keys: readonly string[]): Promise<Outcome<readonly OutboxRow[]>>;
  outboxKeysUpTo(mark: OutboxMark, bound: Key, limit: number): Promise<Outcome<readonly string[]>>;
  highestOutboxKey(mark: OutboxMark): Promise<Outcome<string | undefined>>;
  commit(ops: readonly WriteOp[]): Promise<Outcome<void>>;
  commitThenGet<T extends TableName>(
    ops: readonly WriteOp[],
    table: T,
    key: Key,
  ): Promise<Outcome<Tables[T] | undefined>>;
  /** Every later call gives `storage-unavailable`. */
  close(): void;
}
