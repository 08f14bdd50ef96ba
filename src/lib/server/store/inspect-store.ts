import { sql } from 'kysely';
import type { Db } from './hub-store.ts';

const EXPECTED = { journal_mode: 'wal', synchronous: 2, foreign_keys: 1 } as const;

const firstValue = async (db: Db, statement: string): Promise<unknown> => {
  const { rows } = await sql.raw<Record<string, unknown>>(statement).execute(db);
  return rows.length === 0 ? undefined : Object.values(rows[0] ?? {})[0];
};

/** Whether the SQLite file is sound and runs with the settings that receipts rely on. */
export const inspectStore = async (
  db: Db,
): Promise<readonly { readonly what: string; readonly fine: boolean }[]> => [
  ...(await Promise.all(
    Object.entries(EXPECTED).map(async ([name, value]) => ({
      what: `store: ${name} is ${String(value)}`,
      fine: (await firstValue(db, `pragma ${name}`)) === value,
    })),
  )),
  { what: 'store: the file is sound', fine: (await firstValue(db, 'pragma integrity_check')) === 'ok' },
  {
    what: 'store: no row points to a missing one',
    fine: (await firstValue(db, 'pragma foreign_key_check')) === undefined,
  },
];
