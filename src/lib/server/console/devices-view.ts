import { countInRanges, type SeqRange } from '../../contract/check-in.ts';
import { unsentLevel, type UnsentLevel } from '../../domain/unsent-age.ts';
import type { Hub } from '../hub.ts';
import { deviceAuditHead } from '../store/device-audit.ts';
import { listReports, missingSeqs, seqsHeld, type DeviceReportRow } from '../store/device-reports.ts';
import { listDevices, type DeviceSummary } from '../store/devices.ts';

/** A tablet's clock that is off by more is pointed out, milliseconds. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** What a tablet last said of itself, and what follows from it now. */
export interface ReportView {
  readonly at: string;
  readonly appVersion: string;
  /** Records without a receipt: waiting and set aside. */
  readonly unsent: number;
  readonly parked: number;
  readonly damaged: number;
  /** Age of the oldest unsent record now, milliseconds: it grows while the tablet is silent. */
  readonly oldestUnsentMs: number | undefined;
  readonly level: UnsentLevel;
  /** How far the tablet's clock is off, milliseconds, where that is worth a word. */
  readonly clockOffMs: number | undefined;
  /** Whether the browser has promised to keep what is stored. */
  readonly persisted: boolean;
  /** Numbers that neither arrived nor wait on the tablet: worth asking where they are. */
  readonly gaps: readonly SeqRange[];
  /** `false`: the hub was restored from a backup older than this tablet's last receipt. */
  readonly knowsReceipt: boolean;
}

export interface DeviceView extends DeviceSummary {
  readonly report: ReportView | undefined;
  /** Lines of its own log received, and how many of them do not follow from the one before. */
  readonly log: { readonly lines: number; readonly broken: number };
}

/** By the hub's clock: what the tablet's clock said, less what it was off. */
const oldestMs = (row: DeviceReportRow, now: number): number | undefined => {
  if (row.oldest_unsent_at === null) return undefined;
  return Math.max(0, now - (Date.parse(row.oldest_unsent_at) - (row.clock_offset_ms ?? 0)));
};

/** What is missing beyond what the tablet says to hold itself; with fewer missing than waiting there is no gap. */
const gapsOf = async (hub: Hub, row: DeviceReportRow): Promise<readonly SeqRange[]> => {
  const { db } = hub.store;
  const missing = await missingSeqs(db, row.device_id, row.device_seq, await seqsHeld(db, row.device_id));
  return countInRanges(missing) > row.queued + row.parked ? missing : [];
};

const reportView = async (hub: Hub, row: DeviceReportRow): Promise<ReportView> => {
  const oldestUnsentMs = oldestMs(row, hub.now());
  const offset = row.clock_offset_ms ?? 0;
  return {
    at: row.at,
    appVersion: row.app_version,
    unsent: row.queued + row.parked,
    parked: row.parked,
    damaged: row.damaged,
    oldestUnsentMs,
    level: unsentLevel(oldestUnsentMs),
    clockOffMs: Math.abs(offset) > CLOCK_TOLERANCE_MS ? offset : undefined,
    persisted: row.persisted === 1,
    gaps: await gapsOf(hub, row),
    knowsReceipt: row.knows_receipt === 1,
  };
};

/** A tenant's tablets, those in use first, each with what it last said of itself. */
export const devicesView = async (hub: Hub, municipality: string): Promise<readonly DeviceView[]> => {
  const { db } = hub.store;
  const reports = new Map((await listReports(db, municipality)).map((row) => [row.device_id, row]));
  const views: DeviceView[] = [];
  for (const device of await listDevices(db, municipality)) {
    const row = reports.get(device.deviceId);
    const { seq, broken } = await deviceAuditHead(db, device.deviceId);
    views.push({
      ...device,
      report: row && (await reportView(hub, row)),
      log: { lines: seq, broken },
    });
  }
  return views;
};
