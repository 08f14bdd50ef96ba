import { ok } from '../domain/result.ts';
import type { Outcome } from '../contract/problem.ts';
import type { StorageState } from './persistence.ts';
import type { TabletStore, WriteOp } from './port.ts';

/** Less free than this is too little for a day's records, bytes. */
export const ROOM_LEAST_BYTES = 50 * 1024 * 1024;

/** More used than this part of the quota is too much. */
export const ROOM_MOST_USED = 0.9;

/** Whether there is too little room left. A browser that does not say is taken to have room. */
export const isRoomLow = ({
  quotaBytes,
  usageBytes,
}: Pick<StorageState, 'quotaBytes' | 'usageBytes'>): boolean => {
  if (quotaBytes === undefined || usageBytes === undefined) return false;
  return quotaBytes - usageBytes < ROOM_LEAST_BYTES || usageBytes > quotaBytes * ROOM_MOST_USED;
};

/** What is still needed of what can be fetched again. */
export interface StillNeeded {
  /** The shift whose copies staff can still read; `undefined`: none. */
  readonly shiftId: string | undefined;
  /** Hashes of the parts that are named; `undefined`: not known, and every part stays. */
  readonly parts: ReadonlySet<string> | undefined;
}

/** Rows taken away per commit. */
const BATCH = 64;

/** Receipts that are looked at in one go. */
const MOST_RECEIPTS = 65_536;

/** Later than every instant: every receipt whose bytes are gone. */
const ALWAYS = '\uffff';

/**
 * Makes room with what this tablet can do without: copies of shifts that have ended, parts that nothing names, and
 * receipts whose bytes were dropped. Drafts, records without a receipt, records whose bytes are still held, and
 * damaged rows are never touched.
 * @returns how many rows were taken away
 */
export const purgeCaches = async (
  store: TabletStore,
  { shiftId, parts }: StillNeeded,
): Promise<Outcome<number>> => {
  const copies = await store.all('copies');
  if (!copies.ok) return copies;
  const kept = await store.all('parts');
  if (!kept.ok) return kept;
  const dropped = await store.outboxKeysUpTo('droppedAt', ALWAYS, MOST_RECEIPTS);
  if (!dropped.ok) return dropped;
  const ops: WriteOp[] = [
    ...copies.value
      .filter((copy) => copy.shiftId !== shiftId)
      .map(({ revisionId }): WriteOp => ({ do: 'delete', table: 'copies', key: revisionId })),
    ...kept.value
      .filter(({ sha256 }) => parts?.has(sha256) === false)
      .map(({ sha256 }): WriteOp => ({ do: 'delete', table: 'parts', key: sha256 })),
  ];
  for (let from = 0; from < ops.length; from += BATCH) {
    const committed = await store.commit(ops.slice(from, from + BATCH));
    if (!committed.ok) return committed;
  }
  let receipts = 0;
  for (let from = 0; from < dropped.value.length; from += BATCH) {
    const purged = await purgeReceipts(store, dropped.value.slice(from, from + BATCH));
    if (!purged.ok) return purged;
    receipts += purged.value;
  }
  return ok(ops.length + receipts);
};

const purgeReceipts = async (store: TabletStore, keys: readonly string[]): Promise<Outcome<number>> => {
  const rows = await store.outboxRows(keys);
  if (!rows.ok) return rows;
  const ops = rows.value
    .filter((row) => row.state === 'delivered' && row.envelope.length === 0 && row.receipt !== undefined)
    .flatMap((row): WriteOp[] => [
      { do: 'match', table: 'outbox', key: row.revisionId, row },
      { do: 'delete', table: 'outbox', key: row.revisionId },
    ]);
  const committed = await store.commit(ops);
  return committed.ok ? ok(ops.length / 2) : committed;
};
