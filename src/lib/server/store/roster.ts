import type { Insertable, Selectable } from 'kysely';
import { paddedList } from './few-shapes.ts';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type SessionRow = Selectable<Tables['session']>;
export type SubjectRow = Selectable<Tables['subject']>;
export type BookingRow = Selectable<Tables['booking']>;

export const insertSession = async (tx: Db, row: Insertable<Tables['session']>): Promise<void> => {
  await tx.insertInto('session').values(row).execute();
};

export const insertSubject = async (tx: Db, row: Insertable<Tables['subject']>): Promise<void> => {
  await tx.insertInto('subject').values(row).execute();
};

export const insertBooking = async (tx: Db, row: Insertable<Tables['booking']>): Promise<void> => {
  await tx.insertInto('booking').values(row).execute();
};

/** A clinic's sessions of a day. */
export const clinicSessions = (db: Db, clinicId: string, date: string): Promise<SessionRow[]> =>
  db
    .selectFrom('session')
    .selectAll()
    .where('clinic_id', '=', clinicId)
    .where('date', '=', date)
    .orderBy('session_id')
    .execute();

/** A tenant's sessions of a day, with the clinic's name, in a stable order. */
export const daySessions = (
  db: Db,
  municipality: string,
  date: string,
): Promise<(SessionRow & { clinicName: string })[]> =>
  db
    .selectFrom('session')
    .innerJoin('clinic', 'clinic.clinic_id', 'session.clinic_id')
    .selectAll('session')
    .select('clinic.name as clinicName')
    .where('session.municipality', '=', municipality)
    .where('session.date', '=', date)
    .orderBy('session.session_id')
    .execute();

/** At which clinics of a tenant there is a session on one of the days, each as `clinicId date`. */
export const clinicDays = async (
  db: Db,
  municipality: string,
  dates: readonly string[],
): Promise<ReadonlySet<string>> => {
  if (dates.length === 0) return new Set();
  const rows = await db
    .selectFrom('session')
    .select(['clinic_id', 'date'])
    .distinct()
    .where('municipality', '=', municipality)
    .where('date', 'in', paddedList([...new Set(dates)]))
    .execute();
  return new Set(rows.map(({ clinic_id, date }) => `${clinic_id} ${date}`));
};

/** Days from `from` on that have sessions, ascending, with the number of children expected. */
export const sessionDays = (
  db: Db,
  municipality: string,
  from: string,
  limit: number,
): Promise<{ date: string; bookings: number }[]> =>
  db
    .selectFrom('session')
    .leftJoin('booking', 'booking.session_id', 'session.session_id')
    .select(({ fn }) => ['session.date', fn.count<number>('booking.booking_id').as('bookings')])
    .where('session.municipality', '=', municipality)
    .where('session.date', '>=', from)
    .groupBy('session.date')
    .orderBy('session.date')
    .limit(limit)
    .execute();

export const findSession = (
  db: Db,
  municipality: string,
  sessionId: string,
): Promise<SessionRow | undefined> =>
  db
    .selectFrom('session')
    .selectAll()
    .where('municipality', '=', municipality)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();

export const findSubject = (
  db: Db,
  municipality: string,
  subjectId: string,
): Promise<SubjectRow | undefined> =>
  db
    .selectFrom('subject')
    .selectAll()
    .where('municipality', '=', municipality)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst();

/** Notes what a later booking tells of a person. */
export const completeSubject = async (
  tx: Db,
  subjectId: string,
  told: Partial<Pick<SubjectRow, 'due_date' | 'birth_weight_grams' | 'delivered_on' | 'sex'>>,
): Promise<void> => {
  if (Object.keys(told).length === 0) return;
  await tx.updateTable('subject').set(told).where('subject_id', '=', subjectId).execute();
};

