import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type AuditRow = Selectable<Tables['audit']>;

/** What happened, of those the hub records. */
export type AuditAction =
  | 'municipality-added'
  | 'clinic-added'
  | 'staff-added'
  | 'staff-pin-set'
  | 'staff-removed'
  | 'console-user-added'
  | 'signed-in'
  | 'sign-in-refused'
  | 'signed-out'
  | 'enrolment-code-issued'
  | 'device-enrolled'
  | 'device-revoked'
  | 'bundle-issued'
  | 'session-added'
  | 'booking-added'
  | 'ticket-issued'
  | 'tickets-printed'
  | 'form-published'
  | 'own-items-appended'
  | 'own-items-removed'
  | 'rule-set'
  | 'rule-reset'
  | 'revision-received'
  | 'revision-quarantined'
  | 'checkup-read'
  | 'backup-made'
  | 'exported';

/** A line to be written. `target` is the id of what it is about; `detail` holds ids, counts and codes only. */
export interface AuditLine {
  readonly at: string;
  readonly municipality: string | null;
  readonly actor: { readonly kind: AuditRow['actor_kind']; readonly id: string };
  readonly action: AuditAction;
  readonly target: string;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** Hash of a line: SHA-256 over the JSON array of its fields in table order, the hash before included. */
export const auditHash = (row: Omit<AuditRow, 'hash'>): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        row.seq,
        row.at,
        row.municipality,
        row.actor_kind,
        row.actor_id,
        row.action,
        row.target,
        row.detail,
        row.prev_hash,
      ]),
    )
    .digest('hex');

/**
 * Adds a line to the chain, inside the transaction of what it tells of. The first statement takes the head's row,
 * so that two writers never build on the same head.
 * @returns the head after this line, hex
 */
export const appendAudit = async (tx: Db, line: AuditLine): Promise<string> => {
  const state = await tx
    .updateTable('hub_state')
    .set((row) => ({ audit_seq: row('audit_seq', '+', 1) }))
    .where('id', '=', 1)
    .returning(['audit_seq', 'audit_head'])
    .executeTakeFirstOrThrow();
  const row = {
    seq: state.audit_seq,
    at: line.at,
    municipality: line.municipality,
    actor_kind: line.actor.kind,
    actor_id: line.actor.id,
    action: line.action,
    target: line.target,
    detail: JSON.stringify(line.detail ?? {}),
    prev_hash: state.audit_head,
  };
  const hash = auditHash(row);
  await tx
    .insertInto('audit')
    .values({ ...row, hash })
    .execute();
  await tx.updateTable('hub_state').set({ audit_head: hash }).where('id', '=', 1).execute();
  return hash;
};

/** Lines after `after`, ascending, at most `limit`; of the whole hub. */
export const auditPage = (db: Db, after: number, limit: number): Promise<AuditRow[]> =>
  db.selectFrom('audit').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute();

/** A tenant's newest lines before `before`, newest first. */
export const recentAudit = (
  db: Db,
  municipality: string,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<AuditRow[]> =>
  db
    .selectFrom('audit')
    .selectAll()
    .where('municipality', '=', municipality)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();

/** Hash of the line that tells of a revision's arrival. */
export const arrivalHash = async (db: Db, revisionId: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('audit')
    .select('hash')
    .where('target', '=', revisionId)
    .where('action', '=', 'revision-received')
    .executeTakeFirst();
  return row?.hash;
};
