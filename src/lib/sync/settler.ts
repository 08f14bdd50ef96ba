import { problem, type Outcome } from '../contract/problem.ts';
import { err, ok } from '../domain/result.ts';
import { nextAudit } from '../store/audit-chain.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import type { ChainRow } from '../store/schema.ts';
import type { Clock } from './clock.ts';
import type { Decision } from './decide.ts';

/** Most rows that one commit settles. */
const BATCH = 32;

/** How often a commit is built again when another writer moved the audit chain in between. */
const MAX_TRIES = 8;

/** `gone`: the row had left `queued` by another's hand, and nothing was written. */
export type Settled = 'written' | 'gone';

interface Waiting {
  readonly decision: Decision;
  readonly answer: (outcome: Outcome<Settled>) => void;
}

/**
 * Writes decisions down. What comes while a commit is under way goes into the next one together, so that a long
 * queue does not pay for a disk flush per record. A row and its audit line are always in the same commit.
 */
export class Settler {
  readonly #store: TabletStore;
  readonly #clock: Pick<Clock, 'now'>;
  #waiting: Waiting[] = [];
  #working = false;

  constructor(store: TabletStore, clock: Pick<Clock, 'now'>) {
    this.#store = store;
    this.#clock = clock;
  }

  /** Resolves when the decision is on disk, or with the store's problem. */
  settle(decision: Decision): Promise<Outcome<Settled>> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ decision, answer: resolve });
      if (!this.#working) this.#work().catch(reject);
    });
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      while (this.#waiting.length > 0) await this.#settleBatch(this.#waiting.splice(0, BATCH));
    } finally {
      this.#working = false;
    }
  }

  async #settleBatch(batch: readonly Waiting[]): Promise<void> {
    let open = batch;
    for (let attempt = 0; attempt < MAX_TRIES && open.length > 0; attempt += 1) {
      const written = await this.#write(open.map(({ decision }) => decision));
      if (written.ok || written.error.code !== 'storage-conflict') {
        for (const { answer } of open) answer(written.ok ? ok('written') : err(written.error));
        return;
      }
      open = await this.#stillQueued(open);
    }
    for (const { answer } of open) answer(problem('storage-conflict'));
  }

  async #write(decisions: readonly Decision[]): Promise<Outcome<void>> {
    const read = await this.#store.get('meta', 'chain');
    if (!read.ok) return read;
    // a tablet whose chain is lost still gets its records off; the receipt then stands alone as evidence
    const before = read.value?.key === 'chain' ? read.value : undefined;
    let chain = before;
    const ops: WriteOp[] = [];
    for (const { row, audit } of decisions) {
      const { revisionId, recordId } = row;
      ops.push({ do: 'expect', table: 'outbox', key: revisionId, field: 'state', value: 'queued' });
      ops.push({ do: 'put', table: 'outbox', row });
      if (audit === undefined || chain === undefined) continue;
      const at = new Date(this.#clock.now()).toISOString();
      const line = await nextAudit(chain, { at, action: audit, recordId, revisionId });
      ops.push({ do: 'put', table: 'audit', row: line.row });
      chain = line.chain;
    }
    return this.#store.commit([...ops, ...moveChain(before, chain)]);
  }

  /** Those that can be tried again; the others are answered here. */
  async #stillQueued(open: readonly Waiting[]): Promise<readonly Waiting[]> {
    const rows = await this.#store.outboxRows(open.map(({ decision }) => decision.row.revisionId));
    if (!rows.ok) {
      for (const { answer } of open) answer(rows);
      return [];
    }
    const queued = new Set(rows.value.filter(({ state }) => state === 'queued').map((row) => row.revisionId));
    const isStill = ({ decision }: Waiting): boolean => queued.has(decision.row.revisionId);
    for (const waiting of open) if (!isStill(waiting)) waiting.answer(ok('gone'));
    return open.filter(isStill);
  }
}

const moveChain = (before: ChainRow | undefined, after: ChainRow | undefined): WriteOp[] => {
  if (before === undefined || after === undefined || before === after) return [];
  return [
    { do: 'expect', table: 'meta', key: 'chain', field: 'auditSeq', value: before.auditSeq },
    { do: 'expect', table: 'meta', key: 'chain', field: 'deviceSeq', value: before.deviceSeq },
    { do: 'put', table: 'meta', row: after },
  ];
};
