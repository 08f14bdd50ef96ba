import type { Insertable, Selectable } from 'kysely';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type StaffRow = Selectable<Tables['staff']>;

/** Those who may unlock a clinic's tablets, by kana. */
export const activeStaff = (db: Db, clinicId: string): Promise<StaffRow[]> =>
  db
    .selectFrom('staff')
    .selectAll()
    .where('clinic_id', '=', clinicId)
    .where('active', '=', 1)
    .orderBy('kana')
    .execute();

/** A tenant's staff, those who left included: they stand in records. */
export const listStaff = (db: Db, municipality: string): Promise<StaffRow[]> =>
  db.selectFrom('staff').selectAll().where('municipality', '=', municipality).orderBy('kana').execute();

export const findStaff = (db: Db, municipality: string, staffId: string): Promise<StaffRow | undefined> =>
  db
    .selectFrom('staff')
    .selectAll()
    .where('municipality', '=', municipality)
    .where('staff_id', '=', staffId)
    .executeTakeFirst();

export const insertStaff = async (tx: Db, row: Insertable<Tables['staff']>): Promise<void> => {
  await tx.insertInto('staff').values(row).execute();
};

/** @returns whether there was such a member of staff */
export const updateStaff = async (
  tx: Db,
  municipality: string,
  staffId: string,
  change: Partial<
    Pick<
      StaffRow,
      'pin_box' | 'pin_salt' | 'pin_memory_kib' | 'pin_iterations' | 'pin_parallelism' | 'active'
    >
  >,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('staff')
    .set(change)
    .where('municipality', '=', municipality)
    .where('staff_id', '=', staffId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};
