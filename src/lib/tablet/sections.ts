import { problem, type Outcome } from '../contract/problem.ts';
import type { RosterEntry } from '../contract/people.ts';
import { readRevision, type RevisionContent } from '../contract/revision.ts';
import { fromUtf8 } from '../crypto/bytes.ts';
import { openSealedCopy } from '../crypto/copy-seal.ts';
import { recordId } from '../crypto/derived-id.ts';
import type { ProgramId, SectionId } from '../domain/program.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, CopyRow, DraftRow } from '../store/schema.ts';
import { checkupOf } from './drafts.ts';
import type { UnlockedSession } from './vault.ts';

/**
 * How far a section is:
 * `none` nothing entered, `draft` being filled in, `submitted` by the guardian, `saved` by staff, `confirmed` 確定.
 * `conflict`: two revisions that do not know each other; both are kept and shown.
 */
export type SectionState = 'none' | 'draft' | 'submitted' | 'saved' | 'confirmed' | 'conflict';

export interface SectionOnBoard {
  readonly section: SectionId;
  readonly recordId: string;
  readonly state: SectionState;
  /** Its revisions (版) of this shift, oldest first. */
  readonly revisions: readonly RevisionContent[];
  /** Whether a revision lies here that does not open: what is shown is not all there is. */
  readonly damaged: boolean;
}

/** One child of today's list with the state of every section. */
export interface BoardRow {
  readonly entry: RosterEntry;
  readonly checkupId: string;
  readonly sections: readonly SectionOnBoard[];
}

/** A checkup's id, and the record ids of its sections: the next bundle may name others, or in another order. */
interface KnownIds {
  readonly checkupId: string;
  readonly records: Map<SectionId, string>;
}

/** What one reading of the board leaves for the next: opened copies and derived ids. To be dropped at lock. */
export interface BoardMemory {
  readonly copies: Map<string, RevisionContent>;
  /** By ticket id. */
  readonly ids: Map<string, KnownIds>;
}

export const newBoardMemory = (): BoardMemory => ({ copies: new Map(), ids: new Map() });

/** Opens a copy sealed for this shift's staff. */
export const openCopy = async (
  session: UnlockedSession,
  copy: CopyRow,
): Promise<RevisionContent | undefined> => {
  const bytes = await openSealedCopy(session.sealPair, copy);
  const text = bytes === undefined ? undefined : fromUtf8(bytes);
  if (text === undefined) return undefined;
  return readRevision(JSON.parse(text))?.content;
};

/** The revisions that no other revision goes on from. More than one is a conflict. */
export const headsOf = (revisions: readonly RevisionContent[]): readonly RevisionContent[] => {
  const superseded = new Set(revisions.flatMap((revision) => revision.parents));
  return revisions.filter((revision) => !superseded.has(revision.revisionId));
};

/**
 * Revisions with every one after those it goes on from; by their ids, and so by time, where neither follows the
 * other. The tablet's clock alone would not do: it can be set back.
 */
export const inOrder = (revisions: readonly RevisionContent[]): readonly RevisionContent[] => {
  if (revisions.length < 2) return revisions;
  const byId = new Map(revisions.map((revision) => [revision.revisionId, revision]));
  const depths = new Map<string, number>();
  const depthOf = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    depths.set(id, 0);
    const parents = byId.get(id)?.parents.filter((parent) => byId.has(parent)) ?? [];
    const depth = Math.max(0, ...parents.map((parent) => depthOf(parent) + 1));
    depths.set(id, depth);
    return depth;
  };
  return revisions.toSorted(
    (a, b) => depthOf(a.revisionId) - depthOf(b.revisionId) || (a.revisionId < b.revisionId ? -1 : 1),
  );
};

const stateOf = (heads: readonly RevisionContent[], draft: DraftRow | undefined): SectionState => {
  if (heads.length > 1) return 'conflict';
  if (draft !== undefined) return 'draft';
  const status = heads[0]?.status;
  if (status === undefined) return 'none';
  return status === 'amended' ? 'confirmed' : status;
};

