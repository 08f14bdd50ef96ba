import type { Insertable, Selectable } from 'kysely';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type RecoveryCodeRow = Selectable<Tables['recovery_code']>;

/** Puts a person's code in place of the one before. */
export const replaceRecoveryCode = async (
  tx: Db,
  row: Insertable<Tables['recovery_code']>,
): Promise<void> => {
  await dropRecoveryCode(tx, row.staff_id);
  await tx.insertInto('recovery_code').values(row).execute();
};

export const findRecoveryCode = (
  db: Db,
  municipality: string,
  staffId: string,
): Promise<RecoveryCodeRow | undefined> =>
  db
    .selectFrom('recovery_code')
    .selectAll()
    .where('municipality', '=', municipality)
    .where('staff_id', '=', staffId)
    .executeTakeFirst();

export const countWrongRecovery = async (tx: Db, staffId: string): Promise<void> => {
  await tx
    .updateTable('recovery_code')
    .set((row) => ({ wrong_tries: row('wrong_tries', '+', 1) }))
    .where('staff_id', '=', staffId)
    .execute();
};

export const dropRecoveryCode = async (tx: Db, staffId: string): Promise<void> => {
  await tx.deleteFrom('recovery_code').where('staff_id', '=', staffId).execute();
};
