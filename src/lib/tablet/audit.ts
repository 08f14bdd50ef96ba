import { problem, type Outcome } from '../contract/problem.ts';
import { nextAudit } from '../store/audit-chain.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import type { AuditRow, ChainRow, OutboxRow } from '../store/schema.ts';
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

interface Parts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now'>;
}

type Make = (chain: ChainRow) => Promise<Change> | Change;

const onChain = async <T>(
  { store, world }: Parts,
  note: AuditNote,
  make: Make,
  write: (ops: readonly WriteOp[]) => Promise<Outcome<T>>,
): Promise<Outcome<T>> => {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const read = await store.get('meta', 'chain');
    if (!read.ok) return read;
    if (read.value?.key !== 'chain') return problem('device-not-enrolled');
    const before = read.value;
    const change = await make(before);
    const audit = await nextAudit(change.chain ?? before, { ...note, at: instant(world) });
    const committed = await write([
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

/**
 * One strict commit of a change together with its line in the audit log. The change is made from the chain as it
 * is read for this try, so that what hangs on `deviceSeq` is made anew when another writer was faster.
 */
export const commitWithAudit = (parts: Parts, note: AuditNote, make: Make): Promise<Outcome<void>> =>
  onChain(parts, note, make, (ops) => parts.store.commit(ops));

/** The same for a revision that goes into the outbox. @returns its row as a reader finds it afterwards */
export const commitThenReadBack = (
  parts: Parts,
  note: AuditNote & { readonly revisionId: string },
  make: Make,
): Promise<Outcome<OutboxRow | undefined>> =>
  onChain(parts, note, make, (ops) => parts.store.commitThenGet(ops, 'outbox', note.revisionId));
