import type { Db } from './hub-store.ts';

/** How long each tablet in use at a clinic needs for the key of a PIN at the least cost, milliseconds. */
export const pinKeyTimes = async (db: Db, clinicId: string): Promise<readonly number[]> => {
  const rows = await db
    .selectFrom('device_report')
    .innerJoin('device', 'device.device_id', 'device_report.device_id')
    .select('device_report.pin_key_ms as ms')
    .where('device.clinic_id', '=', clinicId)
    .where('device.revoked_at', 'is', null)
    .where('device_report.pin_key_ms', 'is not', null)
    .execute();
  return rows.flatMap(({ ms }) => (ms === null ? [] : [ms]));
};
