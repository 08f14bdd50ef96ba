import type { DayBundle } from '../contract/bundle.ts';
import { fromBase64Url } from '../contract/base64url.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { believedWall, receive } from '../contract/hlc.ts';
import { sealBox } from '../crypto/box.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import type { BundleRow, ClockRow, DeviceRow } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import { gatherParts, type FetchPart } from './gather-parts.ts';
import { instant, type World } from './world.ts';
import { SHIFT_PART_AAD } from './shift-part.ts';
import { shiftRemains } from './shift-remains.ts';
import { withoutWrap } from './staff-wrap.ts';
import { loadBundle, loadClock } from './stored.ts';

interface Parts {
  readonly store: TabletStore;
  readonly world: World;
  readonly fetchPart?: FetchPart;
}

/** What the hub gave. */
interface Received {
  readonly bundle: DayBundle;
  readonly cursor?: string | undefined;
  readonly clockOffsetMs: number;
}

/**
 * Steps that take away the forms that nobody needs any more: those that neither this bundle nor the one before names.
 * Drafts and copies name their forms only in what is encrypted, so that as long as one is here every form stays.
 */
const unnamedParts = async (
  store: TabletStore,
  { shift, forms }: DayBundle,
  before: BundleRow | undefined,
): Promise<Outcome<readonly WriteOp[]>> => {
  const drafts = await store.count('drafts');
  if (!drafts.ok) return drafts;
  const copies = await store.all('copies');
  if (!copies.ok) return copies;
  const isNeeded = drafts.value > 0 || copies.value.some(({ shiftId }) => shiftId === shift.shiftId);
  if (isNeeded) return { ok: true, value: [] };
  const parts = await store.all('parts');
  if (!parts.ok) return parts;
  const named = new Set([...forms, ...(before?.bundle.forms ?? [])].map(({ sha256 }) => sha256));
  return {
    ok: true,
    value: parts.value
      .filter(({ sha256 }) => !named.has(sha256))
      .map(({ sha256: key }): WriteOp => ({ do: 'delete', table: 'parts', key })),
  };
};

/** That every form the bundle names is here when it is put in place. */
const allThere = ({ forms }: DayBundle): readonly WriteOp[] =>
  [...new Set(forms.map(({ sha256 }) => sha256))].map((key): WriteOp => ({
    do: 'expect',
    table: 'parts',
    key,
    field: 'sha256',
    value: key,
  }));

/**
 * Puts a bundle in place of the one before, in one commit, after every form it names is here, verified and compiled:
 * a half or forged bundle never replaces a whole one.
 */
export const receiveBundle = async (
  { store, world, fetchPart }: Parts,
  device: DeviceRow,
  received: Received,
): Promise<Outcome<BundleRow>> => {
  const { bundle, cursor } = received;
  if (bundle.municipality.code !== device.municipality.code) return problem('bundle-invalid');
  const part = fromBase64Url(bundle.shift.part);
  if (part?.length !== 32) return problem('bundle-invalid');
  const stored = await loadBundle(store);
  if (!stored.ok) return stored;
  const gathered = await gatherParts({ store, world, fetchPart }, bundle, stored.value?.bundle);
  if (!gathered.ok) return gathered;
  const locks = await store.all('staffLocks');
  if (!locks.ok) return locks;
  const whole: BundleRow = {
    key: 'bundle',
    bundle: { ...bundle, shift: { ...bundle.shift, part: '' } },
    wrappedShiftPart: await sealBox(device.wrapKey, part, SHIFT_PART_AAD),
    receivedAt: instant(world),
    ...(cursor === undefined ? {} : { cursor }),
    clockOffsetMs: received.clockOffsetMs,
  };
  const row = locks.value
    .filter((lock) => lock.destroyed)
    .reduce((rest, lock) => withoutWrap(rest, lock.staffId), whole);
  const before = await loadClock(store);
  if (!before.ok) return before;
  const { shiftId } = bundle.shift;
  const clock: ClockRow = { key: 'clock', shiftId, seenMs: Date.parse(bundle.issuedAt) };
  const remains: Outcome<readonly WriteOp[]> =
    before.value?.shiftId === shiftId ? { ok: true, value: [] } : await shiftRemains(store, shiftId);
  if (!remains.ok) return remains;
  const unnamed = await unnamedParts(store, bundle, stored.value);
  if (!unnamed.ok) return unnamed;
  const committed = await commitWithAudit({ store, world }, { action: 'bundle-received' }, (chain) => {
    const issued = { wallMs: Date.parse(bundle.issuedAt), counter: 0 };
    const heard = { heardMs: issued.wallMs, offsetMs: received.clockOffsetMs };
    return {
      chain: { ...chain, hlc: receive(chain.hlc, issued, believedWall(world.now(), heard)) },
      ops: [
        ...allThere(bundle),
        ...remains.value,
        ...unnamed.value,
        { do: 'put', table: 'meta', row },
        { do: 'put', table: 'meta', row: clock },
      ],
    };
  });
  return committed.ok ? { ok: true, value: row } : committed;
};
