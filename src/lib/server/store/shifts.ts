import type { Insertable, Selectable } from 'kysely';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type ShiftRow = Selectable<Tables['shift']>;
export type CodeEntryRow = Selectable<Tables['code_entry']>;

export const findShift = (db: Db, clinicId: string, date: string): Promise<ShiftRow | undefined> =>
  db
    .selectFrom('shift')
    .selectAll()
    .where('clinic_id', '=', clinicId)
    .where('date', '=', date)
    .executeTakeFirst();

/** The clinic's shift of a day: the given one unless another was made first. */
export const insertShiftOnce = async (tx: Db, row: Insertable<Tables['shift']>): Promise<ShiftRow> => {
  await tx
    .insertInto('shift')
    .values(row)
    .onConflict((conflict) => conflict.columns(['clinic_id', 'date']).doNothing())
    .execute();
  const shift = await findShift(tx, row.clinic_id, row.date);
  if (shift === undefined) throw new Error('the shift just made is not there');
  return shift;
};

/** Forgets the keys of days before `date`: what lies under them opens no more. */
export const dropShiftsBefore = async (tx: Db, date: string): Promise<void> => {
  await tx
    .deleteFrom('code_entry')
    .where('shift_id', 'in', (old) => old.selectFrom('shift').select('shift_id').where('date', '<', date))
    .execute();
  await tx.deleteFrom('shift').where('date', '<', date).execute();
};

export const listCodeEntries = (db: Db, shiftId: string): Promise<CodeEntryRow[]> =>
  db.selectFrom('code_entry').selectAll().where('shift_id', '=', shiftId).execute();

export const addCodeEntries = async (db: Db, entries: readonly CodeEntryRow[]): Promise<void> => {
  for (const entry of entries) {
    await db
      .insertInto('code_entry')
      .values(entry)
      .onConflict((conflict) => conflict.columns(['shift_id', 'ticket_id']).doNothing())
      .execute();
  }
};
