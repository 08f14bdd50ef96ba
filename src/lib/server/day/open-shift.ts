import { toBase64Url } from '../../contract/base64url.ts';
import type { Bytes } from '../../crypto/bytes.ts';
import { addDays, type CivilDate } from '../../domain/civil-date.ts';
import { hubTime, newId, type Hub } from '../hub.ts';
import { dropShiftsBefore, findShift, insertShiftOnce, type ShiftRow } from '../store/shifts.ts';

/** Days after which a shift's keys are forgotten; a bundle expires long before. */
const SHIFT_KEPT_DAYS = 3;

/** A clinic's keys of one day, opened. */
export interface OpenShift {
  readonly shiftId: string;
  /** 32 bytes: the roster's and the copies' keys come from it. */
  readonly secret: Bytes;
  /** Hub's part of every staff key, 32 bytes. */
  readonly part: Bytes;
  readonly codeSalt: string;
  readonly codeIterations: number;
}

const newShift = async (
  hub: Hub,
  clinic: { readonly municipality: string; readonly clinicId: string },
  date: CivilDate,
): Promise<ShiftRow> => {
  const shiftId = newId(hub);
  const row = {
    shift_id: shiftId,
    municipality: clinic.municipality,
    clinic_id: clinic.clinicId,
    date,
    secret_box: await hub.atRest.seal(hub.random(32), 'session-secret', shiftId),
    part_box: await hub.atRest.seal(hub.random(32), 'shift-part', shiftId),
    code_salt: toBase64Url(hub.random(16)),
    code_iterations: hub.codeIterations,
    created_at: hubTime(hub),
  };
  return hub.store.write(async (tx) => {
    await dropShiftsBefore(tx, addDays(date, -SHIFT_KEPT_DAYS));
    return insertShiftOnce(tx, row);
  });
};

/** The clinic's shift of a day, made when it is first asked for. Two who ask at once get the same. */
export const openShift = async (
  hub: Hub,
  clinic: { readonly municipality: string; readonly clinicId: string },
  date: CivilDate,
): Promise<OpenShift> => {
  const row = (await findShift(hub.store.db, clinic.clinicId, date)) ?? (await newShift(hub, clinic, date));
  return {
    shiftId: row.shift_id,
    secret: await hub.atRest.open(row.secret_box, 'session-secret', row.shift_id),
    part: await hub.atRest.open(row.part_box, 'shift-part', row.shift_id),
    codeSalt: row.code_salt,
    codeIterations: row.code_iterations,
  };
};
