import type { VerifyKey } from '../contract/bundle.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { decodeReceipts, RECEIPTS_MAX_BYTES, type ReceiptLine } from '../contract/receipts-file.ts';
import { ok } from '../domain/result.ts';
import { nextAudit } from '../store/audit-chain.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import type { Clock } from './clock.ts';
import { commitOnChain } from './commit-on-chain.ts';
import { deliver } from './outbox.ts';
import { verifyReceipt } from './verify-receipt.ts';

/** Rows whose bytes are in memory at a time, and that one commit settles. */
const PAGE = 32;

export interface ImportParts {
  readonly store: TabletStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly receiptKeys: () => readonly VerifyKey[];
}

/** What became of the receipts of a file. */
export interface ImportedReceipts {
  /** Records that count as delivered from now on. */
  readonly delivered: number;
  /** Of records that were delivered before, or that are not on this tablet. */
  readonly known: number;
  /** Not signed by the hub for exactly the bytes that lie here: nothing was changed by them. */
  readonly refused: number;
}

/** @returns what the page did, once its commit is on disk */
const takePage = async (
  { store, clock, receiptKeys }: ImportParts,
  page: readonly ReceiptLine[],
): Promise<Outcome<ImportedReceipts>> => {
  let [delivered, refused] = [0, 0];
  const receipts = new Map(page.map(({ revisionId, receipt }) => [revisionId, receipt]));
  const written = await commitOnChain(store, async (before) => {
    [delivered, refused] = [0, 0];
    const rows = await store.outboxRows([...receipts.keys()]);
    if (!rows.ok) return rows;
    const now = clock.now();
    const ops: WriteOp[] = [];
    let chain = before;
    for (const row of rows.value) {
      if (row.state === 'delivered') continue;
      const { revisionId, recordId } = row;
      const verified = await verifyReceipt(receipts.get(revisionId) ?? '', row, receiptKeys());
      if (!verified.ok) {
        refused += 1;
        continue;
      }
      const at = new Date(now).toISOString();
      const line = await nextAudit(chain, { at, action: 'delivered', recordId, revisionId });
      ops.push(
        { do: 'expect', table: 'outbox', key: revisionId, field: 'state', value: row.state },
        { do: 'put', table: 'outbox', row: deliver(row, verified.value, now) },
        { do: 'put', table: 'audit', row: line.row },
      );
      chain = line.chain;
      delivered += 1;
    }
    return ok(ops.length === 0 ? undefined : { ops, chain });
  });
  if (!written.ok) return written;
  return ok({ delivered, refused, known: page.length - delivered - refused });
};

/**
 * Takes in the receipts that a hub gave for a rescue file. Each is verified as if it had come by the network: a record
 * counts as delivered on a receipt for exactly its bytes and on nothing else. `request-malformed`: the file is no
 * receipts file, and nothing was changed.
 */
export const importReceipts = async (parts: ImportParts, file: Blob): Promise<Outcome<ImportedReceipts>> => {
  const lines = file.size > RECEIPTS_MAX_BYTES ? undefined : decodeReceipts(await file.text());
  if (lines === undefined) return problem('request-malformed');
  let sum: ImportedReceipts = { delivered: 0, known: 0, refused: 0 };
  for (let first = 0; first < lines.length; first += PAGE) {
    const taken = await takePage(parts, lines.slice(first, first + PAGE));
    if (!taken.ok) return taken;
    sum = {
      delivered: sum.delivered + taken.value.delivered,
      known: sum.known + taken.value.known,
      refused: sum.refused + taken.value.refused,
    };
  }
  return ok(sum);
};
