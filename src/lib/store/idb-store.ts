import { unwrap, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { problem, type Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { holds, type Expectation } from './expectation.ts';
import { IdbConnection, type StoreEvent } from './idb-connection.ts';
import { HEADING_INDEX } from './idb-upgrade.ts';
import type { HeadingPage, Key, TabletStore, WriteOp } from './port.ts';
import { sameRow } from './same-row.ts';
import {
  TABLE_KEYS,
  type OutboxHeading,
  type OutboxMark,
  type OutboxRow,
  type OutboxState,
  type TableName,
  type Tables,
} from './schema.ts';

export interface IdbStoreOptions {
  /** Name of the database; one per origin is enough outside of tests. */
  readonly name?: string;
  readonly onEvent?: (event: StoreEvent) => void;
}

export interface IdbStore extends TabletStore {
  /**
   * True when there was no database. On a tablet that is known to be enrolled this is an incident, never a fresh
   * start. A missing device row on such a tablet is the same incident, seen one start later.
   */
  readonly freshlyCreated: boolean;
}

/** Opens the tablet's store on IndexedDB. Codes: those of [ST5]. */
export const openIdbStore = async ({ name = 'hagukumi', onEvent }: IdbStoreOptions = {}): Promise<
  Outcome<IdbStore>
> => {
  const connection = new IdbConnection(name, onEvent ?? quiet);
  const opened = await connection.run(() => Promise.resolve());
  return opened.ok ? ok(new ConnectedStore(connection)) : opened;
};

const quiet = (): void => undefined;

class ConnectedStore implements IdbStore {
  readonly freshlyCreated: boolean;
  readonly #connection: IdbConnection;

  constructor(connection: IdbConnection) {
    this.#connection = connection;
    this.freshlyCreated = connection.freshlyCreated;
  }

  get<T extends TableName>(table: T, key: Key): Promise<Outcome<Tables[T] | undefined>> {
    return this.#read(table, (store) => store.get(key) as Promise<Tables[T] | undefined>);
  }

  all<T extends TableName>(table: T): Promise<Outcome<readonly Tables[T][]>> {
    return this.#read(table, (store) => store.getAll() as Promise<Tables[T][]>);
  }

  count(table: TableName): Promise<Outcome<number>> {
    return this.#read(table, (store) => store.count());
  }

  outboxHeadings(
    state: OutboxState,
    { after, limit }: HeadingPage,
  ): Promise<Outcome<readonly OutboxHeading[]>> {
    const range =
      after === undefined ? everyHeading(state) : IDBKeyRange.bound(indexKey(after), [state, []], true);
    return this.#read('outbox', async (store) => {
      const headings: OutboxHeading[] = [];
      let cursor = await store.index(HEADING_INDEX).openKeyCursor(range);
      while (cursor !== null && headings.length < limit) {
        headings.push(headingOf(cursor.key as unknown as HeadingKey, cursor.primaryKey as string));
        if (headings.length < limit) cursor = await cursor.continue();
      }
      return headings;
    });
  }

  outboxTotals(): Promise<Outcome<Readonly<Record<OutboxState, number>>>> {
    return this.#read('outbox', async (store) => {
      const index = store.index(HEADING_INDEX);
      const count = async (state: OutboxState): Promise<number> => index.count(everyHeading(state));
      const [queued, parked, delivered] = await Promise.all([
        count('queued'),
        count('parked'),
        count('delivered'),
      ]);
      return { queued, parked, delivered };
    });
  }

  outboxRows(keys: readonly string[]): Promise<Outcome<readonly OutboxRow[]>> {
    return this.#read('outbox', async (store) => {
      const rows = await Promise.all(
        keys.map(async (key) => store.get(key) as Promise<OutboxRow | undefined>),
      );
      return rows.filter((row) => row !== undefined);
    });
  }

  outboxKeysUpTo(mark: OutboxMark, bound: Key, limit: number): Promise<Outcome<readonly string[]>> {
    const range = IDBKeyRange.upperBound(bound);
    return this.#read('outbox', (store) => store.index(mark).getAllKeys(range, limit) as Promise<string[]>);
  }

  async commit(ops: readonly WriteOp[]): Promise<Outcome<void>> {
    if (ops.length === 0) return ok(undefined);
    const written = await this.#connection.run((database, again) => write(database, ops, again));
    if (!written.ok) return written;
    return written.value ? ok(undefined) : problem('storage-conflict');
  }

  close(): void {
    this.#connection.close();
  }

  #read<T>(table: TableName, read: (store: ReadStore) => Promise<T>): Promise<Outcome<T>> {
    return this.#connection.run(async (database) => {
      const transaction = database.transaction(table);
      transaction.done.catch(quiet);
      try {
        return await read(transaction.store);
      } catch (error) {
        throw transaction.error ?? error;
      }
    });
  }
}

