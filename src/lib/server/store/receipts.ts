import { paddedList } from './few-shapes.ts';
import type { Db } from './hub-store.ts';

/** Numbers under which a device sealed those of these revisions that were taken in. */
export const seqsOf = async (
  db: Db,
  deviceId: string,
  revisionIds: readonly string[],
): Promise<readonly number[]> => {
  if (revisionIds.length === 0) return [];
  const rows = await db
    .selectFrom('revision')
    .select('device_seq')
    .where('device_id', '=', deviceId)
    .where('revision_id', 'in', paddedList(revisionIds))
    .execute();
  return rows.map(({ device_seq }) => device_seq);
};

/** Receipts of a device's revisions by its own numbers, ascending. @param span `after` exclusive, `to` inclusive */
export const receiptPage = (
  db: Db,
  deviceId: string,
  span: { readonly after: number; readonly to: number },
  limit: number,
): Promise<{ recordId: string; revisionId: string; deviceSeq: number; receipt: string }[]> =>
  db
    .selectFrom('revision')
    .innerJoin('receipt', 'receipt.revision_id', 'revision.revision_id')
    .select([
      'revision.record_id as recordId',
      'revision.revision_id as revisionId',
      'revision.device_seq as deviceSeq',
      'receipt.jws as receipt',
    ])
    .where('revision.device_id', '=', deviceId)
    .where('revision.device_seq', '>', span.after)
    .where('revision.device_seq', '<=', span.to)
    .orderBy('revision.device_seq')
    .limit(limit)
    .execute();
