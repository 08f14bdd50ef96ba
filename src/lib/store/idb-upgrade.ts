import type { IDBPDatabase } from 'idb';
import { HEADING_FIELDS, OUTBOX_MARKS, TABLE_KEYS, type TableName } from './schema.ts';

/** Index of the outbox whose keys are headings. */
export const HEADING_INDEX = 'heading';

/** The tables that each version added. */
const ADDED: readonly (readonly TableName[])[] = [
  ['meta', 'drafts', 'outbox', 'copies', 'staffLocks', 'audit'],
  ['parts', 'damaged', 'passkeys'],
];

/** Brings a database up to the present schema, one additive step per version that was ever released. */
export const upgradeDatabase = (database: IDBPDatabase, oldVersion: number): void => {
  for (const table of ADDED.slice(oldVersion).flat()) {
    const store = database.createObjectStore(table, { keyPath: TABLE_KEYS[table] });
    if (table !== 'outbox') continue;
    store.createIndex(HEADING_INDEX, [...HEADING_FIELDS]);
    for (const mark of OUTBOX_MARKS) store.createIndex(mark, mark);
  }
};

const sameKeyPath = (left: unknown, right: readonly string[] | string): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

/** Whether a database that a newer build may have changed holds every table and index of this build. */
export const hasWhatIsNeeded = (database: IDBPDatabase): boolean => {
  const tables = Object.keys(TABLE_KEYS) as TableName[];
  if (!tables.every((table) => database.objectStoreNames.contains(table))) return false;
  const transaction = database.transaction(tables);
  transaction.done.catch(() => undefined);
  const { indexNames } = transaction.objectStore('outbox');
  if (![HEADING_INDEX, ...OUTBOX_MARKS].every((index) => indexNames.contains(index))) return false;
  const index = (name: string): unknown => transaction.objectStore('outbox').index(name).keyPath;
  return (
    tables.every((table) => sameKeyPath(transaction.objectStore(table).keyPath, TABLE_KEYS[table])) &&
    sameKeyPath(index(HEADING_INDEX), HEADING_FIELDS) &&
    OUTBOX_MARKS.every((mark) => sameKeyPath(index(mark), mark))
  );
};
