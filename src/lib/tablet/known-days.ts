import type { RosterEntry } from '../contract/people.ts';
import { dateInJapan } from '../domain/civil-date.ts';
import type { KnownDays } from '../forms/codec/day-bounds.ts';
import type { BundleRow } from '../store/schema.ts';

/**
 * What the dates in a form are held against: whose birth, and today. Today is the list's day where the clock is behind
 * it, so that a tablet with a wrong clock does not call an honest answer impossible.
 * @param now milliseconds since 1970 by the hub's clock
 */
export const knownDays = ({ birthDate }: RosterEntry, { bundle }: BundleRow, now: number): KnownDays => {
  const today = dateInJapan(now);
  return { today: today < bundle.date ? bundle.date : today, birth: birthDate };
};
