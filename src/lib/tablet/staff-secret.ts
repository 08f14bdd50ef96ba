import { fromBase64Url } from '../contract/base64url.ts';
import type { StaffEntry } from '../contract/people.ts';
import { openBox } from '../crypto/box.ts';
import { concatBytes, type Bytes } from '../crypto/bytes.ts';
import type { Signer } from '../crypto/es256.ts';
import type { PasskeyBinding, TabletParts } from '../crypto/passkey.ts';
import { staffKek, unwrapForStaff } from '../crypto/pin.ts';
import type { SealKeyPair } from '../crypto/seal.ts';
import { sessionKeys } from '../crypto/session.ts';
import { importSigner, unwrapSigningKey } from '../crypto/staff-signing.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { SHIFT_PART_AAD } from './shift-part.ts';
import { DEVICE_SECRET_AAD } from './enrolment.ts';

/** What unlocked staff hold in memory, and nowhere else. */
export interface UnlockedSession {
  readonly staff: StaffEntry;
  readonly shiftId: string;
  readonly cacheKey: CryptoKey;
  readonly sealPair: SealKeyPair;
  /** Signs what this person confirms; `undefined` where the hub gave no key. */
  readonly signer: Signer | undefined;
}

const SECRET_BYTES = 32;

/** The tablet's and the hub's part of every staff key of this shift; `undefined` after the shift has ended. */
export const tabletParts = async (
  device: DeviceRow,
  { wrappedShiftPart }: BundleRow,
): Promise<TabletParts | undefined> => {
  const [deviceSecret, shiftPart] = await Promise.all([
    openBox(device.wrapKey, device.wrappedSecret, DEVICE_SECRET_AAD),
    openBox(device.wrapKey, wrappedShiftPart, SHIFT_PART_AAD),
  ]);
  return deviceSecret === undefined || shiftPart === undefined ? undefined : { deviceSecret, shiftPart };
};

/** Which person on which tablet in which shift a wrap is for. */
export const bindingOf = (device: DeviceRow, { bundle }: BundleRow, staffId: string): PasskeyBinding => ({
  staffId,
  deviceId: device.deviceId,
  shiftId: bundle.shift.shiftId,
});

/**
 * What a PIN's key opens: the session secret, and behind it the person's signing key (PKCS8) where there is one.
 * `undefined` when PIN, tablet, shift or person are others than those of the wrap.
 */
export const openStaffSecret = async (
  pinKey: Bytes,
  parts: TabletParts,
  bound: PasskeyBinding,
  { staffId, wrappedSecret, signing }: StaffEntry,
): Promise<Bytes | undefined> => {
  const box = fromBase64Url(wrappedSecret);
  if (box === undefined) return undefined;
  const kek = await staffKek({ pinKey, ...parts }, bound);
  const secret = await unwrapForStaff(kek, box, staffId);
  const signingBox = signing === undefined ? undefined : fromBase64Url(signing.box);
  if (secret === undefined || signing === undefined || signingBox === undefined) return secret;
  const pkcs8 = await unwrapSigningKey(kek, signingBox, { staffId, kid: signing.kid });
  if (pkcs8 === undefined) return secret;
  const both = concatBytes(secret, pkcs8);
  secret.fill(0);
  pkcs8.fill(0);
  return both;
};

/** The keys that come from {@link openStaffSecret}, whose bytes are zero afterwards. */
export const sessionFrom = async (
  staff: StaffEntry,
  shiftId: string,
  opened: Bytes,
): Promise<UnlockedSession> => {
  const secret = opened.slice(0, SECRET_BYTES);
  const pkcs8 = opened.slice(SECRET_BYTES);
  opened.fill(0);
  const signer =
    staff.signing === undefined || pkcs8.length === 0
      ? undefined
      : await importSigner(staff.signing.kid, pkcs8);
  const keys = await sessionKeys(secret);
  secret.fill(0);
  return { staff, shiftId, ...keys, signer };
};
