import type { Outcome } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { receiveBundle } from './day.ts';
import { gatherParts } from './gather-parts.ts';
import type { HubApi, HubDay } from './hub-api.ts';
import { loadBundle } from './stored.ts';
import type { World } from './world.ts';

/** A clock that went on otherwise than the hub's by this since the bundle came was set anew, milliseconds. */
const CLOCK_MOVED_MS = 30_000;

interface Parts {
  readonly store: TabletStore;
  readonly world: World;
  readonly api: Pick<HubApi, 'bundle' | 'formPart'>;
}

/** What the hub says of today, and the bundle that was here when it was asked. */
interface Told {
  readonly hubDay: HubDay;
  readonly here: BundleRow | undefined;
}

const identityOf = ({ deviceId: keyId, signingKey }: DeviceRow): Parameters<HubApi['bundle']>[0] => ({
  keyId,
  signingKey,
});

/** Asks the hub for today's bundle, naming the one that is here unless its shift was ended. */
export const askForDay = async (
  { store, api }: Pick<Parts, 'store' | 'api'>,
  device: DeviceRow,
): Promise<Outcome<Told>> => {
  const stored = await loadBundle(store);
  if (!stored.ok) return stored;
  const here = stored.value;
  const cursor = here?.endedAt === undefined ? here?.cursor : undefined;
  const answer = await api.bundle(identityOf(device), cursor);
  return answer.ok ? { ok: true, value: { hubDay: answer.value, here } } : answer;
};

/** The bundle that is here goes on. Forms that have gone from here are fetched, and a clock set anew is noted. */
const goOn = async (
  { store, world, api }: Parts,
  device: DeviceRow,
  { hubDay, here }: { readonly hubDay: HubDay; readonly here: BundleRow },
): Promise<Outcome<BundleRow>> => {
  const fetchPart = (sha256: string): Promise<Outcome<string>> => api.formPart(sha256, identityOf(device));
  const gathered = await gatherParts({ store, world, fetchPart }, here.bundle, here.bundle);
  if (!gathered.ok) return gathered;
  const { clockOffsetMs } = hubDay;
  if (Math.abs(clockOffsetMs - here.clockOffsetMs) < CLOCK_MOVED_MS) return { ok: true, value: here };
  const row = { ...here, clockOffsetMs };
  const noted = await store.commit([
    { do: 'match', table: 'meta', key: here.key, row: here },
    { do: 'put', table: 'meta', row },
  ]);
  if (noted.ok) return { ok: true, value: row };
  if (noted.error.code !== 'storage-conflict') return noted;
  // Another tab has changed the bundle meanwhile: what it left is asked about the next time.
  const stored = await loadBundle(store);
  return stored.ok ? { ok: true, value: stored.value ?? here } : stored;
};

/** Takes over what the hub said: another bundle with the forms that are not here yet, or that nothing has changed. */
export const takeDay = (
  parts: Parts,
  device: DeviceRow,
  { hubDay, here }: Told,
): Promise<Outcome<BundleRow>> => {
  const { bundle, cursor, clockOffsetMs } = hubDay;
  if (bundle === undefined && here !== undefined) return goOn(parts, device, { hubDay, here });
  if (bundle === undefined) throw new Error('the hub was asked about no bundle');
  const { store, world, api } = parts;
  const fetchPart = (sha256: string): Promise<Outcome<string>> => api.formPart(sha256, identityOf(device));
  return receiveBundle({ store, world, fetchPart }, device, { bundle, cursor, clockOffsetMs });
};

/** Whether a row shows nothing else than the one at hand. */
export const isSameDay = (hand: BundleRow | undefined, row: BundleRow): boolean =>
  hand?.receivedAt === row.receivedAt &&
  hand.endedAt === row.endedAt &&
  hand.clockOffsetMs === row.clockOffsetMs &&
  JSON.stringify(hand.bundle.staff) === JSON.stringify(row.bundle.staff);
