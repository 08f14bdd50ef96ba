import { DayBundle } from '../contract/bundle.ts';
import { uuidV7 } from '../contract/ids.ts';
import type { Outcome } from '../contract/problem.ts';
import { parseNewer } from '../contract/parse-newer.ts';
import { openBox } from '../crypto/box.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { quarantine } from './quarantine.ts';
import { SHIFT_PART_AAD } from './shift-part.ts';
import { instant, type World } from './world.ts';

interface Parts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now' | 'random'>;
}

const isShapeSound = ({ bundle }: BundleRow): boolean =>
  parseNewer(DayBundle, { ...bundle, shift: { ...bundle.shift, part: 'A'.repeat(43) } }).success;

const hasEnded = ({ endedAt }: BundleRow): boolean => endedAt !== undefined;

const opensShift = async ({ wrappedShiftPart }: BundleRow, { wrapKey }: DeviceRow): Promise<boolean> =>
  (await openBox(wrapKey, wrappedShiftPart, SHIFT_PART_AAD)) !== undefined;

/**
 * A bundle that no longer serves staff still serves families: the whole row is kept among the damaged ones, and what
 * is left goes on as after the end of a shift, until the hub gives another.
 */
const keepForFamilies = ({ store, world }: Parts, row: BundleRow): Promise<Outcome<void>> =>
  store.commit([
    { do: 'match', table: 'meta', key: row.key, row },
    {
      do: 'put',
      table: 'damaged',
      row: {
        damagedId: uuidV7(world.now(), world.random(10)),
        table: 'meta',
        of: row.key,
        reason: 'stored-data-damaged',
        at: instant(world),
        row,
      },
    },
    {
      do: 'put',
      table: 'meta',
      row: { ...row, wrappedShiftPart: new Uint8Array(0), endedAt: instant(world) },
    },
  ]);

/**
 * Looks whether the bundle can be used. One that cannot is set aside with its bytes, wholly or, when only staff cannot
 * use it, as {@link keepForFamilies} says.
 * @param reads whether the staff's list opens, where somebody who is unlocked can tell
 * @returns whether anything was done
 */
export const checkBundle = async (
  parts: Parts,
  device: DeviceRow,
  row: BundleRow,
  reads: (row: BundleRow) => Promise<boolean> = () => Promise.resolve(true),
): Promise<Outcome<boolean>> => {
  const setAsideAs = async (done: Promise<Outcome<void>>): Promise<Outcome<boolean>> => {
    const moved = await done;
    if (moved.ok || moved.error.code === 'storage-conflict') return { ok: true, value: true };
    return moved;
  };
  if (!isShapeSound(row)) return setAsideAs(quarantine(parts, 'meta', row));
  if (hasEnded(row)) return { ok: true, value: false };
  if ((await reads(row)) && (await opensShift(row, device))) return { ok: true, value: false };
  return setAsideAs(keepForFamilies(parts, row));
};
