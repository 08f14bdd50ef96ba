import { slicesOf } from './few-shapes.ts';
import type { Db } from './hub-store.ts';

export interface Nonce {
  readonly keyId: string;
  readonly nonce: string;
}

/** A nonce and the instant from which on no accepted clock reaches it any more. */
export interface ExpiringNonce extends Nonce {
  readonly expiresAt: string;
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

const nameOf = ({ keyId, nonce }: Nonce): string => `${keyId} ${nonce}`;

/**
 * Records nonces and forgets those that no accepted clock reaches any more.
 * @returns per nonce whether it is used now for the first time; of the same one given twice, the first is
 */
export const useNonces = async (
  tx: Db,
  nonces: readonly ExpiringNonce[],
  at: string,
): Promise<readonly boolean[]> => {
  await tx.deleteFrom('nonce').where('expires_at', '<', at).execute();
  const fresh = new Set<string>();
  for (const some of slicesOf(nonces)) {
    const inserted = await tx
      .insertInto('nonce')
      .values(some.map(({ keyId, nonce, expiresAt }) => ({ key_id: keyId, nonce, expires_at: expiresAt })))
      .onConflict((conflict) => conflict.columns(['key_id', 'nonce']).doNothing())
      .returning(['key_id as keyId', 'nonce'])
      .execute();
    for (const nonce of inserted) fresh.add(nameOf(nonce));
  }
  return nonces.map((nonce) => fresh.delete(nameOf(nonce)));
};

/** {@link useNonces} for one. @returns false when this key used it before */
export const useNonce = async (tx: Db, nonce: ExpiringNonce, at: string): Promise<boolean> => {
  const [isFirst = false] = await useNonces(tx, [nonce], at);
  return isFirst;
};
