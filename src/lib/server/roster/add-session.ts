import { problem, type Outcome } from '../../contract/problem.ts';
import { parseCivilDate } from '../../domain/civil-date.ts';
import { PROGRAMS, type ProgramId } from '../../domain/program.ts';
import { ok } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hubTime, newId, type Hub } from '../hub.ts';
import { plainText } from '../people/plain-text.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { findClinic } from '../store/organisations.ts';
import { insertSession } from '../store/roster.ts';

export interface NewSession {
  readonly municipality: string;
  readonly clinicId: string;
  readonly date: string;
  readonly kind: 'group' | 'individual';
  readonly place: string;
  readonly programs: readonly ProgramId[];
}

/** Adds a day's run of programs (健診日程). @returns the session id */
export const addSession = async (hub: Hub, actor: Actor, input: NewSession): Promise<Outcome<string>> => {
  const { municipality, clinicId, kind } = input;
  const date = parseCivilDate(input.date);
  const place = plainText(input.place, 200);
  const programs = PROGRAMS.filter((program) => input.programs.includes(program));
  if (date === undefined) return problem('request-malformed', { field: 'date' });
  if (place === undefined) return problem('request-malformed', { field: 'place' });
  if (programs.length === 0) return problem('request-malformed', { field: 'programs' });
  if ((await findClinic(hub.store.db, municipality, clinicId)) === undefined) {
    return problem('request-malformed', { field: 'clinic' });
  }
  const sessionId = newId(hub);
  const at = hubTime(hub);
  await hub.store.write(async (tx) => {
    await insertSession(tx, {
      session_id: sessionId,
      municipality,
      clinic_id: clinicId,
      date,
      kind,
      place,
      programs: JSON.stringify(programs),
    });
    await appendAudit(tx, {
      at,
      municipality,
      actor,
      action: 'session-added',
      target: sessionId,
      detail: { date },
    });
  });
  return ok(sessionId);
};