/** The tenant's child with this name, reading and birth date. */
export const findSameSubject = (
  db: Db,
  municipality: string,
  child: Pick<SubjectRow, 'name' | 'kana' | 'birth_date'>,
): Promise<SubjectRow | undefined> =>
  db
    .selectFrom('subject')
    .selectAll()
    .where('municipality', '=', municipality)
    .where('birth_date', '=', child.birth_date)
    .where('name', '=', child.name)
    .where('kana', '=', child.kana)
    .executeTakeFirst();

export const findBookingById = (
  db: Db,
  municipality: string,
  bookingId: string,
): Promise<(BookingRow & { date: string }) | undefined> =>
  db
    .selectFrom('booking')
    .innerJoin('session', 'session.session_id', 'booking.session_id')
    .selectAll('booking')
    .select('session.date')
    .where('booking.municipality', '=', municipality)
    .where('booking.booking_id', '=', bookingId)
    .executeTakeFirst();

export const findBooking = (
  db: Db,
  of: { readonly sessionId: string; readonly subjectId: string; readonly program: BookingRow['program'] },
): Promise<BookingRow | undefined> =>
  db
    .selectFrom('booking')
    .selectAll()
    .where('session_id', '=', of.sessionId)
    .where('subject_id', '=', of.subjectId)
    .where('program', '=', of.program)
    .executeTakeFirst();

/** The next free number of a session, from 1. */
export const nextBookingNumber = async (tx: Db, sessionId: string): Promise<number> => {
  const row = await tx
    .selectFrom('booking')
    .select(({ fn }) => fn.max<number | null>('number').as('last'))
    .where('session_id', '=', sessionId)
    .executeTakeFirstOrThrow();
  return (row.last ?? 0) + 1;
};

/** One line of a session's list: the child, and the ticket that is valid for it now. */
export interface RosterLine {
  readonly bookingId: string;
  readonly sessionId: string;
  readonly subjectId: string;
  readonly program: BookingRow['program'];
  readonly number: number;
  readonly name: string;
  readonly kana: string;
  readonly birthDate: string;
  readonly sex: SubjectRow['sex'];
  readonly dueDate: string | null;
  readonly birthWeightGrams: number | null;
  readonly deliveredOn: string | null;
  readonly ticketId: string | null;
  readonly typedCode: string | null;
  readonly ticketText: string | null;
  readonly ticketExpiresAt: string | null;
}

/** The lists of these sessions, by number. Revoked and expired tickets do not show. */
export const rosterOf = async (db: Db, sessionIds: readonly string[], at: string): Promise<RosterLine[]> => {
  if (sessionIds.length === 0) return [];
  const rows = await db
    .selectFrom('booking')
    .innerJoin('subject', 'subject.subject_id', 'booking.subject_id')
    .leftJoin('ticket', (join) =>
      join
        .onRef('ticket.subject_id', '=', 'booking.subject_id')
        .onRef('ticket.program', '=', 'booking.program')
        .on('ticket.revoked_at', 'is', null)
        .on('ticket.expires_at', '>', at),
    )
    .select([
      'booking.booking_id as bookingId',
      'booking.session_id as sessionId',
      'booking.subject_id as subjectId',
      'booking.program',
      'booking.number',
      'subject.name',
      'subject.kana',
      'subject.birth_date as birthDate',
      'subject.sex',
      'subject.due_date as dueDate',
      'subject.birth_weight_grams as birthWeightGrams',
      'subject.delivered_on as deliveredOn',
      'ticket.ticket_id as ticketId',
      'ticket.typed_code as typedCode',
      'ticket.text as ticketText',
      'ticket.expires_at as ticketExpiresAt',
    ])
    .where('booking.session_id', 'in', [...sessionIds])
    .orderBy('booking.session_id')
    .orderBy('booking.number')
    .orderBy('ticket.issued_at', 'desc')
    .execute();
  // Of several valid tickets of one child the newest stands for the line.
  return rows.filter((row, index) => rows[index - 1]?.bookingId !== row.bookingId);
};
