import type { Insertable, Selectable } from 'kysely';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type EnrolmentCodeRow = Selectable<Tables['enrolment_code']>;

export const insertEnrolmentCode = async (
  tx: Db,
  row: Insertable<Tables['enrolment_code']>,
): Promise<void> => {
  await tx.insertInto('enrolment_code').values(row).execute();
};

export const findEnrolmentCode = (db: Db, codeHash: string): Promise<EnrolmentCodeRow | undefined> =>
  db.selectFrom('enrolment_code').selectAll().where('code_hash', '=', codeHash).executeTakeFirst();

/** Marks the code as used by this device. @returns false when somebody was faster */
export const useEnrolmentCode = async (
  tx: Db,
  codeHash: string,
  use: { readonly at: string; readonly deviceId: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('enrolment_code')
    .set({ used_at: use.at, device_id: use.deviceId })
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};
