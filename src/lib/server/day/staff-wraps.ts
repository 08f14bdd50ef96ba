import { toBase64Url } from '../../contract/base64url.ts';
import type { StaffEntry } from '../../contract/people.ts';
import { staffKek, wrapForStaff } from '../../crypto/pin.ts';
import { wrapSigningKey } from '../../crypto/staff-signing.ts';
import type { Hub } from '../hub.ts';
import { pinKdfOf } from '../people/set-pin.ts';
import { staffSigningKeys } from '../people/staff-signing-key.ts';
import type { DeviceRow } from '../store/devices.ts';
import { activeStaff } from '../store/staff.ts';
import type { StaffKeyRow } from '../store/staff-keys.ts';
import type { OpenShift } from './open-shift.ts';

/** A signing key for its person on this tablet in this shift. */
const wrapSigner = async (
  hub: Hub,
  kek: CryptoKey,
  { kid, staff_id: staffId, private_box: box }: StaffKeyRow,
): Promise<Required<StaffEntry>['signing']> => {
  const pkcs8 = await hub.atRest.open(box, 'staff-signing-key', kid);
  try {
    return { kid, box: toBase64Url(await wrapSigningKey(kek, pkcs8, { staffId, kid })) };
  } finally {
    pkcs8.fill(0);
  }
};

/** The clinic's staff, each with the session secret and the own signing key under a key that needs their PIN, this tablet and this shift. */
export const staffWraps = async (hub: Hub, device: DeviceRow, shift: OpenShift): Promise<StaffEntry[]> => {
  const deviceSecret = await hub.atRest.open(device.secret_box, 'device-secret', device.device_id);
  const staff = await activeStaff(hub.store.db, device.clinic_id);
  const signingKeys = await staffSigningKeys(
    hub,
    device.municipality,
    staff.map(({ staff_id: staffId }) => staffId),
  );
  return Promise.all(
    staff.map(async (row): Promise<StaffEntry> => {
      const pinKey = await hub.atRest.open(row.pin_box, 'pin-key', row.staff_id);
      const kek = await staffKek(
        { pinKey, deviceSecret, shiftPart: shift.part },
        { staffId: row.staff_id, deviceId: device.device_id, shiftId: shift.shiftId },
      );
      const signingKey = signingKeys.get(row.staff_id);
      return {
        staffId: row.staff_id,
        name: row.name,
        kana: row.kana,
        role: row.role,
        pinKdf: pinKdfOf(row),
        wrappedSecret: toBase64Url(await wrapForStaff(kek, shift.secret, row.staff_id)),
        ...(signingKey === undefined ? {} : { signing: await wrapSigner(hub, kek, signingKey) }),
      };
    }),
  );
};
