import { addDays, dateInJapan, parseCivilDate, type CivilDate } from '../../domain/civil-date.ts';
import type { StaffRole } from '../../domain/program.ts';
import type { Hub } from '../hub.ts';
import { deviceAuditSpan, lastDeviceAuditAt, type DeviceAuditRow } from '../store/device-audit.ts';
import { listDevices } from '../store/devices.ts';
import { numbersOf } from '../store/revisions.ts';
import { listStaff } from '../store/staff.ts';

/** Most lines shown at a time. */
const PAGE = 300;

/** One line of a tablet's own log. */
export interface DeviceLogLine {
  readonly seq: number;
  /** By the tablet's clock. */
  readonly at: string;
  /** As the tablet names it; a newer tablet may know more of them. */
  readonly action: string;
  /** Who was unlocked, where somebody was. `name` is absent for who is on no list of this municipality. */
  readonly staff: { readonly staffId: string; readonly name?: string; readonly role?: StaffRole } | undefined;
  readonly recordId: string | undefined;
  /** The number under which the record's checkup stands among what was received, if it does. */
  readonly number: number | undefined;
  /** Whether it follows from the line before. */
  readonly follows: boolean;
  readonly hash: string;
}

export interface DeviceLogView {
  readonly deviceId: string;
  readonly label: string;
  readonly clinicName: string;
  /** The day shown, in Japan: the one asked for, else that of the last line. */
  readonly date: CivilDate;
  readonly lines: readonly DeviceLogLine[];
  /** Number to go on after, if there are more. */
  readonly next: number | undefined;
}

const instantOf = (date: CivilDate): string => new Date(`${date}T00:00:00.000+09:00`).toISOString();

/** A page that ends between two numbers: of one number there may be two lines, where a log told two stories. */
const wholeNumbers = (rows: readonly DeviceAuditRow[]): readonly DeviceAuditRow[] => {
  const last = rows.at(-1)?.seq;
  const whole = rows.length < PAGE ? rows : rows.filter(({ seq }) => seq !== last);
  return whole.length === 0 ? rows : whole;
};

/**
 * A day of a tablet's own log, as far as it was received, with the names of staff. `undefined` when there is no such
 * tablet of this tenant.
 */
export const deviceLogView = async (
  hub: Hub,
  municipality: string,
  deviceId: string,
  {
    date: asked,
    after = 0,
  }: { readonly date?: string | undefined; readonly after?: number | undefined } = {},
): Promise<DeviceLogView | undefined> => {
  const { db } = hub.store;
  const device = (await listDevices(db, municipality)).find((each) => each.deviceId === deviceId);
  if (device === undefined) return undefined;
  const lastAt = await lastDeviceAuditAt(db, deviceId);
  const date =
    parseCivilDate(asked ?? '') ?? dateInJapan(lastAt === undefined ? hub.now() : Date.parse(lastAt));
  const span = { from: instantOf(date), to: instantOf(addDays(date, 1)), after };
  const found = await deviceAuditSpan(db, deviceId, span, PAGE);
  const rows = wholeNumbers(found);
  const staff = new Map((await listStaff(db, municipality)).map((row) => [row.staff_id, row]));
  const ids = rows.flatMap(({ record_id }) => (record_id === null ? [] : [record_id]));
  const numbers = await numbersOf(db, municipality, [...new Set(ids)]);
  const staffOf = (staffId: string): NonNullable<DeviceLogLine['staff']> => {
    const person = staff.get(staffId);
    return person === undefined ? { staffId } : { staffId, name: person.name, role: person.role };
  };
  return {
    deviceId,
    label: device.label,
    clinicName: device.clinicName,
    date,
    lines: rows.map((row) => ({
      seq: row.seq,
      at: row.at,
      action: row.action,
      staff: row.staff_id === null ? undefined : staffOf(row.staff_id),
      recordId: row.record_id ?? undefined,
      number: row.record_id === null ? undefined : numbers.get(row.record_id),
      follows: row.follows === 1,
      hash: row.hash,
    })),
    next: found.length === PAGE ? rows.at(-1)?.seq : undefined,
  };
};
