import type { OutboxRow } from '../store/schema.ts';

/** How long a receipt is kept after its bytes were dropped, so that a count can be disputed: 30 days. */
export const RECEIPT_KEPT_MS = 30 * 86_400_000;

export type PruneStep = 'keep' | 'drop-bytes' | 'delete';

/**
 * What becomes of a row in time. Bytes are held until a backup of the hub has them: a hub that was restored can be
 * offered again what it lost. Nothing without a receipt is ever touched.
 * @param watermark the highest `backupWatermark` that the hub has signed, 0 when none was seen
 * @param now milliseconds since 1970
 */
export const pruneStep = (row: OutboxRow, watermark: number, now: number): PruneStep => {
  if (row.state !== 'delivered' || row.hubSeq === undefined || row.receipt === undefined) return 'keep';
  if (row.droppedAt === undefined) return row.hubSeq <= watermark ? 'drop-bytes' : 'keep';
  return Date.parse(row.droppedAt) <= now - RECEIPT_KEPT_MS ? 'delete' : 'keep';
};
