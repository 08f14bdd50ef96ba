import { addDays, dateInJapan } from '../../domain/civil-date.ts';
import type { Hub } from '../hub.ts';
import { listClinics, listMunicipalities } from '../store/organisations.ts';
import { clinicSessions } from '../store/roster.ts';
import { codeEntries } from './code-entries.ts';
import { dayEntries } from './day-roster.ts';
import { openShift } from './open-shift.ts';

/**
 * Derives the typed-code entries of today and tomorrow ahead of the first tablet that asks for its bundle.
 * @returns how many tickets are ready
 */
export const warmCodes = async (hub: Hub): Promise<number> => {
  const { db } = hub.store;
  const today = dateInJapan(hub.now());
  let ready = 0;
  for (const { code } of await listMunicipalities(db)) {
    for (const { clinic_id: clinicId } of await listClinics(db, code)) {
      for (const date of [today, addDays(today, 1)]) {
        const sessions = await clinicSessions(db, clinicId, date);
        const roster = await dayEntries(
          hub,
          sessions.map(({ session_id }) => session_id),
        );
        if (roster.length === 0) continue;
        const shift = await openShift(hub, { municipality: code, clinicId }, date);
        const tickets = roster.map(({ entry, typedCode }) => ({ ticketId: entry.ticketId, typedCode }));
        ready += (await codeEntries(hub, shift, tickets)).length;
      }
    }
  }
  return ready;
};
