import type { Outcome } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import { purgeCaches } from '../store/room.ts';
import type { BundleRow } from '../store/schema.ts';
import { loadBundle } from './stored.ts';

/** Hashes of the parts that a bundle names. */
const partsOf = (day: BundleRow | undefined): ReadonlySet<string> | undefined =>
  day && new Set(day.bundle.forms.flatMap((form) => ('sha256' in form ? [form.sha256] : [])));

/**
 * Makes room with what this tablet can do without. What has no receipt, drafts, and damaged rows are never touched;
 * while there is a draft every form stays, since it may need one that today's bundle names no more.
 * @returns how many rows were taken away
 */
export const makeRoom = async (store: TabletStore): Promise<Outcome<number>> => {
  const day = await loadBundle(store);
  if (!day.ok) return day;
  const drafts = await store.count('drafts');
  if (!drafts.ok) return drafts;
  const parts = drafts.value === 0 ? partsOf(day.value) : undefined;
  return purgeCaches(store, { shiftId: day.value?.bundle.shift.shiftId, parts });
};
