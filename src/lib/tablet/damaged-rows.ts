import type { Outcome } from '../contract/problem.ts';
import { importBoxKey } from '../crypto/box.ts';
import { sha256, toHex, utf8 } from '../crypto/bytes.ts';
import { recordId } from '../crypto/derived-id.ts';
import type { SectionId } from '../domain/program.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, CopyRow, DraftRow, PartRow, Tables } from '../store/schema.ts';
import { openContent } from './draft-box.ts';
import { quarantine } from './quarantine.ts';
import { openCopy } from './sections.ts';
import { openForSession } from './session-wrap.ts';
import { openRoster, type UnlockedSession } from './vault.ts';
import type { World } from './world.ts';

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
  const raw = await openForSession(session.sealPair, row).catch(() => undefined);
  if (raw?.length !== 32) return row.ticketWrap !== undefined || row.shiftId !== session.shiftId;
  return (await openContent(row, await importBoxKey(raw))) !== undefined;
};

/** Only a copy that was sealed for this shift opens; what it says must be what its row says. */
const isCopySound = async (row: CopyRow, session: UnlockedSession): Promise<boolean> => {
  const content = await openCopy(session, row).catch(() => undefined);
  if (content === undefined) {
    // One of this shift whose row names another is damaged, too; what is of another one is left to it.
    const { shiftId } = session;
    return row.shiftId !== shiftId && (await openCopy(session, { ...row, shiftId })) === undefined;
  }
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

/** One row after the other: a table may hold megabytes, and the screen goes on meanwhile. */
const sweepTable = async <T extends 'drafts' | 'copies' | 'parts'>(
  parts: Parts,
  table: T,
  isSound: (row: Tables[T]) => Promise<boolean>,
): Promise<Outcome<number>> => {
  const keys = await parts.store.keys(table);
  if (!keys.ok) return keys;
  let moved = 0;
  for (const key of keys.value) {
    const read = await parts.store.get(table, key);
    if (!read.ok) return read;
    const row = read.value;
    if (row === undefined || (await isSound(row))) continue;
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

/** Whether the list of a bundle opens for who is unlocked; one of another shift is not theirs to judge. */
export const opensFor =
  (session: UnlockedSession) =>
  async (row: BundleRow): Promise<boolean> =>
    session.shiftId !== row.bundle.shift.shiftId || (await openRoster(session, row)).ok;
