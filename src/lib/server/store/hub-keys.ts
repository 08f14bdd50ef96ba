import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export interface HubKeyEntry {
  readonly kid: string;
  readonly purpose: Tables['hub_key']['purpose'];
  /** JSON. */
  readonly publicKey: string;
}

export const listHubKeys = (db: Db): Promise<{ kid: string; public_key: string }[]> =>
  db.selectFrom('hub_key').select(['kid', 'public_key']).orderBy('kid').execute();

/** Notes keys of the key file that the store does not know yet. */
export const addHubKeys = async (db: Db, keys: readonly HubKeyEntry[], at: string): Promise<void> => {
  for (const { kid, purpose, publicKey } of keys) {
    await db
      .insertInto('hub_key')
      .values({ kid, purpose, public_key: publicKey, created_at: at, retired_at: null })
      .onConflict((conflict) => conflict.column('kid').doNothing())
      .execute();
  }
};
