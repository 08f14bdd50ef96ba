import { luhnCheckDigit } from '../../contract/typed-code.ts';
import { signTicket } from '../../crypto/ticket.ts';
import { addDays, type CivilDate } from '../../domain/civil-date.ts';
import type { ProgramId } from '../../domain/program.ts';
import type { Actor } from '../actor.ts';
import { hubTime, newOpaqueId, type Hub } from '../hub.ts';
import { instantOf } from '../instant.ts';
import { appendAudit } from '../store/audit-chain.ts';
import type { Tx } from '../store/hub-store.ts';
import { findValidTicket, insertTicket, isTypedCodeTaken, type TicketRow } from '../store/tickets.ts';

/** Days after the session for which a ticket stays valid: a missed day can be made up without new paper. */
const TICKET_DAYS_AFTER_SESSION = 60;

const DIGITS_MAX = 100_000_000_000;

/** Eleven digits, each sequence as likely as any other, and their check digit. */
const newTypedCode = (random: Hub['random']): string => {
  for (;;) {
    // 37 bits hold 0 to 137 billion; what lies above 99,999,999,999 is drawn again.
    const value = random(5).reduce((sum, byte, index) => sum * 256 + (index === 0 ? byte & 0x1f : byte), 0);
    if (value >= DIGITS_MAX) continue;
    const digits = String(value).padStart(11, '0');
    return digits + luhnCheckDigit(digits);
  }
};

const freeTypedCode = async (hub: Hub, tx: Tx, municipality: string): Promise<string> => {
  for (;;) {
    const code = newTypedCode(hub.random);
    if (!(await isTypedCodeTaken(tx, municipality, code))) return code;
  }
};

const startOfDayInJapan = (date: CivilDate): number => Date.parse(`${date}T00:00:00.000+09:00`);

/** Whom and what a ticket is for. */
export interface TicketFor {
  readonly municipality: string;
  readonly subjectId: string;
  readonly program: ProgramId;
  /** Day of the session it is first needed on. */
  readonly date: CivilDate;
}

/** A ticket that is still valid at the end of the session's day, made when there is none. */
export const ensureTicket = async (hub: Hub, tx: Tx, actor: Actor, of: TicketFor): Promise<TicketRow> => {
  const dayAfter = startOfDayInJapan(addDays(of.date, 1));
  const existing = await findValidTicket(tx, of, instantOf(Math.max(dayAfter, hub.now())));
  if (existing !== undefined) return existing;
  const signer = hub.keys.signer('ticket');
  const notBefore = Math.floor(hub.now() / 60_000) * 60;
  const expires = startOfDayInJapan(addDays(of.date, TICKET_DAYS_AFTER_SESSION)) / 1000;
  const ticketId = newOpaqueId(hub);
  const claims = {
    municipality: of.municipality,
    ticketId,
    subjectId: of.subjectId,
    program: of.program,
    notBefore,
    expires: Math.max(expires, notBefore + 86_400),
  };
  const at = hubTime(hub);
  const row: TicketRow = {
    ticket_id: ticketId,
    municipality: of.municipality,
    subject_id: of.subjectId,
    program: of.program,
    typed_code: await freeTypedCode(hub, tx, of.municipality),
    text: await signTicket(claims, signer),
    kid: signer.kid,
    not_before: instantOf(claims.notBefore * 1000),
    expires_at: instantOf(claims.expires * 1000),
    issued_at: at,
    revoked_at: null,
  };
  await insertTicket(tx, row);
  const { municipality } = of;
  await appendAudit(tx, { at, municipality, actor, action: 'ticket-issued', target: of.subjectId });
  return row;
};