type ReadStore = IDBPTransaction<unknown, [TableName]>['store'];
type WriteTransaction = IDBPTransaction<unknown, TableName[], 'readwrite'>;

type HeadingKey = readonly [OutboxState, number, string, number, string];

const indexKey = (row: OutboxHeading): [...HeadingKey] => [
  row.state,
  row.deviceSeq,
  row.recordId,
  row.nextAttemptAt,
  row.sealedAt,
];

const headingOf = (
  [state, deviceSeq, recordId, nextAttemptAt, sealedAt]: HeadingKey,
  revisionId: string,
): OutboxHeading => ({ revisionId, recordId, deviceSeq, state, nextAttemptAt, sealedAt });

/** Every index key of a state: in IndexedDB an array sorts after any text or number. */
const everyHeading = (state: OutboxState): IDBKeyRange => IDBKeyRange.bound([state], [state, []]);

/**
 * One strict transaction; resolves after its native `complete` and not before.
 * @returns false when an `expect` does not hold
 */
const write = async (database: IDBPDatabase, ops: readonly WriteOp[], again: boolean): Promise<boolean> => {
  const tables = [...new Set(ops.map((op) => op.table))];
  const transaction = database.transaction(tables, 'readwrite', { durability: 'strict' });
  transaction.done.catch(quiet);
  const complete = completion(unwrap(transaction));
  try {
    if (!(await everyExpectationHolds(transaction, ops))) {
      return again && (await isApplied(transaction, ops));
    }
    for (const op of ops) {
      const store = transaction.objectStore(op.table);
      if (op.do === 'put') store.put(op.row).catch(quiet);
      if (op.do === 'delete') store.delete(op.key).catch(quiet);
    }
  } catch (error) {
    abort(transaction);
    throw transaction.error ?? error;
  }
  await complete;
  return true;
};

const completion = (transaction: IDBTransaction): Promise<void> => {
  const complete = new Promise<void>((resolve, reject) => {
    transaction.addEventListener('complete', () => {
      resolve();
    });
    transaction.addEventListener('abort', () => {
      reject(transaction.error ?? new DOMException('the transaction was aborted', 'AbortError'));
    });
  });
  complete.catch(quiet);
  return complete;
};

const abort = (transaction: WriteTransaction): void => {
  try {
    transaction.abort();
  } catch {
    // it has ended already
  }
};

const everyExpectationHolds = async (
  transaction: WriteTransaction,
  ops: readonly WriteOp[],
): Promise<boolean> => {
  const expectations = ops.filter((op): op is Expectation => op.do === 'expect');
  const rows = await Promise.all(expectations.map(({ table, key }) => readRow(transaction, table, key)));
  return expectations.every((expectation, index) => holds(rows[index], expectation));
};

/**
 * Whether the database is already as these steps leave it. A connection can die after the engine has committed and
 * before it says so; without this look the second try would call its own first one a conflict.
 */
const isApplied = async (transaction: WriteTransaction, ops: readonly WriteOp[]): Promise<boolean> => {
  const alike = await Promise.all(
    ops.map(async (op) => {
      if (op.do === 'expect') return true;
      const key: unknown = op.do === 'put' ? Reflect.get(op.row, TABLE_KEYS[op.table]) : op.key;
      const row = await readRow(transaction, op.table, key as Key);
      return op.do === 'put' ? sameRow(row, op.row) : row === undefined;
    }),
  );
  return alike.every(Boolean);
};

/** Async, so that an engine that throws rejects instead: the requests beside it are then waited for as well. */
const readRow = async (
  transaction: WriteTransaction,
  table: TableName,
  key: Key,
): Promise<object | undefined> => transaction.objectStore(table).get(key) as Promise<object | undefined>;
