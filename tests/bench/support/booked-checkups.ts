import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import { CheckupRef } from '../../../src/lib/contract/revision.ts';
import { checkupId } from '../../../src/lib/crypto/derived-id.ts';

const BOOKED = `select session.municipality, clinic_id as clinicId, session_id as sessionId,
  subject_id as subjectId, program, date from booking join session using (session_id) order by date, number`;

const STAFF = `select staff_id as staffId, role from staff where role in ('nurse', 'doctor') order by role, staff_id`;

const rowsOf = (dataDir: string, query: string): readonly Record<string, unknown>[] => {
  const database = new DatabaseSync(join(dataDir, 'hub.sqlite'), { readOnly: true });
  try {
    return database.prepare(query).all();
  } finally {
    database.close();
  }
};

/** Every booked checkup of a running hub, read from its data folder. */
export const bookedCheckups = (dataDir: string): Promise<readonly CheckupRef[]> =>
  Promise.all(
    rowsOf(dataDir, BOOKED).map(async (row) => {
      const booked = z.omit(CheckupRef, { checkupId: true }).parse(row);
      return { ...booked, checkupId: await checkupId(booked) };
    }),
  );

const StaffLine = z.strictObject({ staffId: z.string(), role: z.enum(['nurse', 'doctor']) });

/** One nurse and one doctor of a running hub. Rejects a hub without them. */
export const staffIds = (dataDir: string): Readonly<Record<'nurse' | 'doctor', string>> => {
  const lines = rowsOf(dataDir, STAFF).map((row) => StaffLine.parse(row));
  const idOf = (role: 'nurse' | 'doctor'): string => {
    const found = lines.find((line) => line.role === role);
    if (found === undefined) throw new Error(`the hub has no ${role}`);
    return found.staffId;
  };
  return { nurse: idOf('nurse'), doctor: idOf('doctor') };
};
