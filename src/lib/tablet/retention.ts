import type { BundleRow, DraftAge, DraftRow } from '../store/schema.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Longest time that a shift lasts, milliseconds: the end of a draft's shift is at most this far off. */
const SHIFT_MAX_MS = 36 * HOUR_MS;

/** How long a draft stays after its shift has ended, whatever else is there: 7 days. */
const DRAFT_KEPT_MS = 7 * DAY_MS;

/** How long a draft stays that nothing has taken the place of, after its shift has ended: 30 days. */
const DRAFT_RETENTION_MS = 30 * DAY_MS;

/** Most that a draft grows older from one look to the next: a hub's clock that jumps ages it no more than a week. */
export const AGE_STEP_MAX_MS = 7 * DAY_MS;

/** What is known of a draft's age at one look. */
export interface AgeFacts {
  /** The hub's time as it was heard, milliseconds since 1970. */
  readonly hubNow: number;
  /** The last number sealed on this tablet. */
  readonly deviceSeq: number;
}

/**
 * A draft's age at this look. It is 0 when the draft is seen for the first time as it is, and grows by what has
 * passed by the hub's clock between two looks; a clock set back takes nothing away and adds nothing.
 */
export const draftAge = (
  { saves }: Pick<DraftRow, 'saves'>,
  known: DraftAge | undefined,
  { hubNow, deviceSeq }: AgeFacts,
): DraftAge => {
  if (known?.saves !== saves) return { saves, ageMs: 0, at: hubNow, deviceSeq };
  const passed = Math.min(Math.max(0, hubNow - known.at), AGE_STEP_MAX_MS);
  return { ...known, ageMs: known.ageMs + passed, at: hubNow };
};

/** What is known on this tablet when it is asked. */
export interface RetentionFacts {
  readonly hubNow: number;
  readonly day: BundleRow | undefined;
  /** For a record, the highest number that one of its revisions was sealed with on this tablet. */
  readonly sealed: ReadonlyMap<string, number>;
}

/** Whether a draft is of the shift that still goes on. */
const isOfToday = ({ shiftId }: DraftRow, { hubNow, day }: RetentionFacts): boolean =>
  day?.bundle.shift.shiftId === shiftId && !(hubNow > Date.parse(day.bundle.expiresAt));

/**
 * What becomes of a draft (下書き) that was never handed in. It stays for 7 days after its shift. Then it goes when a
 * later revision of the record was sealed here, so that what it said has been said; else after 30 days. Days are
 * those of its {@link draftAge}: no clock of the tablet has a part in it.
 */
export const draftStep = (row: DraftRow, age: DraftAge, facts: RetentionFacts): 'keep' | 'remove' => {
  const over = age.ageMs - SHIFT_MAX_MS;
  if (isOfToday(row, facts) || !(over > DRAFT_KEPT_MS)) return 'keep';
  if (over > DRAFT_RETENTION_MS) return 'remove';
  return (facts.sealed.get(row.draftId) ?? 0) > age.deviceSeq ? 'remove' : 'keep';
};
