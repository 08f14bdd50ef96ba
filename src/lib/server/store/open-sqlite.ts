import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { HubStore } from './hub-store.ts';
import { migrate } from './migrate.ts';
import { nodeSqliteDialect } from './node-sqlite-dialect.ts';
import type { Tables } from './tables.ts';

/**
 * How long a statement waits for another process's lock, milliseconds. Short, because the wait holds up the whole
 * process; a transaction's longer wait is the driver's.
 */
const BUSY_TIMEOUT_MS = 50;

/**
 * Settings of every connection. WAL with FULL: a commit is flushed before it is answered, since a receipt given for
 * a commit that a power cut can undo would be a lie.
 */
const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  `busy_timeout = ${String(BUSY_TIMEOUT_MS)}`,
  'trusted_schema = OFF',
  'secure_delete = ON',
];

/** More pages than a file can have (2^31 - 1). */
const ALL_PAGES = 0x7f_ff_ff_ff;

/**
 * Copies the database as it is at one moment. By a connection of its own, since a transaction that is under way on
 * the same one makes the copy fail; and in one step, since one of several begins anew with every commit in between.
 */
const copyOf = async (file: string, target: string): Promise<void> => {
  const reader = new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    await backup(reader, target, { rate: ALL_PAGES });
  } finally {
    reader.close();
  }
};

/** The hub's store in one SQLite file, readable by its owner only; migrated to the newest schema. */
export const openSqlite = async (file: string): Promise<HubStore> => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const isNew = !existsSync(file);
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
  if (isNew) chmodSync(file, 0o600);
  for (const pragma of PRAGMAS) database.exec(`pragma ${pragma}`);
  const db = new Kysely<Tables>({ dialect: nodeSqliteDialect(database) });
  try {
    await migrate(db, 'sqlite');
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    kind: 'sqlite',
    db,
    write: (work) => db.transaction().execute(work),
    backup: async (target) => {
      await copyOf(file, target);
      chmodSync(target, 0o600);
    },
    close: () => db.destroy(),
  };
};
