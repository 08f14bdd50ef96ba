import type { IDBPTransaction } from 'idb';
import { problem, type Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { IdbConnection, type StoreEvent } from './idb-connection.ts';
import { HEADING_INDEX } from './idb-upgrade.ts';
import { write } from './idb-write.ts';
import type { HeadingPage, Key, TabletStore, WriteOp } from './port.ts';
import type { OutboxHeading, OutboxMark, OutboxRow, OutboxState, TableName, Tables } from './schema.ts';

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

  keys(table: TableName): Promise<Outcome<readonly Key[]>> {
    // Every table has one key path to a string or a number.
    return this.#read(table, (store) => store.getAllKeys() as Promise<Key[]>);
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

  highestOutboxKey(mark: OutboxMark): Promise<Outcome<string | undefined>> {
    return this.#read('outbox', async (store) => {
      const cursor = await store.index(mark).openKeyCursor(null, 'prev');
      return cursor?.primaryKey as string | undefined;
    });
  }

  async commit(ops: readonly WriteOp[]): Promise<Outcome<void>> {
    if (ops.length === 0) return ok(undefined);
    const written = await this.#connection.run((database, again) => write(database, ops, { again }));
    if (!written.ok) return written;
    return written.value.applied ? ok(undefined) : problem('storage-conflict');
  }

  async commitThenGet<T extends TableName>(
    ops: readonly WriteOp[],
    table: T,
    key: Key,
  ): Promise<Outcome<Tables[T] | undefined>> {
    if (ops.length === 0) return this.get(table, key);
    const back = { table, key };
    const written = await this.#connection.run((database, again) => write(database, ops, { again, back }));
    if (!written.ok) return written;
    if (!written.value.applied) return problem('storage-conflict');
    return ok(written.value.row as Tables[T] | undefined);
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
