import { fromBase64Url } from '../contract/base64url.ts';
import { FIRST_ROSTER_AAD, rosterAad } from '../contract/bundle.ts';
import { RosterEntry, type StaffEntry } from '../contract/people.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { parseNewer } from '../contract/parse-newer.ts';
import { openBox } from '../crypto/box.ts';
import { fromUtf8 } from '../crypto/bytes.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import type { BundleRow, ClockRow, DeviceRow, StaffLockRow } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import { passkeyRenewal } from './passkey-wrap.ts';
import { isReadable, shiftNow } from './shift-clock.ts';
import {
  bindingOf,
  openStaffSecret,
  sessionFrom,
  tabletParts,
  type UnlockedSession,
} from './staff-secret.ts';
import { withEntry, withoutWrap } from './staff-wrap.ts';
import { loadBundle, loadClock } from './stored.ts';
import type { World } from './world.ts';

export type { UnlockedSession } from './staff-secret.ts';

/** Wrong PINs in a row after which this person's wrap on this tablet is gone (NIST SP 800-63B-4 §5.2.11). */
export const PIN_MAX_WRONG = 10;

/** From this many wrong PINs on, every further try waits: 30 s, then doubling. */
export const PIN_DELAY_FROM = 5;

const PIN_FIRST_DELAY_MS = 30_000;

/** Milliseconds to wait after this many wrong PINs in a row. */
export const pinDelayMs = (wrongPins: number): number =>
  wrongPins < PIN_DELAY_FROM ? 0 : PIN_FIRST_DELAY_MS * 2 ** (wrongPins - PIN_DELAY_FROM);

/** Nobody has been wrong since the last right PIN or recovery. */
export const freshLock = (staffId: string, shiftId: string): StaffLockRow => ({
  staffId,
  shiftId,
  wrongPins: 0,
  waitUntil: 0,
  destroyed: false,
});

/** Derives the key of a PIN; slow by intention, so it runs where the screen stays alive. */
export type DerivePin = (pin: string, kdf: StaffEntry['pinKdf']) => Promise<Uint8Array<ArrayBuffer>>;

interface VaultParts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now'>;
}

/** Who may try to unlock now, and what was counted against them. */
interface Gate {
  readonly staff: StaffEntry;
  readonly lock: StaffLockRow;
  /** As stored: `undefined` when nothing was counted yet. */
  readonly counted: number | undefined;
  readonly clock: ClockRow;
}

/** Whether this person may try now: listed, within the shift, not locked out. Waits are told by {@link unlock}. */
export const openGate = async (
  { store, world }: VaultParts,
  row: BundleRow,
  staffId: string,
): Promise<Outcome<Gate>> => {
  const { shiftId } = row.bundle.shift;
  const staff = row.bundle.staff.find((each) => each.staffId === staffId);
  if (staff === undefined) return problem('forbidden');
  const clock = await loadClock(store);
  if (!clock.ok) return clock;
  if (!isReadable(row, world.now(), clock.value)) return problem('bundle-expired');
  if (clock.value?.shiftId !== shiftId) {
    // Another tab has received another bundle, or was told to forget this one.
    const kept = await loadBundle(store);
    if (!kept.ok) return kept;
    if (kept.value?.bundle.shift.shiftId !== shiftId) return problem('bundle-missing');
  }
  const stored = await store.get('staffLocks', staffId);
  if (!stored.ok) return stored;
  if (stored.value?.destroyed === true || staff.wrappedSecret === '') return problem('pin-destroyed');
  return {
    ok: true,
    value: {
      staff,
      lock: stored.value ?? freshLock(staffId, shiftId),
      counted: stored.value?.wrongPins,
      clock: { key: 'clock', shiftId, seenMs: shiftNow(row, world.now(), clock.value) },
    },
  };
};

/** The stored bundle changed by the steps given, if it still is the one that was read. */
const changeBundle = async (
  store: TabletStore,
  change: (row: BundleRow) => BundleRow,
): Promise<Outcome<readonly WriteOp[]>> => {
  const read = await loadBundle(store);
  if (!read.ok) return read;
  const row = read.value;
  if (row === undefined) return problem('bundle-missing');
  const { receivedAt: value } = row;
  return {
    ok: true,
    value: [
      { do: 'expect', table: 'meta', key: 'bundle', field: 'receivedAt', value },
      { do: 'put', table: 'meta', row: change(row) },
    ],
  };
};

/**
 * Milliseconds that are still to be waited before the next try. A clock turned back never shortens a wait: it then
 * begins anew from its full length, by the clock as it is now, so that it also ends.
 */
