import { problem, type Outcome } from '../contract/problem.ts';
import { nextAudit } from '../store/audit-chain.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import type { AuditRow, ChainRow } from '../store/schema.ts';
import { instant, type World } from './world.ts';

/** What a line of the audit log says, besides its number, time and hash. */
export type AuditNote = Omit<AuditRow, 'seq' | 'at' | 'hash'>;

/** How often a commit is tried again when another writer moved the chain in between. */
const MAX_TRIES = 8;

/** What a commit writes, and where it leaves the device's chain when it adds a revision. */
export interface Change {
  readonly ops: readonly WriteOp[];
  readonly chain?: ChainRow;
}

/**
 * One strict commit of a change together with its line in the audit log. The change is made from the chain as it
 * is read for this try, so that what hangs on `deviceSeq` is made anew when another writer was faster.
 */
export const commitWithAudit = async (
  { store, world }: { store: TabletStore; world: Pick<World, 'now'> },
  note: AuditNote,
  make: (chain: ChainRow) => Promise<Change> | Change,
): Promise<Outcome<void>> => {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const read = await store.get('meta', 'chain');
    if (!read.ok) return read;
    if (read.value?.key !== 'chain') return problem('device-not-enrolled');
    const before = read.value;
    const change = await make(before);
    const audit = await nextAudit(change.chain ?? before, { ...note, at: instant(world) });
    const committed = await store.commit([
      { do: 'expect', table: 'meta', key: 'chain', field: 'auditSeq', value: before.auditSeq },
      { do: 'expect', table: 'meta', key: 'chain', field: 'deviceSeq', value: before.deviceSeq },
      ...change.ops,
      { do: 'put', table: 'meta', row: audit.chain },
      { do: 'put', table: 'audit', row: audit.row },
    ]);
    if (committed.ok || committed.error.code !== 'storage-conflict') return committed;
  }
  return problem('storage-conflict');
};
