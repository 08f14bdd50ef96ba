import type { Insertable, Selectable } from 'kysely';
import { paddedList } from './few-shapes.ts';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type DeviceRow = Selectable<Tables['device']>;

export const findDevice = (db: Db, deviceId: string): Promise<DeviceRow | undefined> =>
  db.selectFrom('device').selectAll().where('device_id', '=', deviceId).executeTakeFirst();

export const insertDevice = async (tx: Db, row: Insertable<Tables['device']>): Promise<void> => {
  await tx.insertInto('device').values(row).execute();
};

export const touchDevice = async (tx: Db, deviceId: string, at: string): Promise<void> => {
  await tx.updateTable('device').set({ last_seen_at: at }).where('device_id', '=', deviceId).execute();
};

/** {@link touchDevice} for several. */
export const touchDevices = async (tx: Db, deviceIds: readonly string[], at: string): Promise<void> => {
  await tx
    .updateTable('device')
    .set({ last_seen_at: at })
    .where('device_id', 'in', paddedList(deviceIds))
    .execute();
};

/** @returns whether there was such a device that was not revoked yet */
export const revokeDevice = async (
  tx: Db,
  municipality: string,
  deviceId: string,
  at: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('device')
    .set({ revoked_at: at })
    .where('municipality', '=', municipality)
    .where('device_id', '=', deviceId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

export interface DeviceSummary {
  readonly deviceId: string;
  readonly label: string;
  readonly clinicId: string;
  readonly clinicName: string;
  readonly enrolledAt: string;
  readonly lastSeenAt: string | null;
  readonly revokedAt: string | null;
  readonly received: number;
}

/** A tenant's devices, those in use first, then newest first. */
export const listDevices = async (db: Db, municipality: string): Promise<DeviceSummary[]> => {
  const rows = await db
    .selectFrom('device')
    .innerJoin('clinic', 'clinic.clinic_id', 'device.clinic_id')
    .select((from) => [
      'device.device_id as deviceId',
      'device.label',
      'device.clinic_id as clinicId',
      'clinic.name as clinicName',
      'device.enrolled_at as enrolledAt',
      'device.last_seen_at as lastSeenAt',
      'device.revoked_at as revokedAt',
      from
        .selectFrom('revision')
        .select(from.fn.countAll<number>().as('n'))
        .whereRef('revision.device_id', '=', 'device.device_id')
        .as('received'),
    ])
    .where('device.municipality', '=', municipality)
    .orderBy('device.revoked_at', (order) => order.asc().nullsFirst())
    .orderBy('device.enrolled_at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, received: row.received ?? 0 }));
};
