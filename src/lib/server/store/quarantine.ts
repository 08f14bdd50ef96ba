import type { Insertable } from 'kysely';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

/** Keeps bytes that could not become a revision. The same bytes again are kept once. @returns whether they are new */
export const insertQuarantine = async (tx: Db, row: Insertable<Tables['quarantine']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('quarantine')
    .values(row)
    .onConflict((conflict) => conflict.columns(['device_id', 'revision_id', 'sha256']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
};

/** How many a device has in quarantine: a broken tablet must not fill the disk. */
export const countQuarantine = async (db: Db, deviceId: string): Promise<number> => {
  const { count } = await db
    .selectFrom('quarantine')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('device_id', '=', deviceId)
    .executeTakeFirstOrThrow();
  return count;
};

export interface QuarantineLine {
  readonly quarantineId: string;
  readonly code: string;
  readonly at: string;
  readonly deviceLabel: string;
  readonly clinicName: string;
}

/** A tenant's newest quarantined arrivals. */
export const listQuarantine = (db: Db, municipality: string, limit: number): Promise<QuarantineLine[]> =>
  db
    .selectFrom('quarantine')
    .innerJoin('device', 'device.device_id', 'quarantine.device_id')
    .innerJoin('clinic', 'clinic.clinic_id', 'device.clinic_id')
    .select([
      'quarantine.quarantine_id as quarantineId',
      'quarantine.code',
      'quarantine.at',
      'device.label as deviceLabel',
      'clinic.name as clinicName',
    ])
    .where('quarantine.municipality', '=', municipality)
    .orderBy('quarantine.at', 'desc')
    .limit(limit)
    .execute();
