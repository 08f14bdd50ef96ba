import type { VerifyKey } from '../contract/bundle.ts';
import type { Outcome, Problem } from '../contract/problem.ts';
import { retryRule } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { nextAudit } from '../store/audit-chain.ts';
import type { TabletStore } from '../store/port.ts';
import type { OutboxRow } from '../store/schema.ts';
import type { Clock } from './clock.ts';
import { commitOnChain } from './commit-on-chain.ts';
import { eachPage } from './headings.ts';
import { deliver, quarantine } from './outbox.ts';
import type { Transport } from './transport.ts';
import { isKeptInQuarantine } from './verify-quarantine-receipt.ts';

/** Rows whose bytes are in memory at a time. */
const PAGE = 8;

export interface HandOverParts {
  readonly store: TabletStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly transport: Transport;
  readonly receiptKeys: () => readonly VerifyKey[];
}

/** How a revoked tablet's queue stands. */
export interface HandedOver {
  /** Handed over in this run. */
  readonly handed: number;
  /** Offered and not kept by the hub, or not readable. */
  readonly left: number;
}

/**
 * Hands the sealed queue of a revoked tablet to the hub's quarantine, one by one in the order of sealing. A row that
 * the hub says by its signature to keep is marked and stays, bytes and all; one that it had taken in before is
 * delivered. What is marked is not offered again. Ends early when the way to the hub is at fault.
 */
export const handOver = async (parts: HandOverParts, signal: AbortSignal): Promise<Outcome<HandedOver>> => {
  let [handed, left] = [0, 0];
  for (const state of ['queued', 'parked'] as const) {
    const walked = await eachPage(parts.store, state, PAGE, async (page) => {
      const rows = await parts.store.outboxRows(page.map(({ revisionId }) => revisionId));
      if (!rows.ok) return rows;
      for (const row of rows.value) {
        if (row.quarantinedAt !== undefined || row.state === 'delivered') continue;
        if (signal.aborted) return ok('stop');
        const offered = await offer(parts, row, signal);
        if (!offered.ok) return offered;
        if (offered.value) handed += 1;
        else left += 1;
      }
      return ok('go-on');
    });
    if (!walked.ok) return walked;
  }
  return ok({ handed, left });
};

/** @returns whether the hub keeps the row now; a problem when no row can be offered now */
const offer = async (
  parts: HandOverParts,
  row: OutboxRow,
  signal: AbortSignal,
): Promise<Outcome<boolean>> => {
  const { transport, clock } = parts;
  const answer = await transport.send(row, signal);
  const now = clock.now();
  if (answer.ok) return settle(parts, row, deliver(row, answer.value, now), 'delivered');
  const receipt = await keptBy(parts, row, answer.error);
  if (receipt !== undefined) return settle(parts, row, quarantine(row, receipt, now), 'quarantined');
  return retryRule(answer.error.code) === 'retry' ? answer : ok(false);
};

/** The quarantine receipt in a refusal, if a listed key of the hub signed it for exactly these bytes. */
const keptBy = async (
  { receiptKeys }: HandOverParts,
  { revisionId, sha256 }: OutboxRow,
  { code, detail }: Problem,
): Promise<string | undefined> => {
  const receipt = detail?.['quarantineReceipt'];
  if (code !== 'device-revoked' || typeof receipt !== 'string') return undefined;
  return (await isKeptInQuarantine(receipt, { revisionId, sha256 }, receiptKeys())) ? receipt : undefined;
};

const settle = async (
  { store, clock }: HandOverParts,
  { revisionId, recordId, state }: OutboxRow,
  next: OutboxRow,
  action: 'delivered' | 'quarantined',
): Promise<Outcome<boolean>> => {
  const at = new Date(clock.now()).toISOString();
  return commitOnChain(store, async (chain) => {
    const line = await nextAudit(chain, { at, action, recordId, revisionId });
    return ok({
      ops: [
        { do: 'expect', table: 'outbox', key: revisionId, field: 'state', value: state },
        { do: 'put', table: 'outbox', row: next },
        { do: 'put', table: 'audit', row: line.row },
      ],
      chain: line.chain,
    });
  });
};
