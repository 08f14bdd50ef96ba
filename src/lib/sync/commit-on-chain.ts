import { problem, type Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import type { ChainRow } from '../store/schema.ts';

/** How often a commit is built again when another writer moved the chain in between. */
const MAX_TRIES = 8;

/** What is written, and where it leaves the device's chain. */
export interface ChainChange {
  readonly ops: readonly WriteOp[];
  readonly chain: ChainRow;
}

/**
 * One strict commit that hangs on the device's chain, built anew as often as another writer was faster.
 * @param make builds the change; `undefined` when there is nothing to write after all
 * @returns whether something was written. `device-not-enrolled` where there is no chain
 */
export const commitOnChain = async (
  store: TabletStore,
  make: (chain: ChainRow) => Promise<Outcome<ChainChange | undefined>>,
): Promise<Outcome<boolean>> => {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const read = await store.get('meta', 'chain');
    if (!read.ok) return read;
    if (read.value?.key !== 'chain') return problem('device-not-enrolled');
    const { auditSeq, deviceSeq } = read.value;
    const change = await make(read.value);
    if (!change.ok) return change;
    if (change.value === undefined) return ok(false);
    const committed = await store.commit([
      { do: 'expect', table: 'meta', key: 'chain', field: 'auditSeq', value: auditSeq },
      { do: 'expect', table: 'meta', key: 'chain', field: 'deviceSeq', value: deviceSeq },
      ...change.value.ops,
      { do: 'put', table: 'meta', row: change.value.chain },
    ]);
    if (committed.ok) return ok(true);
    if (committed.error.code !== 'storage-conflict') return committed;
  }
  return problem('storage-conflict');
};
