import type { BundleRow } from '../store/schema.ts';

/** The bundle without one person's wrap. */
export const withoutWrap = (row: BundleRow, staffId: string): BundleRow => ({
  ...row,
  bundle: {
    ...row.bundle,
    staff: row.bundle.staff.map((each) => (each.staffId === staffId ? { ...each, wrappedSecret: '' } : each)),
  },
});
