import type { Hub } from '../hub.ts';
import {
  deviceAuditPage,
  FIRST_AUDIT_HEAD,
  lastAuditArrivals,
  type DeviceAuditRow,
} from '../store/device-audit.ts';
import type { Finding } from './finding.ts';
import { auditLineHash } from './follow-lines.ts';

const PAGE = 500;

/** What was received of one tablet's own log. */
export interface DeviceLog {
  readonly deviceId: string;
  readonly lines: number;
  /** Lines that did not follow from the one before when they arrived: the tablet's log was changed or has a gap. */
  readonly broken: number;
}

const lineOf = (row: DeviceAuditRow) => ({
  seq: row.seq,
  at: row.at,
  action: row.action,
  ...(row.staff_id === null ? {} : { staffId: row.staff_id }),
  ...(row.record_id === null ? {} : { recordId: row.record_id }),
  ...(row.revision_id === null ? {} : { revisionId: row.revision_id }),
});

/** One device's lines in order; of one number there may be several, where a log told two stories. */
const walk = async (
  hub: Hub,
  deviceId: string,
  last: { readonly upTo: number; readonly head: string },
): Promise<{ readonly log: DeviceLog; readonly findings: readonly Finding[] }> => {
  const findings: Finding[] = [];
  let [lines, broken, isWhole] = [0, 0, false];
  let place = { seq: 0, hash: '' };
  /** Hashes of the lines with the number before, and with this number. */
  let before: string[] = [];
  let here: string[] = [FIRST_AUDIT_HEAD];
  for (;;) {
    const page = await deviceAuditPage(hub.store.db, deviceId, place, PAGE);
    for (const row of page) {
      if (row.seq !== place.seq) {
        before = row.seq === place.seq + 1 ? here : [];
        here = [];
      }
      const follows = before.some((hash) => auditLineHash(hash, lineOf(row)) === row.hash);
      if (row.follows === 1 && !follows) findings.push({ code: 'device-audit-edited', seq: row.seq });
      if (row.seq === last.upTo && row.hash === last.head) isWhole = true;
      here.push(row.hash);
      place = { seq: row.seq, hash: row.hash };
      lines += 1;
      broken += 1 - row.follows;
    }
    if (page.length < PAGE) break;
  }
  if (!isWhole) findings.push({ code: 'device-audit-cut', seq: last.upTo });
  return { log: { deviceId, lines, broken }, findings };
};

/**
 * Whether the tablets' own logs lie here as they came: line by line, and up to where the hub's chain says that each
 * was received. What did not follow when it came is no finding but counted.
 */
export const verifyDeviceLogs = async (
  hub: Hub,
): Promise<{ readonly logs: readonly DeviceLog[]; readonly findings: readonly Finding[] }> => {
  const logs: DeviceLog[] = [];
  const findings: Finding[] = [];
  for (const { deviceId, ...last } of await lastAuditArrivals(hub.store.db)) {
    const walked = await walk(hub, deviceId, last);
    logs.push(walked.log);
    findings.push(...walked.findings);
  }
  return { logs, findings };
};
