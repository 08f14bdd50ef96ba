import { problem, type Outcome } from '../../contract/problem.ts';
import { parseCivilDate, type CivilDate } from '../../domain/civil-date.ts';
import type { ProgramId } from '../../domain/program.ts';
import { ok } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hubTime, newId, newOpaqueId, type Hub } from '../hub.ts';
import { kanaText, plainText } from '../people/plain-text.ts';
import { appendAudit } from '../store/audit-chain.ts';
import {
  completeSubject,
  findBooking,
  findSameSubject,
  findSession,
  insertBooking,
  insertSubject,
  nextBookingNumber,
  type SubjectRow,
} from '../store/roster.ts';
import { ensureTicket } from './ensure-ticket.ts';
import { newlyTold, type PersonChange } from './newly-told.ts';

/** A child expected at a session, as reception or the municipality's list gives it. */
export interface NewBooking {
  readonly municipality: string;
  readonly sessionId: string;
  readonly program: ProgramId;
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string;
  readonly sex: SubjectRow['sex'];
  /** 出産予定日: of the pregnancy, or of the child for its corrected age. */
  readonly dueDate?: string;
  readonly birthWeightGrams?: number;
  /** A mother's day of delivery: the windows after birth count from it. */
  readonly deliveredOn?: string;
}

type Child = Omit<SubjectRow, 'subject_id' | 'municipality' | 'created_at'>;

/** The child's data, or the name of the first field that cannot be right. */
const readChild = (input: NewBooking, sessionDate: string): Child | string => {
  const name = plainText(input.name, 200);
  const kana = kanaText(input.kana, 200);
  const birthDate = parseCivilDate(input.birthDate);
  const dueDate = input.dueDate === undefined ? null : parseCivilDate(input.dueDate);
  const deliveredOn = input.deliveredOn === undefined ? null : parseCivilDate(input.deliveredOn);
  const weight = input.birthWeightGrams ?? null;
  if (name === undefined) return 'name';
  if (kana === undefined) return 'kana';
  if (birthDate === undefined || birthDate > sessionDate) return 'birthDate';
  if (dueDate === undefined) return 'dueDate';
  if (deliveredOn === undefined || (deliveredOn !== null && deliveredOn > sessionDate)) return 'deliveredOn';
  if (weight !== null && (!Number.isInteger(weight) || weight < 200 || weight > 7000)) {
    return 'birthWeightGrams';
  }
  return {
    name,
    kana,
    birth_date: birthDate,
    sex: input.sex,
    due_date: dueDate,
    birth_weight_grams: weight,
    delivered_on: deliveredOn,
  };
};

export interface AddedBooking {
  readonly number: number;
  readonly subjectId: string;
  readonly ticketId: string;
  /** What was known otherwise of this person before. */
  readonly changes: readonly PersonChange[];
}

/**
 * Puts a child on a session's list and sees that a ticket is there. A child of the same name, reading and birth date
 * is the same child; what is told of it anew takes the place of what was known. `request-malformed` names the field, and
 * by `why` what of it cannot be (`newly-told.ts`); `field: booking` when the child is on the list already.
 */
export const addBooking = async (
  hub: Hub,
  actor: Actor,
  input: NewBooking,
): Promise<Outcome<AddedBooking>> => {
  const { municipality, sessionId, program } = input;
  const session = await findSession(hub.store.db, municipality, sessionId);
  if (session === undefined) return problem('request-malformed', { field: 'session' });
  if (!(JSON.parse(session.programs) as string[]).includes(program)) {
    return problem('request-malformed', { field: 'program' });
  }
  const child = readChild(input, session.date);
  if (typeof child === 'string') return problem('request-malformed', { field: child });
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    const same = await findSameSubject(tx, municipality, child);
    const subjectId = same?.subject_id ?? newOpaqueId(hub);
    if (same && (await findBooking(tx, { sessionId, subjectId, program })) !== undefined) {
      return problem('request-malformed', { field: 'booking' });
    }
    const on = session.date as CivilDate;
    const told = newlyTold({ program, on, told: child, known: same });
    if (!told.ok) return problem('request-malformed', { ...told.error });
    const { set, changes } = told.value;
    if (same === undefined) {
      await insertSubject(tx, { ...child, subject_id: subjectId, municipality, created_at: at });
    } else {
      await completeSubject(tx, subjectId, set);
    }
    const number = await nextBookingNumber(tx, sessionId);
    const bookingId = newId(hub);
    await insertBooking(tx, {
      booking_id: bookingId,
      municipality,
      session_id: sessionId,
      subject_id: subjectId,
      program,
      number,
      created_at: at,
    });
    await appendAudit(tx, {
      at,
      municipality,
      actor,
      action: 'booking-added',
      target: bookingId,
      detail: {
        sessionId,
        number,
        ...(changes.length > 0 && { changed: changes.map(({ field }) => field).join(' ') }),
      },
    });
    const ticket = await ensureTicket(hub, tx, actor, { municipality, subjectId, program, date: on });
    return ok({ number, subjectId, ticketId: ticket.ticket_id, changes });
  });
};
