import { uuidV7 } from '../contract/ids.ts';
import type { Outcome } from '../contract/problem.ts';
import { DRAFT_ASIDE, isDraftAside } from '../contract/draft-aside.ts';
import type { TabletStore } from '../store/port.ts';
import type { DamagedRow, DraftRow } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import { instant, type World } from './world.ts';

/**
 * Sets the draft of another shift aside with all its bytes, so that its section can be begun anew; the hub can still
 * open it. A draft that this shift or a family's ticket opens stays where it is.
 * @param of who begins anew, in which shift
 */
export const setDraftAside = async (
  { store, world }: { readonly store: TabletStore; readonly world: Pick<World, 'now' | 'random'> },
  draftId: string,
  { shiftId, staffId }: { readonly shiftId: string; readonly staffId: string },
): Promise<Outcome<void>> => {
  const read = await store.get('drafts', draftId);
  if (!read.ok) return read;
  const row = read.value;
  if (row === undefined || row.shiftId === shiftId || row.ticketWrap !== undefined) {
    return { ok: true, value: undefined };
  }
  const aside: DamagedRow = {
    damagedId: uuidV7(world.now(), world.random(10)),
    table: 'drafts',
    of: draftId,
    reason: DRAFT_ASIDE,
    at: instant(world),
    row,
  };
  return commitWithAudit({ store, world }, { action: 'draft-set-aside', recordId: draftId, staffId }, () => ({
    ops: [
      { do: 'match', table: 'drafts', key: draftId, row },
      { do: 'put', table: 'damaged', row: aside },
      { do: 'delete', table: 'drafts', key: draftId },
    ],
  }));
};

/** A draft that lies aside, and the key it lies under there. */
export interface DraftAside {
  readonly damagedId: string;
  readonly row: DraftRow;
}

/** The drafts that lie aside, the oldest first. */
export const draftsAside = async (
  store: Pick<TabletStore, 'all'>,
): Promise<Outcome<readonly DraftAside[]>> => {
  const rows = await store.all('damaged');
  if (!rows.ok) return rows;
  return {
    ok: true,
    value: rows.value.filter(isDraftAside).map(({ damagedId, row }) => ({ damagedId, row: row as DraftRow })),
  };
};
