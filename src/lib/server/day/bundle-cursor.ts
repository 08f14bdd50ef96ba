import { toBase64Url } from '../../contract/base64url.ts';
import type { DayBundle } from '../../contract/bundle.ts';
import type { RosterEntry, StaffEntry } from '../../contract/people.ts';
import { sha256, utf8 } from '../../crypto/bytes.ts';

/** Everything of a bundle that is the same each time it is made, as long as nothing has changed. */
type PlainBundle = Omit<DayBundle, 'bundleId' | 'issuedAt' | 'staff' | 'rosterBox' | 'kioskRoster'>;

/** What a member of staff's wraps hold: a new PIN comes with a new salt, a new signing key with a new key id. */
const wrapped = ({ wrappedSecret: _, signing, ...rest }: StaffEntry): readonly unknown[] => [
  rest.staffId,
  rest,
  signing?.kid,
];

/**
 * The name of what a bundle says to one tablet: SHA-256 in base64url over everything in it but its id, its time, and
 * what encryption makes different each time; of what is encrypted, over what is in it. The shift's secret part goes
 * in, so that nobody can try out names of children against it.
 */
export const bundleCursor = async (
  deviceId: string,
  plain: PlainBundle,
  staff: readonly StaffEntry[],
  roster: readonly RosterEntry[],
): Promise<string> => {
  const people = staff
    .toSorted((left, right) => (left.staffId < right.staffId ? -1 : 1))
    .map((entry) => wrapped(entry));
  const said = JSON.stringify(['hagukumi/cursor/1', deviceId, plain, people, roster]);
  return toBase64Url(await sha256(utf8(said)));
};
