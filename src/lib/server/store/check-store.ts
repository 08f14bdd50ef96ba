import { sql } from 'kysely';
import type { HubStore } from './hub-store.ts';

/** Takes the write lock and reads the head row. @throws when the store cannot be read or written */
export const checkStore = (store: HubStore): Promise<void> =>
  store.write(async (tx) => {
    const { rows } = await sql<{ one: number }>`select 1 as one from hub_state where id = 1`.execute(tx);
    if (rows.length !== 1) throw new Error('the hub state row is missing');
  });
