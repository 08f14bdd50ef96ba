import type { Hub } from '../hub.ts';
import { recentAudit, type AuditAction } from '../store/audit-chain.ts';
import { listDevices } from '../store/devices.ts';

export interface AuditLineView {
  readonly seq: number;
  readonly at: string;
  readonly actorKind: 'device' | 'console' | 'cli' | 'hub';
  /** Label of a tablet, otherwise the id. */
  readonly actor: string;
  readonly action: AuditAction;
  readonly target: string;
  /** Ids, counts and codes that go with it. */
  readonly detail: Readonly<Record<string, string | number | boolean>>;
  readonly hash: string;
}

const PAGE = 100;

/** A tenant's audit lines, newest first. @param before show those before this number */
export const auditView = async (
  hub: Hub,
  municipality: string,
  before: number,
): Promise<{ readonly lines: readonly AuditLineView[]; readonly next: number | undefined }> => {
  const { db } = hub.store;
  const rows = await recentAudit(db, municipality, { before, limit: PAGE });
  const labels = new Map(
    (await listDevices(db, municipality)).map(({ deviceId, label }) => [deviceId, label]),
  );
  return {
    lines: rows.map((row) => ({
      seq: row.seq,
      at: row.at,
      actorKind: row.actor_kind,
      actor: labels.get(row.actor_id) ?? row.actor_id,
      action: row.action as AuditAction,
      target: row.target,
      detail: JSON.parse(row.detail) as AuditLineView['detail'],
      hash: row.hash,
    })),
    next: rows.length === PAGE ? rows.at(-1)?.seq : undefined,
  };
};
