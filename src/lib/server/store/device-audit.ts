import type { Selectable } from 'kysely';
import type { DeviceAuditLine } from '../../contract/device-audit.ts';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type DeviceAuditRow = Selectable<Tables['device_audit']>;

/** Hash before the first line of every log, hex. */
export const FIRST_AUDIT_HEAD = '0'.repeat(64);

/** Where the received part of a device's log ends. */
export interface DeviceAuditHead {
  /** 0 when nothing was received. */
  readonly seq: number;
  readonly head: string;
  /** How many lines did not follow from the one before. */
  readonly broken: number;
}

export const deviceAuditHead = async (db: Db, deviceId: string): Promise<DeviceAuditHead> => {
  const row = await db
    .selectFrom('device_audit_head')
    .select(['seq', 'head', 'broken'])
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  return row ?? { seq: 0, head: FIRST_AUDIT_HEAD, broken: 0 };
};

export const putDeviceAuditHead = async (tx: Db, deviceId: string, head: DeviceAuditHead): Promise<void> => {
  await tx
    .insertInto('device_audit_head')
    .values({ device_id: deviceId, ...head, backed_up_seq: 0 })
    .onConflict((conflict) => conflict.column('device_id').doUpdateSet({ ...head }))
    .execute();
};

/** How far each tablet's log had been received, of those that had sent any. */
export type ReceivedLogs = readonly { readonly deviceId: string; readonly seq: number }[];

export const receivedLogs = (db: Db): Promise<ReceivedLogs> =>
  db.selectFrom('device_audit_head').select(['device_id as deviceId', 'seq']).orderBy('device_id').execute();

/** Notes that these lines lie in a backup. Never goes back. */
export const noteLogsBackedUp = async (tx: Db, logs: ReceivedLogs): Promise<void> => {
  for (const { deviceId, seq } of logs) {
    await tx
      .updateTable('device_audit_head')
      .set({ backed_up_seq: seq })
      .where('device_id', '=', deviceId)
      .where('backed_up_seq', '<', seq)
      .execute();
  }
};

/** The last line of a device's log that lies in a backup, 0 when none does. */
export const logBackedUpTo = async (db: Db, deviceId: string): Promise<number> => {
  const row = await db
    .selectFrom('device_audit_head')
    .select('backed_up_seq')
    .where('device_id', '=', deviceId)
    .executeTakeFirst();
  return row?.backed_up_seq ?? 0;
};

/** Most rows of one insert: an engine binds a limited number of values. */
const INSERT_ROWS_MAX = 100;

/** Stores lines; those that are there already stay as they are. */
export const insertDeviceAudit = async (
  tx: Db,
  deviceId: string,
  lines: readonly (DeviceAuditLine & { readonly follows: boolean })[],
  receivedAt: string,
): Promise<void> => {
  for (let first = 0; first < lines.length; first += INSERT_ROWS_MAX) {
    await tx
      .insertInto('device_audit')
      .values(
        lines.slice(first, first + INSERT_ROWS_MAX).map((line) => ({
          device_id: deviceId,
          seq: line.seq,
          at: line.at,
          action: line.action,
          staff_id: line.staffId ?? null,
          record_id: line.recordId ?? null,
          revision_id: line.revisionId ?? null,
          hash: line.hash,
          follows: line.follows ? 1 : 0,
          received_at: receivedAt,
        })),
      )
      .onConflict((conflict) => conflict.columns(['device_id', 'seq', 'hash']).doNothing())
      .execute();
  }
};

/** Which of these lines are stored already, as `seq hash`. */
export const knownAuditLines = async (
  db: Db,
  deviceId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<ReadonlySet<string>> => {
  const rows = await db
    .selectFrom('device_audit')
    .select(['seq', 'hash'])
    .where('device_id', '=', deviceId)
    .where('seq', '>=', from)
    .where('seq', '<=', to)
    .execute();
  return new Set(rows.map(({ seq, hash }) => `${String(seq)} ${hash}`));
};

/** A device's lines behind a place in its log, ascending, at most `limit`. */
export const deviceAuditPage = (
  db: Db,
  deviceId: string,
  after: { readonly seq: number; readonly hash: string },
  limit: number,
): Promise<DeviceAuditRow[]> =>
  db
    .selectFrom('device_audit')
    .selectAll()
    .where('device_id', '=', deviceId)
    .where((each) =>
      each.or([
        each('seq', '>', after.seq),
        each.and([each('seq', '=', after.seq), each('hash', '>', after.hash)]),
      ]),
    )
    .orderBy('seq')
    .orderBy('hash')
    .limit(limit)
    .execute();

/** When the line with the highest number of a device's log was written, by the tablet's clock. */
export const lastDeviceAuditAt = async (db: Db, deviceId: string): Promise<string | undefined> => {
  const row = await db
    .selectFrom('device_audit')
    .select('at')
    .where('device_id', '=', deviceId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.at;
};

/** A device's lines of a span of time, ascending, at most `limit`. @param span `from` inclusive, `to` exclusive */
export const deviceAuditSpan = (
  db: Db,
  deviceId: string,
  span: { readonly from: string; readonly to: string; readonly after: number },
  limit: number,
): Promise<DeviceAuditRow[]> =>
  db
    .selectFrom('device_audit')
    .selectAll()
    .where('device_id', '=', deviceId)
    .where('seq', '>', span.after)
    .where('at', '>=', span.from)
    .where('at', '<', span.to)
    .orderBy('seq')
    .orderBy('hash')
    .limit(limit)
    .execute();

/** Of every device the last arrival of its log, as the hub's own chain tells it. */
export const lastAuditArrivals = async (
  db: Db,
): Promise<readonly { readonly deviceId: string; readonly upTo: number; readonly head: string }[]> => {
  const rows = await db
    .selectFrom('audit')
    .select(['target', 'detail'])
    .where('seq', 'in', (from) =>
      from
        .selectFrom('audit')
        .select(({ fn }) => fn.max<number>('seq').as('last'))
        .where('action', 'in', ['device-audit-received', 'device-audit-broken'])
        .groupBy('target'),
    )
    .orderBy('target')
    .execute();
  return rows.map(({ target, detail }) => {
    const { upTo, head } = JSON.parse(detail) as { upTo: number; head: string };
    return { deviceId: target, upTo, head };
  });
};