export const waitLeftMs = async ({ store, world }: VaultParts, lock: StaffLockRow): Promise<number> => {
  const { staffId: key, wrongPins } = lock;
  const longest = pinDelayMs(wrongPins);
  const left = lock.waitUntil - world.now();
  if (left <= longest) return Math.max(0, left);
  // Where this cannot be stored the next look takes the wait anew again.
  await store.commit([
    { do: 'expect', table: 'staffLocks', key, field: 'wrongPins', value: wrongPins },
    { do: 'put', table: 'staffLocks', row: { ...lock, waitUntil: world.now() + longest } },
  ]);
  return longest;
};

/**
 * Unlocks for one member of staff, offline. The try is counted as wrong, durably, before its outcome is known, and
 * the last one takes the wrap away before it is tried: pulling the plug in between gains nothing. Of two tries at
 * once, in two tabs, one is refused untried (`storage-conflict`).
 */
export const unlock = async (
  { derivePin, ...parts }: VaultParts & { derivePin: DerivePin },
  device: DeviceRow,
  row: BundleRow,
  { staffId, pin }: { staffId: string; pin: string },
): Promise<Outcome<UnlockedSession>> => {
  const { store, world } = parts;
  const { shiftId } = row.bundle.shift;
  const gate = await openGate(parts, row, staffId);
  if (!gate.ok) return gate;
  const { staff, lock } = gate.value;
  const wait = await waitLeftMs(parts, lock);
  if (wait > 0) return problem('pin-wait', { seconds: Math.ceil(wait / 1000) });

  const wrongPins = lock.wrongPins + 1;
  const waitUntil = world.now() + pinDelayMs(wrongPins);
  const isLast = wrongPins >= PIN_MAX_WRONG;
  const destruction = isLast ? await changeBundle(store, (stored) => withoutWrap(stored, staffId)) : NOTHING;
  if (!destruction.ok) return destruction;
  const before = await commitWithAudit(parts, { action: 'unlock-refused', staffId }, () => ({
    ops: [
      { do: 'expect', table: 'staffLocks', key: staffId, field: 'wrongPins', value: gate.value.counted },
      { do: 'put', table: 'staffLocks', row: { staffId, shiftId, wrongPins, waitUntil, destroyed: isLast } },
      { do: 'put', table: 'meta', row: gate.value.clock },
      ...destruction.value,
    ],
  }));
  if (!before.ok) return before;

  const [tablet, pinKey] = await Promise.all([tabletParts(device, row), derivePin(pin, staff.pinKdf)]);
  const bound = bindingOf(device, row, staffId);
  const opened = tablet && (await openStaffSecret(pinKey, tablet, bound, staff));
  pinKey.fill(0);
  if (tablet === undefined || opened === undefined) {
    return isLast ? problem('pin-destroyed') : problem('pin-wrong', { left: PIN_MAX_WRONG - wrongPins });
  }

  const restoration = isLast
    ? await changeBundle(store, (stored) =>
        stored.bundle.shift.shiftId === shiftId ? withEntry(stored, staff) : stored,
      )
    : NOTHING;
  if (!restoration.ok) return restoration;
  const renewal = await passkeyRenewal(store, tablet, bound, opened);
  if (!renewal.ok) return renewal;
  const after = await commitWithAudit(parts, { action: 'unlocked', staffId }, () => ({
    ops: [
      { do: 'put', table: 'staffLocks', row: freshLock(staffId, shiftId) },
      ...restoration.value,
      ...renewal.value,
    ],
  }));
  if (!after.ok) return after;
  return { ok: true, value: await sessionFrom(staff, shiftId, opened) };
};

const NOTHING: Outcome<readonly WriteOp[]> = { ok: true, value: [] };

/** Today's list, for unlocked staff. */
export const openRoster = async (
  session: UnlockedSession,
  { bundle }: BundleRow,
): Promise<Outcome<readonly RosterEntry[]>> => {
  if (session.shiftId !== bundle.shift.shiftId) return problem('locked');
  const box = fromBase64Url(bundle.rosterBox);
  const open = (aad: string) => (box === undefined ? undefined : openBox(session.cacheKey, box, aad));
  const bytes = (await open(rosterAad(bundle))) ?? (await open(FIRST_ROSTER_AAD));
  const text = bytes === undefined ? undefined : fromUtf8(bytes);
  if (text === undefined) return problem('stored-data-damaged');
  const rows: unknown = JSON.parse(text);
  if (!Array.isArray(rows)) return problem('stored-data-damaged');
  const entries = rows.map((row) => parseNewer(RosterEntry, row));
  return entries.every((entry) => entry.success)
    ? { ok: true, value: entries.map((entry) => entry.data) }
    : problem('stored-data-damaged');
};
