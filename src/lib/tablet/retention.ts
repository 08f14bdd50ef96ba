import type { BundleRow, DraftRow } from '../store/schema.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Longest time that a shift lasts, milliseconds: the end of one that is no longer known is at most this far off. */
const SHIFT_MAX_MS = 36 * HOUR_MS;

/** How long a draft stays after its shift has ended, whatever else is there: 7 days. */
export const DRAFT_KEPT_MS = 7 * DAY_MS;

/** How long a draft stays that nothing has taken the place of, after its shift has ended: 30 days. */
export const DRAFT_RETENTION_MS = 30 * DAY_MS;

/** What is known on this tablet when it is asked. */
export interface RetentionFacts {
  /** Milliseconds since 1970 by the hub's clock. */
  readonly now: number;
  readonly day: BundleRow | undefined;
  /** For a record, when its newest revision was sealed on this tablet, ISO 8601. */
  readonly sealedAt: ReadonlyMap<string, string>;
}

/** When the shift of a draft has ended at the latest, milliseconds since 1970; NaN when its time cannot be read. */
export const shiftEnd = (
  { shiftId, updatedAt }: Pick<DraftRow, 'shiftId' | 'updatedAt'>,
  day: BundleRow | undefined,
): number => {
  const touched = Date.parse(updatedAt);
  if (day?.bundle.shift.shiftId === shiftId) return Math.max(Date.parse(day.bundle.expiresAt), touched);
  return touched + SHIFT_MAX_MS;
};

/**
 * What becomes of a draft (下書き) that was never handed in. It stays for 7 days after its shift. Then it goes when a
 * later revision of the record was sealed here, so that what it said has been said; else after 30 days. What has no
 * readable time stays.
 */
export const draftStep = (row: DraftRow, { now, day, sealedAt }: RetentionFacts): 'keep' | 'remove' => {
  const over = now - shiftEnd(row, day);
  if (!(over > DRAFT_KEPT_MS)) return 'keep';
  if (over > DRAFT_RETENTION_MS) return 'remove';
  const sealed = sealedAt.get(row.draftId);
  return sealed !== undefined && sealed > row.updatedAt ? 'remove' : 'keep';
};
