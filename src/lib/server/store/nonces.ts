import type { Db } from './hub-store.ts';

export interface Nonce {
  readonly keyId: string;
  readonly nonce: string;
}

export const isNonceUsed = async (db: Db, { keyId, nonce }: Nonce): Promise<boolean> => {
  const row = await db
    .selectFrom('nonce')
    .select('nonce')
    .where('key_id', '=', keyId)
    .where('nonce', '=', nonce)
    .executeTakeFirst();
  return row !== undefined;
};

/**
 * Records a nonce and forgets those that no accepted clock reaches any more.
 * @returns false when this key used it before
 */
export const useNonce = async (
  tx: Db,
  { keyId, nonce }: Nonce,
  { at, expiresAt }: { readonly at: string; readonly expiresAt: string },
): Promise<boolean> => {
  await tx.deleteFrom('nonce').where('expires_at', '<', at).execute();
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('nonce')
    .values({ key_id: keyId, nonce, expires_at: expiresAt })
    .onConflict((conflict) => conflict.columns(['key_id', 'nonce']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
};
