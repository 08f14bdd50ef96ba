import type { Outcome } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DeviceRow, DraftRow } from '../store/schema.ts';
import type { LeftDraft } from '../sync/hand-over-drafts.ts';
import { isDraftAside } from '../contract/draft-aside.ts';

/** The tablet, as far as it says which drafts are left. */
export interface LeftOn {
  readonly device: DeviceRow | undefined;
  readonly day: BundleRow | undefined;
}

/**
 * Whether nobody goes on with a draft here. What staff began lasts as long as its shift. A family's own draft goes on
 * by its ticket and was not handed in, so that it stays where it is; a revoked tablet shows no forms any more.
 */
const isLeft =
  ({ device, day }: LeftOn) =>
  ({ shiftId, ticketWrap }: Pick<DraftRow, 'shiftId' | 'ticketWrap'>): boolean => {
    if (device?.revokedAt !== undefined) return true;
    if (day === undefined || ticketWrap !== undefined) return false;
    return day.bundle.shift.shiftId !== shiftId || day.endedAt !== undefined;
  };

/** Every draft on this tablet, also those that lie aside because their section was begun anew. */
export const allDrafts = async (store: Pick<TabletStore, 'all'>): Promise<Outcome<readonly LeftDraft[]>> => {
  const [drafts, damaged] = await Promise.all([store.all('drafts'), store.all('damaged')]);
  if (!drafts.ok) return drafts;
  if (!damaged.ok) return damaged;
  const aside = damaged.value.filter(isDraftAside);
  return {
    ok: true,
    value: [
      ...drafts.value.map((row) => ({ row })),
      ...aside.map((each) => ({ row: each.row as DraftRow, aside: each })),
    ],
  };
};

/** The drafts (下書き) that nobody goes on with on this tablet. */
export const leftDrafts = async (
  store: Pick<TabletStore, 'all'>,
  on: LeftOn,
): Promise<Outcome<readonly LeftDraft[]>> => {
  const all = await allDrafts(store);
  if (!all.ok) return all;
  const left = isLeft(on);
  return { ok: true, value: all.value.filter(({ row, aside }) => aside !== undefined || left(row)) };
};