/** Revisions of one record that this shift's staff may read, oldest first. */
export const revisionsOf = async (
  { store }: { store: TabletStore },
  session: UnlockedSession,
  record: string,
): Promise<Outcome<readonly RevisionContent[]>> => {
  const copies = await store.all('copies');
  if (!copies.ok) return copies;
  const opened = await Promise.all(
    copies.value
      .filter((copy) => copy.recordId === record && copy.shiftId === session.shiftId)
      .map((copy) => openCopy(session, copy)),
  );
  if (opened.includes(undefined)) return problem('stored-data-damaged');
  return { ok: true, value: opened.filter((revision) => revision !== undefined) };
};

const openOnce = async (
  session: UnlockedSession,
  copy: CopyRow,
  { copies }: BoardMemory,
): Promise<RevisionContent | undefined> => {
  const known = copies.get(copy.revisionId);
  if (known !== undefined) return known;
  const opened = await openCopy(session, copy);
  if (opened !== undefined) copies.set(copy.revisionId, opened);
  return opened;
};

/** The sections of a program, as the hub's forms of the day name them. */
export const sectionsOf = ({ bundle }: BundleRow, program: ProgramId): readonly SectionId[] =>
  bundle.forms.filter((form) => form.program === program).map(({ section }) => section);

const idsOf = async (entry: RosterEntry, row: BundleRow, { ids }: BoardMemory): Promise<KnownIds> => {
  const { checkupId, records } = ids.get(entry.ticketId) ?? {
    checkupId: (await checkupOf(entry, row)).checkupId,
    records: new Map<SectionId, string>(),
  };
  const open = sectionsOf(row, entry.program).filter((section) => !records.has(section));
  const made = await Promise.all(open.map((section) => recordId(checkupId, section)));
  for (const [index, section] of open.entries()) records.set(section, made[index] ?? '');
  ids.set(entry.ticketId, { checkupId, records });
  return { checkupId, records };
};

/** Today's list with the state of every section, in the order of the numbers. */
export const readBoard = async (
  { store }: { store: TabletStore },
  session: UnlockedSession,
  row: BundleRow,
  roster: readonly RosterEntry[],
  memory: BoardMemory = newBoardMemory(),
): Promise<Outcome<readonly BoardRow[]>> => {
  const [copies, drafts, setAside] = await Promise.all([
    store.all('copies'),
    store.all('drafts'),
    store.all('damaged'),
  ]);
  if (!copies.ok) return copies;
  if (!drafts.ok) return drafts;
  if (!setAside.ok) return setAside;
  const lacking = new Set(setAside.value.map(({ row }) => Reflect.get(row, 'recordId') as unknown));
  const ofShift = copies.value.filter((copy) => copy.shiftId === session.shiftId);
  const opened = await Promise.all(
    ofShift.map(async (copy) => ({ copy, revision: await openOnce(session, copy, memory) })),
  );
  const byRecord = Map.groupBy(opened, ({ copy }) => copy.recordId);
  const draftById = new Map(drafts.value.map((draft) => [draft.draftId, draft]));
  const rows = await Promise.all(
    roster.map(async (entry): Promise<BoardRow> => {
      const { checkupId, records } = await idsOf(entry, row, memory);
      const sections = sectionsOf(row, entry.program).map((section): SectionOnBoard => {
        const record = records.get(section) ?? '';
        const here = byRecord.get(record) ?? [];
        const revisions = inOrder(here.flatMap(({ revision }) => revision ?? []));
        return {
          section,
          recordId: record,
          state: stateOf(headsOf(revisions), draftById.get(record)),
          revisions,
          damaged: revisions.length < here.length || lacking.has(record),
        };
      });
      return { entry, checkupId, sections };
    }),
  );
  return { ok: true, value: rows.toSorted((a, b) => a.entry.number - b.entry.number) };
};
