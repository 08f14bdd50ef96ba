import type { Insertable, Selectable } from 'kysely';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type TicketRow = Selectable<Tables['ticket']>;

export const insertTicket = async (tx: Db, row: Insertable<Tables['ticket']>): Promise<void> => {
  await tx.insertInto('ticket').values(row).execute();
};

/** The newest ticket of a subject and program that is neither revoked nor expired at `at`. */
export const findValidTicket = (
  db: Db,
  of: { readonly subjectId: string; readonly program: TicketRow['program'] },
  at: string,
): Promise<TicketRow | undefined> =>
  db
    .selectFrom('ticket')
    .selectAll()
    .where('subject_id', '=', of.subjectId)
    .where('program', '=', of.program)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .orderBy('issued_at', 'desc')
    .executeTakeFirst();

export const isTypedCodeTaken = async (db: Db, municipality: string, typedCode: string): Promise<boolean> => {
  const row = await db
    .selectFrom('ticket')
    .select('ticket_id')
    .where('municipality', '=', municipality)
    .where('typed_code', '=', typedCode)
    .executeTakeFirst();
  return row !== undefined;
};

export const revokeTickets = async (
  tx: Db,
  of: { readonly municipality: string; readonly subjectId: string; readonly program: TicketRow['program'] },
  at: string,
): Promise<void> => {
  await tx
    .updateTable('ticket')
    .set({ revoked_at: at })
    .where('municipality', '=', of.municipality)
    .where('subject_id', '=', of.subjectId)
    .where('program', '=', of.program)
    .where('revoked_at', 'is', null)
    .execute();
};
