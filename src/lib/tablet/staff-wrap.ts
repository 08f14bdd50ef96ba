import type { StaffEntry } from '../contract/people.ts';
import type { BundleRow } from '../store/schema.ts';

/** A person as the list shows them, with nothing in it that a PIN opens. */
export const bareEntry = ({ signing: _, ...entry }: StaffEntry): StaffEntry => ({
  ...entry,
  wrappedSecret: '',
});

/** The bundle with this person's entry in place of the one it has. */
export const withEntry = (row: BundleRow, entry: StaffEntry): BundleRow => ({
  ...row,
  bundle: {
    ...row.bundle,
    staff: row.bundle.staff.map((each) => (each.staffId === entry.staffId ? entry : each)),
  },
});

/** The bundle without one person's wrap. */
export const withoutWrap = (row: BundleRow, staffId: string): BundleRow => {
  const entry = row.bundle.staff.find((each) => each.staffId === staffId);
  return entry === undefined ? row : withEntry(row, bareEntry(entry));
};
