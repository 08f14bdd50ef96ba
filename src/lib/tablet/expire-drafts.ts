import type { Outcome } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, OutboxState } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import { eachHeading } from './each-heading.ts';
import { draftStep } from './retention.ts';
import type { World } from './world.ts';

const STATES = ['queued', 'parked', 'delivered'] as const satisfies readonly OutboxState[];

const newestSeals = async (store: TabletStore): Promise<Outcome<ReadonlyMap<string, string>>> => {
  const sealedAt = new Map<string, string>();
  for (const state of STATES) {
    const read = await eachHeading(store, state, ({ recordId, sealedAt: at }) => {
      if (at > (sealedAt.get(recordId) ?? '')) sealedAt.set(recordId, at);
    });
    if (!read.ok) return read;
  }
  return { ok: true, value: sealedAt };
};

/**
 * Removes the drafts whose time is over, each in a commit of its own with its line in the audit log, and only as it
 * was when it was looked at.
 * @param now milliseconds since 1970 by the hub's clock
 * @returns how many were removed
 */
export const expireDrafts = async (
  { store, world }: { readonly store: TabletStore; readonly world: Pick<World, 'now'> },
  now: number,
  day: BundleRow | undefined,
): Promise<Outcome<number>> => {
  const drafts = await store.all('drafts');
  if (!drafts.ok) return drafts;
  if (drafts.value.length === 0) return { ok: true, value: 0 };
  const sealedAt = await newestSeals(store);
  if (!sealedAt.ok) return sealedAt;
  const facts = { now, day, sealedAt: sealedAt.value };
  let removed = 0;
  for (const row of drafts.value.filter((draft) => draftStep(draft, facts) === 'remove')) {
    const note = { action: 'draft-expired' as const, recordId: row.draftId };
    const done = await commitWithAudit({ store, world }, note, () => ({
      ops: [
        { do: 'match', table: 'drafts', key: row.draftId, row },
        { do: 'delete', table: 'drafts', key: row.draftId },
      ],
    }));
    if (done.ok) removed += 1;
    // Somebody has gone on with it meanwhile.
    else if (done.error.code !== 'storage-conflict') return done;
  }
  return { ok: true, value: removed };
};
