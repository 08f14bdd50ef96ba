import { problem, type Outcome } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import { shiftNow } from './shift-clock.ts';
import { shiftRemains } from './shift-remains.ts';
import { bareEntry } from './staff-wrap.ts';
import { loadBundle, loadClock } from './stored.ts';
import { instant, type World } from './world.ts';

interface Parts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now'>;
}

/** How often the destruction is made anew when a draft was saved or a bundle arrived in between. */
const MAX_TRIES = 5;

/** The time of the shift is noted when it has moved on by this, milliseconds. */
const NOTE_EVERY_MS = 60_000;

/**
 * The bundle after its shift: forms, public keys, names of staff and the locked entries for tickets stay, so that
 * collecting goes on. Every wrap, the shift part and the staff's list are gone.
 */
const endedBundle = (row: BundleRow, endedAt: string): BundleRow => ({
  ...row,
  bundle: { ...row.bundle, rosterBox: '', staff: row.bundle.staff.map(bareEntry) },
  wrappedShiftPart: new Uint8Array(0),
  endedAt,
});

/**
 * Ends the shift on this tablet: nothing that reads outlives it. Wraps, shift part, list, read copies and what
 * passkeys open are destroyed in one strict commit. Sealed revisions stay and are sent; families go on. Only a new
 * bundle of the hub lets staff read again. Asked again, it does nothing.
 *
 * @returns the bundle as it is afterwards, `undefined` when there is none
 */
export const endShift = async ({ store, world }: Parts): Promise<Outcome<BundleRow | undefined>> => {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const read = await loadBundle(store);
    if (!read.ok || read.value === undefined || read.value.endedAt !== undefined) return read;
    const row = read.value;
    const ended = endedBundle(row, instant(world));
    const clock = await loadClock(store);
    if (!clock.ok) return clock;
    const remains = await shiftRemains(store, undefined);
    if (!remains.ok) return remains;
    const { shiftId } = row.bundle.shift;
    // From here on the shift's time is over, whatever any clock says.
    const seenMs = Math.max(shiftNow(row, world.now(), clock.value), Date.parse(row.bundle.expiresAt));
    const committed = await commitWithAudit({ store, world }, { action: 'shift-ended' }, () => ({
      ops: [
        { do: 'expect', table: 'meta', key: 'bundle', field: 'receivedAt', value: row.receivedAt },
        ...remains.value,
        { do: 'put', table: 'meta', row: ended },
        { do: 'put', table: 'meta', row: { key: 'clock', shiftId, seenMs } },
      ],
    }));
    if (committed.ok) return { ok: true, value: ended };
    if (committed.error.code !== 'storage-conflict') return committed;
  }
  return problem('storage-conflict');
};

/**
 * Keeps a shift within its time: notes how late it is, so that turning the clock back gains nothing, and ends the
 * shift when its time is over. Asked at start and every few seconds.
 *
 * @param day the bundle this tab works with
 * @returns the bundle to work with from now on: the same one while the shift lasts, what is stored when another tab
 * has received or ended one
 */
export const keepShift = async (
  { store, world }: Parts,
  day: BundleRow | undefined,
): Promise<Outcome<BundleRow | undefined>> => {
  const clock = await loadClock(store);
  if (!clock.ok) return clock;
  if (clock.value?.shiftId !== day?.bundle.shift.shiftId || day === undefined) {
    const stored = await loadBundle(store);
    if (!stored.ok || stored.value?.bundle.bundleId !== day?.bundle.bundleId || day === undefined)
      return stored;
  }
  if (day.endedAt !== undefined) return { ok: true, value: day };
  const seenMs = shiftNow(day, world.now(), clock.value);
  if (seenMs >= Date.parse(day.bundle.expiresAt)) return endShift({ store, world });
  if (seenMs - (clock.value?.seenMs ?? 0) >= NOTE_EVERY_MS) {
    const { seenMs: value } = clock.value ?? {};
    const noted = await store.commit([
      { do: 'expect', table: 'meta', key: 'clock', field: 'seenMs', value },
      { do: 'put', table: 'meta', row: { key: 'clock', shiftId: day.bundle.shift.shiftId, seenMs } },
    ]);
    // Another tab that noted a later time in between has done the same work.
    if (!noted.ok && noted.error.code !== 'storage-conflict') return noted;
  }
  return { ok: true, value: day };
};
