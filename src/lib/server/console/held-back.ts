import { addDays, dateInJapan } from '../../domain/civil-date.ts';
import { countInRanges } from '../../contract/check-in.ts';
import { unsentLevel, type UnsentLevel } from '../../domain/unsent-age.ts';
import type { Hub } from '../hub.ts';
import { missingSeqs, seqsHeld, type DeviceReportRow } from '../store/device-reports.ts';
import type { DeviceSummary } from '../store/devices.ts';
import { countKeptApart } from '../store/quarantine.ts';
import { clinicDays } from '../store/roster.ts';

/** Hours of the next morning, Japan time, up to which a shift goes on: when its bundle expires. */
const SHIFT_NEXT_DAY_HOURS = 4;

const HOUR_MS = 3_600_000;

/**
 * Records that may lie on a tablet and nowhere else.
 *
 * - `unsent` it said so itself
 * - `silent` it was last heard in a shift, with nothing unsent; what was entered since is not known here
 * - `revoked` it said so itself and has been stopped since; the hub keeps fewer than that of it
 */
export interface HeldBack {
  readonly why: 'unsent' | 'silent' | 'revoked';
  readonly level: Exclude<UnsentLevel, 'fine'>;
  /** Age of the oldest unsent record, or how long nothing was heard; milliseconds. */
  readonly ms: number;
  /** How many, where that is known. */
  readonly records: number | undefined;
}

/** Age of a tablet's oldest unsent record now, by the hub's clock: what the tablet's clock said, less what it was off. */
export const oldestUnsentMs = (row: DeviceReportRow, now: number): number | undefined => {
  if (row.oldest_unsent_at === null) return undefined;
  return Math.max(0, now - (Date.parse(row.oldest_unsent_at) - (row.clock_offset_ms ?? 0)));
};

/** The days whose shift goes on at an instant: today, and before dawn yesterday too. */
const shiftDays = (at: number): readonly string[] => {
  const today = dateInJapan(at);
  return dateInJapan(at - SHIFT_NEXT_DAY_HOURS * HOUR_MS) === today ? [today] : [today, addDays(today, -1)];
};

const heard = ({ lastSeenAt, enrolledAt }: DeviceSummary): number => Date.parse(lastSeenAt ?? enrolledAt);

const ofReport = (
  why: 'unsent' | 'revoked',
  row: DeviceReportRow,
  records: number,
  now: number,
): HeldBack | undefined => {
  const ms = oldestUnsentMs(row, now) ?? now - Date.parse(row.at);
  const level = unsentLevel(ms);
  if (level === 'fine' && why === 'unsent') return undefined;
  return { why, level: level === 'alarm' ? 'alarm' : 'warning', ms, records };
};

/** Of a stopped tablet: what it said to have, less what came since and what the hub keeps in quarantine. */
const leftOnRevoked = async (hub: Hub, row: DeviceReportRow): Promise<number> => {
  const { db } = hub.store;
  const missing = await missingSeqs(db, row.device_id, row.device_seq, await seqsHeld(db, row.device_id));
  const unsent = Math.min(row.queued + row.parked, countInRanges(missing));
  return unsent === 0 ? 0 : unsent - (await countKeptApart(db, row.device_id));
};

/**
 * Of a tenant's tablets those that may hold records that the hub does not have, by device id. A tablet that was last
 * heard outside of a shift is not asked for: it had its day's end with the hub.
 */
export const heldBackOn = async (
  hub: Hub,
  municipality: string,
  devices: readonly DeviceSummary[],
  reports: ReadonlyMap<string, DeviceReportRow>,
): Promise<ReadonlyMap<string, HeldBack>> => {
  const now = hub.now();
  const found = new Map<string, HeldBack>();
  const silent: { readonly device: DeviceSummary; readonly level: HeldBack['level'] }[] = [];
  for (const device of devices) {
    const row = reports.get(device.deviceId);
    const said = row === undefined ? 0 : row.queued + row.parked;
    if (row !== undefined && said > 0) {
      const isRevoked = device.revokedAt !== null;
      const records = isRevoked ? await leftOnRevoked(hub, row) : said;
      const held = records > 0 ? ofReport(isRevoked ? 'revoked' : 'unsent', row, records, now) : undefined;
      if (held !== undefined) found.set(device.deviceId, held);
    } else if (device.revokedAt === null) {
      const level = unsentLevel(now - heard(device));
      if (level !== 'fine') silent.push({ device, level });
    }
  }
  const days = await clinicDays(
    hub.store.db,
    municipality,
    silent.flatMap(({ device }) => shiftDays(heard(device))),
  );
  for (const { device, level } of silent) {
    const inShift = shiftDays(heard(device)).some((date) => days.has(`${device.clinicId} ${date}`));
    if (!inShift) continue;
    found.set(device.deviceId, { why: 'silent', level, ms: now - heard(device), records: undefined });
  }
  return found;
};
