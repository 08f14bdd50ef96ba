import { toBase64Url } from '../../contract/base64url.ts';
import type { StaffEntry } from '../../contract/people.ts';
import { staffKek, wrapForStaff } from '../../crypto/pin.ts';
import type { Hub } from '../hub.ts';
import { pinKdfOf } from '../people/set-pin.ts';
import type { DeviceRow } from '../store/devices.ts';
import { activeStaff } from '../store/staff.ts';
import type { OpenShift } from './open-shift.ts';

/** The clinic's staff, each with the session secret under a key that needs their PIN, this tablet and this shift. */
export const staffWraps = async (hub: Hub, device: DeviceRow, shift: OpenShift): Promise<StaffEntry[]> => {
  const deviceSecret = await hub.atRest.open(device.secret_box, 'device-secret', device.device_id);
  const staff = await activeStaff(hub.store.db, device.clinic_id);
  return Promise.all(
    staff.map(async (row): Promise<StaffEntry> => {
      const pinKey = await hub.atRest.open(row.pin_box, 'pin-key', row.staff_id);
      const kek = await staffKek(
        { pinKey, deviceSecret, shiftPart: shift.part },
        { staffId: row.staff_id, deviceId: device.device_id, shiftId: shift.shiftId },
      );
      return {
        staffId: row.staff_id,
        name: row.name,
        kana: row.kana,
        role: row.role,
        pinKdf: pinKdfOf(row),
        wrappedSecret: toBase64Url(await wrapForStaff(kek, shift.secret, row.staff_id)),
      };
    }),
  );
};
