import type { BundleRow, ClockRow } from '../store/schema.ts';

/**
 * The time of a shift, milliseconds since 1970 by the hub's clock: what the tablet's clock says, but never earlier
 * than the bundle was made and never earlier than what was already seen. A clock that is turned back gains nothing.
 */
export const shiftNow = ({ bundle, clockOffsetMs }: BundleRow, now: number, clock?: ClockRow): number => {
  const seenMs = clock?.shiftId === bundle.shift.shiftId ? clock.seenMs : 0;
  return Math.max(now - clockOffsetMs, Date.parse(bundle.issuedAt), seenMs);
};

/**
 * Whether today's list may still be read. Collecting goes on after that.
 * @param clock how late the shift is known to be
 */
export const isReadable = (row: BundleRow, now: number, clock?: ClockRow): boolean =>
  row.endedAt === undefined && shiftNow(row, now, clock) < Date.parse(row.bundle.expiresAt);
