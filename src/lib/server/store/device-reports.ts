import type { Insertable, Selectable } from 'kysely';
import { MISSING_MAX_RANGES, type SeqRange } from '../../contract/check-in.ts';
import type { Db } from './hub-store.ts';
import type { Tables } from './tables.ts';

export type DeviceReportRow = Selectable<Tables['device_report']>;

/** Puts a device's report in place of its last one. */
export const putReport = async (tx: Db, row: Insertable<Tables['device_report']>): Promise<void> => {
  const { device_id: _, ...rest } = row;
  await tx
    .insertInto('device_report')
    .values(row)
    .onConflict((conflict) => conflict.column('device_id').doUpdateSet(rest))
    .execute();
};

/** The last report of every device of a tenant that made one. */
export const listReports = (db: Db, municipality: string): Promise<DeviceReportRow[]> =>
  db
    .selectFrom('device_report')
    .innerJoin('device', 'device.device_id', 'device_report.device_id')
    .selectAll('device_report')
    .where('device.municipality', '=', municipality)
    .execute();

/** What the hub has of one device's numbers. */
export interface SeqsHeld {
  readonly count: number;
  /** 0 when there is none. */
  readonly highest: number;
}

export const seqsHeld = async (db: Db, deviceId: string): Promise<SeqsHeld> => {
  const row = await db
    .selectFrom('revision')
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.max<number | null>('device_seq').as('highest'),
    ])
    .where('device_id', '=', deviceId)
    .executeTakeFirstOrThrow();
  return { count: row.count, highest: row.highest ?? 0 };
};

/**
 * The numbers of 1..upTo of which the hub has no revision, ascending, at most {@link MISSING_MAX_RANGES} ranges.
 * A device of which nothing is missing costs one count.
 */
export const missingSeqs = async (
  db: Db,
  deviceId: string,
  upTo: number,
  held: SeqsHeld,
): Promise<readonly SeqRange[]> => {
  const behind: SeqRange[] = held.highest < upTo ? [[held.highest + 1, upTo]] : [];
  if (held.count === held.highest) return behind;
  const gaps = await db
    .selectFrom((from) =>
      from
        .selectFrom('revision')
        .select((each) => [
          'device_seq as seq',
          each.fn
            .agg<number | null>('lag', ['device_seq'])
            .over((over) => over.orderBy('device_seq'))
            .as('before'),
        ])
        .where('device_id', '=', deviceId)
        .as('step'),
    )
    .select(['seq', 'before'])
    .where((each) => each('seq', '>', each(each.fn.coalesce('before', each.val(0)), '+', each.val(1))))
    .orderBy('seq')
    .limit(MISSING_MAX_RANGES)
    .execute();
  const between = gaps.map(({ seq, before }): SeqRange => [(before ?? 0) + 1, seq - 1]);
  return [...between, ...behind].filter(([from]) => from <= upTo).slice(0, MISSING_MAX_RANGES);
};
