import { DayBundle } from '../contract/bundle.ts';
import { uuidV7 } from '../contract/ids.ts';
import type { Outcome } from '../contract/problem.ts';
import { parseAs } from '../contract/parse-as.ts';
import { importBoxKey, openBox } from '../crypto/box.ts';
import { sha256, toHex, utf8 } from '../crypto/bytes.ts';
import { recordId } from '../crypto/derived-id.ts';
import type { SectionId } from '../domain/program.ts';
import { openBytes } from '../crypto/seal.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, CopyRow, DeviceRow, DraftRow, PartRow, Tables } from '../store/schema.ts';
import { SHIFT_PART_AAD } from './day.ts';
import { openContent } from './draft-box.ts';
import { quarantine } from './quarantine.ts';
import { openCopy } from './sections.ts';
import { openRoster, type UnlockedSession } from './vault.ts';
import { VISIT_INFO } from './visit-info.ts';
import { instant, type World } from './world.ts';

interface Parts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now' | 'random'>;
}

/**
 * Whether a draft opens for the staff of this shift and says what its row says. One that a family's ticket may still
 * open, or that is of another shift, is left to it.
 */
const isDraftSound = async (row: DraftRow, session: UnlockedSession): Promise<boolean> => {
  if ((await recordId(row.checkupId, row.section as SectionId)) !== row.draftId) return false;
  const raw = await openBytes(session.sealPair, row.sessionWrap, VISIT_INFO, utf8(row.draftId)).catch(
    () => undefined,
  );
  if (raw?.length !== 32) return row.ticketWrap !== undefined || row.shiftId !== session.shiftId;
  return (await openContent(row, await importBoxKey(raw))) !== undefined;
};

/** Only a copy that was sealed for this shift opens; what it says must be what its row says. */
const isCopySound = async (row: CopyRow, session: UnlockedSession): Promise<boolean> => {
  const content = await openCopy(session, row).catch(() => undefined);
  if (content === undefined) return row.shiftId !== session.shiftId;
  const { recordId, section, checkup } = content;
  return (
    row.shiftId === session.shiftId &&
    row.recordId === recordId &&
    row.section === section &&
    row.checkupId === checkup.checkupId
  );
};

const isPartSound = async (row: PartRow): Promise<boolean> =>
  typeof row.text === 'string' && toHex(await sha256(utf8(row.text))) === row.sha256;

const isShapeSound = ({ bundle }: BundleRow): boolean =>
  parseAs(DayBundle, { ...bundle, shift: { ...bundle.shift, part: 'A'.repeat(43) } }).success;

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
 * use it, as {@link keepForFamilies} says. @returns whether anything was done
 */
export const checkBundle = async (
  parts: Parts,
  device: DeviceRow,
  row: BundleRow,
  session?: UnlockedSession,
): Promise<Outcome<boolean>> => {
  const setAsideAs = async (done: Promise<Outcome<void>>): Promise<Outcome<boolean>> => {
    const moved = await done;
    if (moved.ok || moved.error.code === 'storage-conflict') return { ok: true, value: true };
    return moved;
  };
  if (!isShapeSound(row)) return setAsideAs(quarantine(parts, 'meta', row));
  if (hasEnded(row)) return { ok: true, value: false };
  const isAsked = session?.shiftId === row.bundle.shift.shiftId;
  const reads = session === undefined || !isAsked || (await openRoster(session, row)).ok;
  if (reads && (await opensShift(row, device))) return { ok: true, value: false };
  return setAsideAs(keepForFamilies(parts, row));
};

const sweepTable = async <T extends 'drafts' | 'copies' | 'parts'>(
  parts: Parts,
  table: T,
  isSound: (row: Tables[T]) => Promise<boolean>,
): Promise<Outcome<number>> => {
  const rows = await parts.store.all(table);
  if (!rows.ok) return rows;
  let moved = 0;
  for (const row of rows.value) {
    if (await isSound(row)) continue;
    const done = await quarantine(parts, table, row);
    if (done.ok) moved += 1;
    else if (done.error.code !== 'storage-conflict') return done;
  }
  return { ok: true, value: moved };
};

/**
 * Looks at every row that this tablet can look into, and sets aside with its bytes what cannot be read any more; the
 * rest goes on. Sealed records are looked at when they are sent.
 * @param session unlocked staff, who alone can look into drafts and copies
 * @returns how many rows were set aside
 */
export const sweepDamaged = async (
  parts: Parts,
  session: UnlockedSession | undefined,
): Promise<Outcome<number>> => {
  const forms = await sweepTable(parts, 'parts', isPartSound);
  if (!forms.ok || session === undefined) return forms;
  const drafts = await sweepTable(parts, 'drafts', (row) => isDraftSound(row, session));
  if (!drafts.ok) return drafts;
  const copies = await sweepTable(parts, 'copies', (row) => isCopySound(row, session));
  return copies.ok ? { ok: true, value: forms.value + drafts.value + copies.value } : copies;
};
