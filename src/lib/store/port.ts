import type { Outcome } from '../contract/problem.ts';
import type { TableName, Tables } from './schema.ts';

export type Key = string | number;

/** One step of a commit. */
export type WriteOp = {
  [T in TableName]:
    | { readonly do: 'put'; readonly table: T; readonly row: Tables[T] }
    | { readonly do: 'delete'; readonly table: T; readonly key: Key }
    /** The commit fails with `storage-conflict` unless the row's field has this value (`undefined`: no such row). */
    | { readonly do: 'expect'; readonly table: T; readonly key: Key; readonly field: string; readonly value: Key | boolean | undefined };
}[TableName];

/**
 * The tablet's store. What every adapter guarantees (one suite proves it for each):
 *
 * - [ST1] `commit` is all or nothing, and is durable (flushed, not merely buffered) when it resolves ok
 * - [ST2] a read after an ok commit sees it, in this and in every later process
 * - [ST3] an `expect` that does not hold leaves everything unchanged and gives `storage-conflict`
 * - [ST4] rows come back as they were put: bytes as bytes, CryptoKeys as CryptoKeys, own fields only
 * - [ST5] a failing engine gives `storage-failed`, `storage-full` or `storage-unavailable`, and never rejects
 * - [ST6] `all` gives rows in ascending key order
 */
export interface TabletStore {
  get<T extends TableName>(table: T, key: Key): Promise<Outcome<Tables[T] | undefined>>;
  all<T extends TableName>(table: T): Promise<Outcome<readonly Tables[T][]>>;
  count(table: TableName): Promise<Outcome<number>>;
  commit(ops: readonly WriteOp[]): Promise<Outcome<void>>;
  close(): void;
}
