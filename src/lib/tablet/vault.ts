import { fromBase64Url } from '../contract/base64url.ts';
import { ROSTER_AAD } from '../contract/bundle.ts';
import { RosterEntry, type StaffEntry } from '../contract/people.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { openBox } from '../crypto/box.ts';
import { fromUtf8 } from '../crypto/bytes.ts';
import { staffKek, unwrapForStaff } from '../crypto/pin.ts';
import type { SealKeyPair } from '../crypto/seal.ts';
import { sessionKeys } from '../crypto/session.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DeviceRow, StaffLockRow } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import { SHIFT_PART_AAD, isReadable } from './day.ts';
import { DEVICE_SECRET_AAD } from './enrolment.ts';
import { withoutWrap } from './staff-wrap.ts';
import type { World } from './world.ts';

/** Wrong PINs in a row after which this person's wrap on this tablet is gone (NIST SP 800-63B-4 §5.2.11). */
export const PIN_MAX_WRONG = 10;

/** From this many wrong PINs on, every further try waits: 30 s, then doubling. */
export const PIN_DELAY_FROM = 5;

const PIN_FIRST_DELAY_MS = 30_000;

/** What unlocked staff hold in memory, and nowhere else. */
export interface UnlockedSession {
  readonly staff: StaffEntry;
  readonly shiftId: string;
  readonly cacheKey: CryptoKey;
  readonly sealPair: SealKeyPair;
}

/** Milliseconds to wait after this many wrong PINs in a row. */
export const pinDelayMs = (wrongPins: number): number =>
  wrongPins < PIN_DELAY_FROM ? 0 : PIN_FIRST_DELAY_MS * 2 ** (wrongPins - PIN_DELAY_FROM);

const freshLock = (staffId: string, shiftId: string): StaffLockRow => ({
  staffId,
  shiftId,
  wrongPins: 0,
  waitUntil: 0,
  destroyed: false,
});

/** Derives the key of a PIN; slow by intention, so it runs where the screen stays alive. */
export type DerivePin = (pin: string, kdf: StaffEntry['pinKdf']) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Unlocks for one member of staff, offline. The try is counted as wrong, durably, before its outcome is known:
 * pulling the plug in between gains nothing.
 */
export const unlock = async (
  { store, world, derivePin }: { store: TabletStore; world: World; derivePin: DerivePin },
  device: DeviceRow,
  row: BundleRow,
  { staffId, pin }: { staffId: string; pin: string },
): Promise<Outcome<UnlockedSession>> => {
  const { bundle } = row;
  const { shiftId } = bundle.shift;
  const staff = bundle.staff.find((each) => each.staffId === staffId);
  if (staff === undefined) return problem('forbidden');
  if (!isReadable(row, world.now())) return problem('bundle-expired');

  const stored = await store.get('staffLocks', staffId);
  if (!stored.ok) return stored;
  const lock = stored.value?.shiftId === shiftId ? stored.value : freshLock(staffId, shiftId);
  if (lock.destroyed) return problem('pin-destroyed');
  // A clock turned back never shortens a wait: the wait is taken anew from the longest it can be.
  const wait = Math.min(lock.waitUntil - world.now(), pinDelayMs(lock.wrongPins));
  if (wait > 0) return problem('pin-wait', { seconds: Math.ceil(wait / 1000) });

  const wrongPins = lock.wrongPins + 1;
  const counted: StaffLockRow = {
    staffId,
    shiftId,
    wrongPins,
    waitUntil: world.now() + pinDelayMs(wrongPins),
    destroyed: wrongPins >= PIN_MAX_WRONG,
  };
  const before = await commitWithAudit({ store, world }, { action: 'unlock-refused', staffId }, () => ({
    ops: [
      {
        do: 'expect',
        table: 'staffLocks',
        key: staffId,
        field: 'wrongPins',
        value: stored.value?.wrongPins,
      },
      { do: 'put', table: 'staffLocks', row: counted },
    ],
  }));
  if (!before.ok) return before;

  const secret = await openSecret({ derivePin }, device, row, staff, pin);
  if (secret === undefined) {
    if (!counted.destroyed) return problem('pin-wrong', { left: PIN_MAX_WRONG - wrongPins });
    const gone = await store.commit([{ do: 'put', table: 'meta', row: withoutWrap(row, staffId) }]);
    return gone.ok ? problem('pin-destroyed') : gone;
  }
  const after = await commitWithAudit({ store, world }, { action: 'unlocked', staffId }, () => ({
    ops: [{ do: 'put', table: 'staffLocks', row: freshLock(staffId, shiftId) }],
  }));
  if (!after.ok) return after;
  return { ok: true, value: { staff, shiftId, ...(await sessionKeys(secret)) } };
};

const openSecret = async (
  { derivePin }: { derivePin: DerivePin },
  device: DeviceRow,
  { bundle, wrappedShiftPart }: BundleRow,
  staff: StaffEntry,
  pin: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const [deviceSecret, shiftPart, pinKey] = await Promise.all([
    openBox(device.wrapKey, device.wrappedSecret, DEVICE_SECRET_AAD),
    openBox(device.wrapKey, wrappedShiftPart, SHIFT_PART_AAD),
    derivePin(pin, staff.pinKdf),
  ]);
  const wrapped = fromBase64Url(staff.wrappedSecret);
  if (deviceSecret === undefined || shiftPart === undefined || wrapped === undefined) return undefined;
  const kek = await staffKek(
    { pinKey, deviceSecret, shiftPart },
    { staffId: staff.staffId, deviceId: device.deviceId, shiftId: bundle.shift.shiftId },
  );
  return unwrapForStaff(kek, wrapped, staff.staffId);
};

/** Today's list, for unlocked staff. */
export const openRoster = async (
  session: UnlockedSession,
  { bundle }: BundleRow,
): Promise<Outcome<readonly RosterEntry[]>> => {
  if (session.shiftId !== bundle.shift.shiftId) return problem('locked');
  const box = fromBase64Url(bundle.rosterBox);
  const bytes = box === undefined ? undefined : await openBox(session.cacheKey, box, ROSTER_AAD);
  const text = bytes === undefined ? undefined : fromUtf8(bytes);
  if (text === undefined) return problem('stored-data-damaged');
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows)) return problem('stored-data-damaged');
  const entries = rows.map((row) => RosterEntry.safeParse(row));
  return entries.every((entry) => entry.success)
    ? { ok: true, value: entries.map((entry) => entry.data) }
    : problem('stored-data-damaged');
};
