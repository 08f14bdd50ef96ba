import type { StaffEntry } from '../contract/people.ts';
import type { AuditRow } from '../store/schema.ts';

/** The staff of the day, who unlocked this tablet last first, the others as the hub lists them. */
export const staffByLastUse = (
  staff: readonly StaffEntry[],
  audit: readonly Pick<AuditRow, 'seq' | 'action' | 'staffId'>[],
): readonly StaffEntry[] => {
  const lastUse = new Map<string, number>();
  for (const { seq, action, staffId } of audit) {
    if (action === 'unlocked' && staffId !== undefined) lastUse.set(staffId, seq);
  }
  return staff.toSorted((a, b) => (lastUse.get(b.staffId) ?? 0) - (lastUse.get(a.staffId) ?? 0));
};
