import { isInRanges, withoutSeqs, type CheckInAnswer, type SeqRange } from '../contract/check-in.ts';
import type { Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { nextAudit } from '../store/audit-chain.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import type { OutboxHeading } from '../store/schema.ts';
import type { Clock } from './clock.ts';
import { commitOnChain } from './commit-on-chain.ts';
import { eachPage } from './headings.ts';
import { reoffer } from './outbox.ts';

/** Headings looked at together, and rows whose bytes are in memory at a time. */
const PAGE = 16;

export interface Reoffered {
  /** Rows that were put back into the queue. */
  readonly count: number;
  /** Numbers that neither the hub nor this tablet has any more: an incident. */
  readonly lost: readonly SeqRange[];
}

/**
 * What follows for the queue from what the hub says it has. A delivered revision that the hub lacks, and every one
 * whose bytes are here when the hub does not know its own receipt, goes back into the queue: the hub was restored
 * from a backup. It answers what it has after all with the receipt it gave. Each is noted in the audit log, in the
 * same commit. Safe to break off and to repeat.
 */
export const reofferMissing = async (
  { store, clock }: { readonly store: TabletStore; readonly clock: Pick<Clock, 'now'> },
  { knowsReceipt, missing }: Pick<CheckInAnswer, 'knowsReceipt' | 'missing'>,
): Promise<Outcome<Reoffered>> => {
  if (knowsReceipt && missing.length === 0) return ok({ count: 0, lost: [] });
  const here = new Set<number>();
  for (const state of ['queued', 'parked'] as const) {
    const seen = await eachPage(store, state, 256, (page) => {
      for (const { deviceSeq } of page) here.add(deviceSeq);
      return Promise.resolve(ok('go-on'));
    });
    if (!seen.ok) return seen;
  }
  let count = 0;
  const walked = await eachPage(store, 'delivered', PAGE, async (page) => {
    const concerned = page.filter(({ deviceSeq }) => !knowsReceipt || isInRanges(missing, deviceSeq));
    const back = await putBack(store, clock, concerned);
    if (!back.ok) return back;
    for (const seq of back.value) here.add(seq);
    count += back.value.length;
    return ok('go-on');
  });
  return walked.ok ? ok({ count, lost: withoutSeqs(missing, here) }) : walked;
};

/** @returns the numbers of those that are in the queue now */
const putBack = async (
  store: TabletStore,
  clock: Pick<Clock, 'now'>,
  headings: readonly OutboxHeading[],
): Promise<Outcome<readonly number[]>> => {
  if (headings.length === 0) return ok([]);
  let seqs: number[] = [];
  const committed = await commitOnChain(store, async (before) => {
    const rows = await store.outboxRows(headings.map(({ revisionId }) => revisionId));
    if (!rows.ok) return rows;
    const whole = rows.value.filter(({ state, envelope }) => state === 'delivered' && envelope.length > 0);
    seqs = whole.map(({ deviceSeq }) => deviceSeq);
    if (whole.length === 0) return ok(undefined);
    let chain = before;
    const ops: WriteOp[] = [];
    for (const row of whole) {
      const { revisionId, recordId } = row;
      const at = new Date(clock.now()).toISOString();
      const line = await nextAudit(chain, { at, action: 're-offered', recordId, revisionId });
      chain = line.chain;
      ops.push(
        { do: 'expect', table: 'outbox', key: revisionId, field: 'state', value: 'delivered' },
        { do: 'put', table: 'outbox', row: reoffer(row) },
        { do: 'put', table: 'audit', row: line.row },
      );
    }
    return ok({ ops, chain });
  });
  return committed.ok ? ok(seqs) : committed;
};
