import type { Hub } from '../hub.ts';
import { recentAudit, type AuditAction, type AuditRow } from '../store/audit-chain.ts';
import { stationsInWords } from '../stations/station-orders.ts';
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
  /** Of a changed order of stations: how it was and how it is, in Japanese. */
  readonly orders?: readonly [before: string, after: string] | undefined;
  readonly hash: string;
}

const PAGE = 100;

const detailOf = ({ action, detail: text }: AuditRow): Pick<AuditLineView, 'detail' | 'orders'> => {
  const detail = JSON.parse(text) as AuditLineView['detail'];
  if (action !== 'stations-set' && action !== 'stations-reset') return { detail };
  const [before, after] = [detail['before'], detail['after']].map((order) => stationsInWords(String(order)));
  return { detail, orders: [before ?? '', after ?? ''] };
};

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
      ...detailOf(row),
      hash: row.hash,
    })),
    next: rows.length === PAGE ? rows.at(-1)?.seq : undefined,
  };
};
