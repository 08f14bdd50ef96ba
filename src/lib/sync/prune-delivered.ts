import type { Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import { dropBytes } from './outbox.ts';
import { pruneStep, RECEIPT_KEPT_MS } from './prune.ts';

/** Rows looked at per commit, so that few sealed bytes are in memory at a time. */
const BATCH = 16;

/**
 * Applies {@link pruneStep} to every row it may concern, in small commits. Safe to break off and to repeat.
 * @returns how many rows were changed
 */
export const pruneDelivered = async (
  store: TabletStore,
  watermark: number,
  now: number,
): Promise<Outcome<number>> => {
  const oldest = new Date(now - RECEIPT_KEPT_MS).toISOString();
  let changed = 0;
  for (const [mark, bound] of [
    ['heldSeq', watermark],
    ['droppedAt', oldest],
  ] as const) {
    for (;;) {
      const keys = await store.outboxKeysUpTo(mark, bound, BATCH);
      if (!keys.ok) return keys;
      const pruned = await pruneRows(store, keys.value, watermark, now);
      if (!pruned.ok) return pruned;
      changed += pruned.value;
      if (pruned.value === 0) break;
    }
  }
  return ok(changed);
};

const pruneRows = async (
  store: TabletStore,
  keys: readonly string[],
  watermark: number,
  now: number,
): Promise<Outcome<number>> => {
  const ops: WriteOp[] = [];
  const rows = await store.outboxRows(keys);
  if (!rows.ok) return rows;
  for (const row of rows.value) {
    const step = pruneStep(row, watermark, now);
    if (step === 'keep') continue;
    ops.push(
      step === 'delete'
        ? { do: 'delete', table: 'outbox', key: row.revisionId }
        : { do: 'put', table: 'outbox', row: dropBytes(row, now) },
    );
  }
  const committed = await store.commit(ops);
  return committed.ok ? ok(ops.length) : committed;
};
