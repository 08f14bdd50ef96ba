import type { Outcome } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, ClockRow, DeviceRow, DraftAge } from '../store/schema.ts';

/** The enrolled device, or `undefined` on a tablet that is not set up. */
export const loadDevice = async (store: TabletStore): Promise<Outcome<DeviceRow | undefined>> => {
  const row = await store.get('meta', 'device');
  if (!row.ok) return row;
  return { ok: true, value: row.value?.key === 'device' ? row.value : undefined };
};

/** The stored bundle, or `undefined` when none was received yet. */
export const loadBundle = async (store: TabletStore): Promise<Outcome<BundleRow | undefined>> => {
  const row = await store.get('meta', 'bundle');
  if (!row.ok) return row;
  return { ok: true, value: row.value?.key === 'bundle' ? row.value : undefined };
};

/** The latest time of the shift that is known to have come, `undefined` when none was noted yet. */
export const loadClock = async (store: Pick<TabletStore, 'get'>): Promise<Outcome<ClockRow | undefined>> => {
  const row = await store.get('meta', 'clock');
  if (!row.ok) return row;
  return { ok: true, value: row.value?.key === 'clock' ? row.value : undefined };
};

/** How old the drafts were at the last look, by their ids. */
export const loadDraftAges = async (
  store: Pick<TabletStore, 'get'>,
): Promise<Outcome<Readonly<Record<string, DraftAge>>>> => {
  const row = await store.get('meta', 'draftAges');
  if (!row.ok) return row;
  return { ok: true, value: row.value?.key === 'draftAges' ? row.value.ages : {} };
};
