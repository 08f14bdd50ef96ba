import type { Insertable, Selectable } from 'kysely';
import type { VerifyKey } from '../../contract/bundle.ts';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type StaffKeyRow = Selectable<Tables['staff_key']>;

/** The signing keys of these members of staff. */
export const staffKeysOf = (db: Db, staffIds: readonly string[]): Promise<StaffKeyRow[]> =>
  staffIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('staff_key')
        .selectAll()
        .where('staff_id', 'in', [...staffIds])
        .execute();

/** A key by its id, whoever has it: keys of staff who left verify what they signed. */
export const findStaffKey = async (
  db: Db,
  kid: string,
): Promise<(VerifyKey & { readonly staffId: string }) | undefined> => {
  const row = await db
    .selectFrom('staff_key')
    .select(['kid', 'staff_id', 'public_x', 'public_y'])
    .where('kid', '=', kid)
    .executeTakeFirst();
  return row && { kid: row.kid, staffId: row.staff_id, x: row.public_x, y: row.public_y };
};

/** @returns whether it was the first key of its person */
export const insertStaffKeyOnce = async (tx: Db, row: Insertable<Tables['staff_key']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('staff_key')
    .values(row)
    .onConflict((conflict) => conflict.column('staff_id').doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
};
