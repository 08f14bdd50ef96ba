import { paddedList, slicesOf } from './few-shapes.ts';
import type { Db } from './hub-store.ts';

/** A revision as a link of its device's chain. */
export interface ChainLink {
  readonly deviceSeq: number;
  readonly revisionId: string;
  /** Hex SHA-256 of the sealed bytes. */
  readonly sha256: string;
  /** Hex hash of the number before, as the tablet sealed it in. */
  readonly prevHash: string;
}

const COLUMNS = [
  'device_seq as deviceSeq',
  'revision_id as revisionId',
  'sha256',
  'prev_hash as prevHash',
] as const;

/** What the hub has of these numbers of a device and of the numbers beside them, by number. One query. */
export const linksAround = async (
  db: Db,
  deviceId: string,
  deviceSeqs: readonly number[],
): Promise<ReadonlyMap<number, ChainLink>> => {
  const seqs = new Set(deviceSeqs.flatMap((seq) => [seq - 1, seq, seq + 1]));
  const rows = await db
    .selectFrom('revision')
    .select(COLUMNS)
    .where('device_id', '=', deviceId)
    .where('device_seq', 'in', paddedList([...seqs]))
    .execute();
  return new Map(rows.map((link) => [link.deviceSeq, link]));
};

/** A device's links behind a number, ascending, at most `limit`. */
export const chainPage = (db: Db, deviceId: string, after: number, limit: number): Promise<ChainLink[]> =>
  db
    .selectFrom('revision')
    .select(COLUMNS)
    .where('device_id', '=', deviceId)
    .where('device_seq', '>', after)
    .orderBy('device_seq')
    .limit(limit)
    .execute();

/** The highest of a device's links, if it has any. */
export const lastLink = (db: Db, deviceId: string): Promise<ChainLink | undefined> =>
  db
    .selectFrom('revision')
    .select(COLUMNS)
    .where('device_id', '=', deviceId)
    .orderBy('device_seq', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Every device from which something was received, or at which a chain is marked as broken. */
export const chainedDevices = (db: Db): Promise<{ deviceId: string; label: string }[]> =>
  db
    .selectFrom('device')
    .select(['device_id as deviceId', 'label'])
    .where((where) =>
      where.or([
        where.exists((from) =>
          from
            .selectFrom('revision')
            .select('revision.device_seq')
            .whereRef('revision.device_id', '=', 'device.device_id'),
        ),
        where.exists((from) =>
          from
            .selectFrom('chain_break')
            .select('chain_break.device_seq')
            .whereRef('chain_break.device_id', '=', 'device.device_id'),
        ),
      ]),
    )
    .orderBy('enrolled_at')
    .execute();

/** A number at which a device's chain is broken. */
interface BreakPlace {
  readonly deviceId: string;
  readonly deviceSeq: number;
}

/** Marks numbers as not following from the number before; what is marked stays as it is. */
export const insertChainBreaks = async (tx: Db, breaks: readonly BreakPlace[], at: string): Promise<void> => {
  const rows = breaks.map(({ deviceId, deviceSeq }) => ({
    device_id: deviceId,
    device_seq: deviceSeq,
    found_at: at,
  }));
  for (const some of slicesOf(rows)) {
    await tx
      .insertInto('chain_break')
      .values([...some])
      .onConflict((conflict) => conflict.columns(['device_id', 'device_seq']).doNothing())
      .execute();
  }
};

/** Numbers of a device that are marked, ascending. */
export const markedSeqs = async (db: Db, deviceId: string): Promise<readonly number[]> => {
  const rows = await db
    .selectFrom('chain_break')
    .select('device_seq')
    .where('device_id', '=', deviceId)
    .orderBy('device_seq')
    .execute();
  return rows.map(({ device_seq }) => device_seq);
};

/** The hash that a device's number names as the one before. `undefined` when the hub does not have the number. */
export const prevHashOf = async (
  db: Db,
  deviceId: string,
  deviceSeq: number,
): Promise<string | undefined> => {
  const row = await db
    .selectFrom('revision')
    .select('prev_hash')
    .where('device_id', '=', deviceId)
    .where('device_seq', '=', deviceSeq)
    .executeTakeFirst();
  return row?.prev_hash;
};

/** The number below `before` under which the device sent these bytes, if it did. */
export const seqOfHash = async (
  db: Db,
  deviceId: string,
  sha256: string,
  before: number,
): Promise<number | undefined> => {
  const row = await db
    .selectFrom('revision')
    .select('device_seq')
    .where('device_id', '=', deviceId)
    .where('device_seq', '<', before)
    .where('sha256', '=', sha256)
    .orderBy('device_seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.device_seq;
};
