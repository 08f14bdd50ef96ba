import type { Outcome } from '../contract/problem.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import type { BundleRow, DraftAge, DraftRow, OutboxState } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import { draftsAside } from './draft-aside.ts';
import { eachHeading } from './each-heading.ts';
import { draftAge, draftStep } from './retention.ts';
import { loadDraftAges } from './stored.ts';
import type { World } from './world.ts';

const STATES = ['queued', 'parked', 'delivered'] as const satisfies readonly OutboxState[];

const lastSealed = async (store: TabletStore): Promise<Outcome<ReadonlyMap<string, number>>> => {
  const sealed = new Map<string, number>();
  for (const state of STATES) {
    const read = await eachHeading(store, state, ({ recordId, deviceSeq }) => {
      sealed.set(recordId, Math.max(deviceSeq, sealed.get(recordId) ?? 0));
    });
    if (!read.ok) return read;
  }
  return { ok: true, value: sealed };
};

/** A draft, the key its age is known by, and the steps that take it away as it was when it was looked at. */
interface Lying {
  readonly key: string;
  readonly row: DraftRow;
  readonly remove: readonly WriteOp[];
}

/** The drafts that can be gone on with, and those in whose place a section was begun anew. */
const lyingDrafts = async (store: TabletStore): Promise<Outcome<readonly Lying[]>> => {
  const drafts = await store.all('drafts');
  if (!drafts.ok) return drafts;
  const aside = await draftsAside(store);
  if (!aside.ok) return aside;
  return {
    ok: true,
    value: [
      ...drafts.value.map((row): Lying => {
        const { draftId: key } = row;
        const remove: WriteOp[] = [
          { do: 'match', table: 'drafts', key, row },
          { do: 'delete', table: 'drafts', key },
        ];
        return { key, row, remove };
      }),
      ...aside.value.map(({ damagedId: key, row }): Lying => {
        const remove: WriteOp[] = [
          { do: 'expect', table: 'damaged', key, field: 'of', value: row.draftId },
          { do: 'delete', table: 'damaged', key },
        ];
        return { key, row, remove };
      }),
    ],
  };
};

/** Notes how old every draft is at this look, and forgets those that are gone. */
const noteAges = async (
  store: TabletStore,
  drafts: readonly Lying[],
  hubNow: number,
): Promise<Outcome<Readonly<Record<string, DraftAge>>>> => {
  const known = await loadDraftAges(store);
  if (!known.ok) return known;
  const chain = await store.get('meta', 'chain');
  if (!chain.ok) return chain;
  const deviceSeq = chain.value?.key === 'chain' ? chain.value.deviceSeq : 0;
  const ages = Object.fromEntries(
    drafts.map(({ key, row }) => [key, draftAge(row, known.value[key], { hubNow, deviceSeq })]),
  );
  const noted = await store.commit([{ do: 'put', table: 'meta', row: { key: 'draftAges', ages } }]);
  return noted.ok ? { ok: true, value: ages } : noted;
};

/**
 * Lets every draft grow older by what has passed since the last look, and removes those whose time is over, each in a
 * commit of its own with its line in the audit log, and only as it was when it was looked at.
 * @param hubNow the hub's time as it was heard in this run, milliseconds since 1970; never a clock of this tablet
 * @returns how many were removed
 */
export const expireDrafts = async (
  { store, world }: { readonly store: TabletStore; readonly world: Pick<World, 'now'> },
  hubNow: number,
  day: BundleRow | undefined,
): Promise<Outcome<number>> => {
  const drafts = await lyingDrafts(store);
  if (!drafts.ok) return drafts;
  if (drafts.value.length === 0) return { ok: true, value: 0 };
  const ages = await noteAges(store, drafts.value, hubNow);
  if (!ages.ok) return ages;
  const sealed = await lastSealed(store);
  if (!sealed.ok) return sealed;
  const facts = { hubNow, day, sealed: sealed.value };
  let removed = 0;
  for (const { key, row, remove } of drafts.value) {
    const age = ages.value[key];
    if (age === undefined || draftStep(row, age, facts) === 'keep') continue;
    const note = { action: 'draft-expired' as const, recordId: row.draftId };
    const done = await commitWithAudit({ store, world }, note, () => ({ ops: remove }));
    if (done.ok) removed += 1;
    // Somebody has gone on with it meanwhile.
    else if (done.error.code !== 'storage-conflict') return done;
  }
  return { ok: true, value: removed };
};
