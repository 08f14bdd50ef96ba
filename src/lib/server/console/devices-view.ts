import { countInRanges, type SeqRange } from '../../contract/check-in.ts';
import { breakAt, type ChainBreak } from '../audit/device-chain.ts';
import type { Hub } from '../hub.ts';
import { markedSeqs } from '../store/device-chains.ts';
import { deviceAuditHead } from '../store/device-audit.ts';
import { listReports, missingSeqs, seqsHeld, type DeviceReportRow } from '../store/device-reports.ts';
import { listDevices, type DeviceSummary } from '../store/devices.ts';
import { heldBackOn, oldestUnsentMs, type HeldBack } from './held-back.ts';

/** A tablet's clock that is off by more is pointed out, milliseconds. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/** Most places of a broken chain that are told. */
const BREAKS_SHOWN = 8;

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
  /** What may lie on it and nowhere else, where that is worth a word. */
  readonly heldBack: HeldBack | undefined;
  /** Where its chain of revisions is broken: how often, and the first of the places. */
  readonly chain: { readonly broken: number; readonly breaks: readonly ChainBreak[] };
  /** Lines of its own log received, and how many of them do not follow from the one before. */
  readonly log: { readonly lines: number; readonly broken: number };
}

/** What is missing beyond what the tablet says to hold itself; with fewer missing than waiting there is no gap. */
const gapsOf = async (hub: Hub, row: DeviceReportRow): Promise<readonly SeqRange[]> => {
  const { db } = hub.store;
  const missing = await missingSeqs(db, row.device_id, row.device_seq, await seqsHeld(db, row.device_id));
  return countInRanges(missing) > row.queued + row.parked ? missing : [];
};

const reportView = async (hub: Hub, row: DeviceReportRow): Promise<ReportView> => {
  const offset = row.clock_offset_ms ?? 0;
  return {
    at: row.at,
    appVersion: row.app_version,
    unsent: row.queued + row.parked,
    parked: row.parked,
    damaged: row.damaged,
    oldestUnsentMs: oldestUnsentMs(row, hub.now()),
    clockOffMs: Math.abs(offset) > CLOCK_TOLERANCE_MS ? offset : undefined,
    persisted: row.persisted === 1,
    gaps: await gapsOf(hub, row),
    knowsReceipt: row.knows_receipt === 1,
  };
};

const chainOf = async (hub: Hub, deviceId: string): Promise<DeviceView['chain']> => {
  const { db } = hub.store;
  const marked = await markedSeqs(db, deviceId);
  const breaks: ChainBreak[] = [];
  for (const seq of marked.slice(0, BREAKS_SHOWN)) {
    const found = await breakAt(db, deviceId, seq);
    if (found !== undefined) breaks.push(found);
  }
  return { broken: marked.length, breaks };
};

/** A tenant's tablets, those in use first, each with what it last said of itself. */
export const devicesView = async (hub: Hub, municipality: string): Promise<readonly DeviceView[]> => {
  const { db } = hub.store;
  const reports = new Map((await listReports(db, municipality)).map((row) => [row.device_id, row]));
  const views: DeviceView[] = [];
  const devices = await listDevices(db, municipality);
  const held = await heldBackOn(hub, municipality, devices, reports);
  for (const device of devices) {
    const row = reports.get(device.deviceId);
    const { seq, broken } = await deviceAuditHead(db, device.deviceId);
    views.push({
      ...device,
      report: row && (await reportView(hub, row)),
      heldBack: held.get(device.deviceId),
      chain: await chainOf(hub, device.deviceId),
      log: { lines: seq, broken },
    });
  }
  return views;
};
