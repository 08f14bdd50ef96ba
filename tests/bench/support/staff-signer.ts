import { fromBase64Url } from '../../../src/lib/contract/base64url.ts';
import type { DayBundle } from '../../../src/lib/contract/bundle.ts';
import { openBox } from '../../../src/lib/crypto/box.ts';
import type { Signer } from '../../../src/lib/crypto/es256.ts';
import { derivePinKey } from '../../../src/lib/crypto/pin.ts';
import type { DeviceRow } from '../../../src/lib/store/schema.ts';
import { DEVICE_SECRET_AAD } from '../../../src/lib/tablet/enrolment.ts';
import { openStaffSecret, sessionFrom } from '../../../src/lib/tablet/staff-secret.ts';

const pinOf = (printed: string, name: string): string => {
  const line = printed.split('\n').find((each) => each.includes('PIN') && each.includes(name));
  const [, pin] = /PIN\s+(\d{6,12})/.exec(line ?? '') ?? [];
  if (pin === undefined) throw new Error('the hub printed the PIN of each member of staff');
  return pin;
};

/** The signing key of a member of staff, opened on this tablet with the PIN that the demo hub printed. */
export const staffSigner = async (
  device: DeviceRow,
  { staff, shift }: Pick<DayBundle, 'staff' | 'shift'>,
  { staffId, printed }: { readonly staffId: string; readonly printed: string },
): Promise<Signer> => {
  const entry = staff.find((each) => each.staffId === staffId);
  const shiftPart = fromBase64Url(shift.part);
  const deviceSecret = await openBox(device.wrapKey, device.wrappedSecret, DEVICE_SECRET_AAD);
  if (entry === undefined || shiftPart === undefined || deviceSecret === undefined) {
    throw new Error('the bundle lists the person and the tablet has its secret');
  }
  const { shiftId } = shift;
  const opened = await openStaffSecret(
    await derivePinKey(pinOf(printed, entry.name), entry.pinKdf),
    { deviceSecret, shiftPart },
    { staffId, deviceId: device.deviceId, shiftId },
    entry,
  );
  const signer = opened && (await sessionFrom(entry, shiftId, opened)).signer;
  if (signer === undefined) throw new Error('the PIN opens the signing key');
  return signer;
};
