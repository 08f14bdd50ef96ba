import type { Db } from './hub-store.ts';

export interface HubState {
  readonly auditSeq: number;
  readonly auditHead: string;
  readonly hubSeq: number;
  readonly backupWatermark: number;
}

export const readHubState = async (db: Db): Promise<HubState> => {
  const row = await db.selectFrom('hub_state').selectAll().where('id', '=', 1).executeTakeFirstOrThrow();
  return {
    auditSeq: row.audit_seq,
    auditHead: row.audit_head,
    hubSeq: row.hub_seq,
    backupWatermark: row.backup_watermark,
  };
};

/**
 * Takes the next numbers of what the hub takes in, inside the transaction that takes it in.
 * @returns the first of `count` numbers without a gap
 */
export const takeHubSeqs = async (
  tx: Db,
  count: number,
): Promise<{ first: number; backupWatermark: number }> => {
  const row = await tx
    .updateTable('hub_state')
    .set((state) => ({ hub_seq: state('hub_seq', '+', count) }))
    .where('id', '=', 1)
    .returning(['hub_seq', 'backup_watermark'])
    .executeTakeFirstOrThrow();
  return { first: row.hub_seq - count + 1, backupWatermark: row.backup_watermark };
};

/** Notes that every revision up to `hubSeq` lies in a backup. Never goes back. */
export const raiseBackupWatermark = async (tx: Db, hubSeq: number): Promise<void> => {
  await tx
    .updateTable('hub_state')
    .set({ backup_watermark: hubSeq })
    .where('id', '=', 1)
    .where('backup_watermark', '<', hubSeq)
    .execute();
};
