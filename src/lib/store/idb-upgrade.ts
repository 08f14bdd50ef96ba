import type { IDBPDatabase } from 'idb';
import { HEADING_FIELDS, OUTBOX_MARKS, TABLE_KEYS } from './schema.ts';

/** Index of the outbox whose keys are headings. */
export const HEADING_INDEX = 'heading';

/** Brings a database up to the present schema, one additive step per version that was ever released. */
export const upgradeDatabase = (database: IDBPDatabase, oldVersion: number): void => {
  if (oldVersion < 1) {
    for (const [table, keyPath] of Object.entries(TABLE_KEYS)) {
      const store = database.createObjectStore(table, { keyPath });
      if (table !== 'outbox') continue;
      store.createIndex(HEADING_INDEX, [...HEADING_FIELDS]);
      for (const mark of OUTBOX_MARKS) store.createIndex(mark, mark);
    }
  }
};
