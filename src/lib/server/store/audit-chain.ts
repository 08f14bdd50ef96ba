import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import { slicesOf } from './few-shapes.ts';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type AuditRow = Selectable<Tables['audit']>;

/** What happened, of those the hub records. */
export type AuditAction =
  | 'municipality-added'
  | 'clinic-added'
  | 'staff-added'
  | 'staff-pin-set'
  | 'staff-key-issued'
  | 'staff-removed'
  | 'console-user-added'
  | 'signed-in'
  | 'sign-in-refused'
  | 'signed-out'
  | 'clinic-lock-set'
  | 'recovery-code-issued'
  | 'recovery-refused'
  | 'staff-recovered'
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
  | 'window-set'
  | 'window-reset'
  | 'stations-set'
  | 'stations-reset'
  | 'rule-set'
  | 'rule-reset'
  | 'revision-received'
  | 'revision-chain-broken'
  | 'revision-quarantined'
  | 'quarantine-read'
  | 'quarantine-released'
  | 'rescue-ingested'
  | 'device-audit-received'
  | 'device-audit-broken'
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
 * Adds lines to the chain, inside the transaction of what they tell of. The first statement takes the head's row,
 * so that two writers never build on the same head.
 * @returns the head after each line, hex
 */
export const appendAudits = async (tx: Db, lines: readonly AuditLine[]): Promise<readonly string[]> => {
  if (lines.length === 0) return [];
  const state = await tx
    .updateTable('hub_state')
    .set((row) => ({ audit_seq: row('audit_seq', '+', lines.length) }))
    .where('id', '=', 1)
    .returning(['audit_seq', 'audit_head'])
    .executeTakeFirstOrThrow();
  const firstSeq = state.audit_seq - lines.length + 1;
  let head = state.audit_head;
  const rows = lines.map((line, index): AuditRow => {
    const row = {
      seq: firstSeq + index,
      at: line.at,
      municipality: line.municipality,
      actor_kind: line.actor.kind,
      actor_id: line.actor.id,
      action: line.action,
      target: line.target,
      detail: JSON.stringify(line.detail ?? {}),
      prev_hash: head,
    };
    head = auditHash(row);
    return { ...row, hash: head };
  });
  for (const some of slicesOf(rows))
    await tx
      .insertInto('audit')
      .values([...some])
      .execute();
  await tx.updateTable('hub_state').set({ audit_head: head }).where('id', '=', 1).execute();
  return rows.map(({ hash }) => hash);
};

/** {@link appendAudits} for one line. @returns the head after it, hex */
export const appendAudit = async (tx: Db, line: AuditLine): Promise<string> => {
  const [head] = await appendAudits(tx, [line]);
  if (head === undefined) throw new Error('the chain did not move');
  return head;
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
