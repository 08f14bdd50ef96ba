import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export type StoreKind = 'sqlite' | 'postgres';

/** The one transaction of a request. */
export type Tx = Transaction<Tables>;

/** What a query runs on: the store itself, or a transaction. */
export type Db = Kysely<Tables> | Tx;

/**
 * The hub's store. What every adapter guarantees:
 *
 * - [HS1] `write` is all or nothing and is flushed to disk when it resolves
 * - [HS2] writers run one after another: what a transaction has read is still so when it writes
 * - [HS3] a throw inside `write` leaves nothing behind
 */
export interface HubStore {
  readonly kind: StoreKind;
  /** For reads, and for a write that is a single statement. */
  readonly db: Kysely<Tables>;
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A consistent copy of the whole store in a new file, taken while the hub runs. */
  backup(file: string): Promise<void>;
  close(): Promise<void>;
}
