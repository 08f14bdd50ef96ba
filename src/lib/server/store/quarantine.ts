import type { Insertable, Selectable } from 'kysely';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

/**
 * Code of a form that was begun and never handed in: it could not be saved on its tablet, or nothing there opens it any
 * more. Never released: a person reads and enters it.
 */
export const DRAFT_RESCUED = 'draft-rescued';

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
    .where('released_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
};

/** Of how many revisions that were never taken in a device's bytes wait in quarantine. */
export const countKeptApart = async (db: Db, deviceId: string): Promise<number> => {
  const { count } = await db
    .selectFrom('quarantine')
    .select(({ fn }) => fn.count<number>('quarantine.revision_id').distinct().as('count'))
    .where('device_id', '=', deviceId)
    .where('released_at', 'is', null)
    .where('code', '!=', DRAFT_RESCUED)
    .where('quarantine.revision_id', 'not in', (from) =>
      from.selectFrom('revision').select('revision.revision_id').where('revision.device_id', '=', deviceId),
    )
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

/** A tenant's newest quarantined arrivals that wait. */
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
    .where('quarantine.released_at', 'is', null)
    .orderBy('quarantine.at', 'desc')
    .limit(limit)
    .execute();

export type QuarantineRow = Selectable<Tables['quarantine']>;

/** Bytes that lie in quarantine already, by what makes them the same. */
export const findQuarantined = (
  db: Db,
  of: { readonly deviceId: string; readonly revisionId: string; readonly sha256: string },
): Promise<Pick<QuarantineRow, 'quarantine_id' | 'code' | 'at'> | undefined> =>
  db
    .selectFrom('quarantine')
    .select(['quarantine_id', 'code', 'at'])
    .where('device_id', '=', of.deviceId)
    .where('revision_id', '=', of.revisionId)
    .where('sha256', '=', of.sha256)
    .executeTakeFirst();

/** One of a tenant's quarantined arrivals, with its bytes. */
export const findQuarantine = (
  db: Db,
  municipality: string,
  quarantineId: string,
): Promise<QuarantineRow | undefined> =>
  db
    .selectFrom('quarantine')
    .selectAll()
    .where('municipality', '=', municipality)
    .where('quarantine_id', '=', quarantineId)
    .executeTakeFirst();

/** Notes that the bytes were taken in after all. @returns whether that is news */
export const markReleased = async (tx: Db, quarantineId: string, at: string): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('quarantine')
    .set({ released_at: at })
    .where('quarantine_id', '=', quarantineId)
    .where('released_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

export interface QuarantineItem extends QuarantineLine {
  readonly deviceId: string;
  readonly recordId: string;
  readonly revisionId: string;
  readonly releasedAt: string | null;
}

/** A tenant's quarantined arrivals: those that wait first, then newest first. Loads no bytes. */
export const quarantineItems = (db: Db, municipality: string, limit: number): Promise<QuarantineItem[]> =>
  db
    .selectFrom('quarantine')
    .innerJoin('device', 'device.device_id', 'quarantine.device_id')
    .innerJoin('clinic', 'clinic.clinic_id', 'device.clinic_id')
    .select([
      'quarantine.quarantine_id as quarantineId',
      'quarantine.code',
      'quarantine.at',
      'quarantine.device_id as deviceId',
      'quarantine.record_id as recordId',
      'quarantine.revision_id as revisionId',
      'quarantine.released_at as releasedAt',
      'device.label as deviceLabel',
      'clinic.name as clinicName',
    ])
    .where('quarantine.municipality', '=', municipality)
    .orderBy('quarantine.released_at', (order) => order.desc().nullsFirst())
    .orderBy('quarantine.at', 'desc')
    .limit(limit)
    .execute();
