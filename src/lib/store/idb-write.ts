import { unwrap, type IDBPDatabase, type IDBPTransaction } from 'idb';
import { holds, isExpectation } from './expectation.ts';
import type { Key, WriteOp } from './port.ts';
import { sameRow } from './same-row.ts';
import { TABLE_KEYS, type TableName } from './schema.ts';

type WriteTransaction = IDBPTransaction<unknown, TableName[], 'readwrite'>;

interface WriteOptions {
  /** Whether an earlier try may have been committed without its answer coming through. */
  readonly again: boolean;
  /** The row to read after the commit. */
  readonly back?: { readonly table: TableName; readonly key: Key };
}

const quiet = (): void => undefined;

/**
 * Every writing transaction names this table, whatever it writes to, so that the engine carries out one after the
 * other, over all tabs. Chromium cannot start on what two leave that a kill cut off together: it finds the locks of the
 * second taken by the first, calls that corruption and deletes the database (ADR 28).
 */
const ONE_AFTER_THE_OTHER: TableName = 'meta';

/**
 * One strict transaction; resolves after its native `complete` and not before. All its requests are made at once, so
 * that the engine is asked once and answers once: when an expectation then turns out not to hold, the transaction is
 * aborted before it can commit. The row that is read back is asked for in a transaction that the engine begins after
 * this one has ended, and so comes from what was committed.
 * @returns `applied` false when an expectation does not hold
 */
export const write = async (
  database: IDBPDatabase,
  ops: readonly WriteOp[],
  { again, back }: WriteOptions,
): Promise<{ readonly applied: boolean; readonly row?: unknown }> => {
  const tables = [...new Set([ONE_AFTER_THE_OTHER, ...ops.map((op) => op.table)])];
  const transaction = database.transaction(tables, 'readwrite', { durability: 'strict' });
  transaction.done.catch(quiet);
  const complete = completion(unwrap(transaction));
  let reading: Promise<unknown> | undefined;
  try {
    const expected = everyExpectationHolds(transaction, ops);
    const already = again ? isApplied(transaction, ops) : undefined;
    expected.catch(quiet);
    already?.catch(quiet);
    for (const op of ops) {
      const store = transaction.objectStore(op.table);
      if (op.do === 'put') store.put(op.row).catch(quiet);
      if (op.do === 'delete') store.delete(op.key).catch(quiet);
    }
    reading = back && readBack(database, back);
    if (!(await expected)) {
      const applied = (await already) === true;
      abort(transaction);
      return { applied, row: applied ? await reading : undefined };
    }
  } catch (error) {
    abort(transaction);
    throw transaction.error ?? error;
  }
  await complete;
  return { applied: true, row: await reading };
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
  const expectations = ops.filter(isExpectation);
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
      if (isExpectation(op)) return true;
      const key: unknown = op.do === 'put' ? Reflect.get(op.row, TABLE_KEYS[op.table]) : op.key;
      const row = await readRow(transaction, op.table, key as Key);
      return op.do === 'put' ? sameRow(row, op.row) : row === undefined;
    }),
  );
  return alike.every(Boolean);
};

type AnyTransaction = Pick<WriteTransaction, 'objectStore'>;

/** Async, so that an engine that throws rejects instead: the requests beside it are then waited for as well. */
const readRow = async (
  transaction: AnyTransaction,
  table: TableName,
  key: Key,
): Promise<object | undefined> => transaction.objectStore(table).get(key) as Promise<object | undefined>;

/** Asks for a row in a transaction of its own. */
const readBack = (
  database: IDBPDatabase,
  { table, key }: NonNullable<WriteOptions['back']>,
): Promise<object | undefined> => {
  const transaction = database.transaction([table]);
  transaction.done.catch(quiet);
  const reading = transaction.objectStore(table).get(key) as Promise<object | undefined>;
  reading.catch(quiet);
  return reading;
};
