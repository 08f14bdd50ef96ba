import { createHash } from 'node:crypto';
import { auditLineText, type DeviceAuditLine } from '../../contract/device-audit.ts';
import type { DeviceAuditHead } from '../store/device-audit.ts';

/** Hash of a line of a tablet's log, hex. @param before hash of the line before, hex */
export const auditLineHash = (before: string, line: Omit<DeviceAuditLine, 'hash'>): string =>
  createHash('sha256').update(Buffer.from(before, 'hex')).update(auditLineText(line)).digest('hex');

export interface Followed {
  /** Lines that are not stored yet, each with whether it follows from the one before. */
  readonly added: readonly (DeviceAuditLine & { readonly follows: boolean })[];
  readonly head: DeviceAuditHead;
  /** Whether every added line follows. */
  readonly follows: boolean;
}

/**
 * What lines mean for a log of which the hub has a part. A line that leaves a gap, contradicts a stored one or has
 * another hash than it should does not follow; the log then goes on from it, as it does on the tablet.
 * @param lines ascending
 * @param known lines stored already, as `seq hash`
 */
export const followLines = (
  start: DeviceAuditHead,
  lines: readonly DeviceAuditLine[],
  known: ReadonlySet<string>,
): Followed => {
  let head = start;
  const added: (DeviceAuditLine & { follows: boolean })[] = [];
  for (const line of lines) {
    if (known.has(`${String(line.seq)} ${line.hash}`)) continue;
    const follows = line.seq === head.seq + 1 && auditLineHash(head.head, line) === line.hash;
    added.push({ ...line, follows });
    head = { seq: line.seq, head: line.hash, broken: head.broken + (follows ? 0 : 1) };
  }
  return { added, head, follows: added.every(({ follows }) => follows) };
};
