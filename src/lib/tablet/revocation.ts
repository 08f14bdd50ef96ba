import { problem, type Outcome } from '../contract/problem.ts';
import type { HubKeys } from '../contract/bundle.ts';
import type { TabletStore, WriteOp } from '../store/port.ts';
import type { DeviceRow } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import { shiftRemains } from './shift-remains.ts';
import { loadDevice } from './stored.ts';
import { instant, type World } from './world.ts';

/** How often the destruction is made anew when a draft was saved in between. */
const MAX_TRIES = 5;

/**
 * What a tablet does when the hub no longer trusts it: everything that reads is destroyed in one strict commit:
 * bundle with wraps, shift part and list, the staff's copies, passkeys and PIN counters. The sealed queue stays, and
 * so does what hands it over: the device key and the hub's public keys. Asked again, it does nothing.
 */
export const becomeRevoked = async (
  { store, world }: { readonly store: TabletStore; readonly world: Pick<World, 'now'> },
  hubKeys: HubKeys | undefined,
): Promise<Outcome<DeviceRow>> => {
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const device = await loadDevice(store);
    if (!device.ok) return device;
    if (device.value === undefined) return problem('device-not-enrolled');
    if (device.value.revokedAt !== undefined) return { ok: true, value: device.value };
    const remains = await whatReads(store);
    if (!remains.ok) return remains;
    const revoked: DeviceRow = {
      ...device.value,
      hubKeys: hubKeys ?? device.value.hubKeys,
      revokedAt: instant(world),
    };
    const committed = await commitWithAudit({ store, world }, { action: 'revoked' }, () => ({
      ops: [...remains.value, { do: 'put', table: 'meta', row: revoked }],
    }));
    if (committed.ok) return { ok: true, value: revoked };
    if (committed.error.code !== 'storage-conflict') return committed;
  }
  return problem('storage-conflict');
};

/**
 * The device as it is when the hub gives it a bundle: a hub never trusts a revoked device again, so that what once
 * said `device-revoked` to this one was not the hub's word.
 */
export const reinstate = async (
  { store }: { readonly store: TabletStore },
  device: DeviceRow,
): Promise<Outcome<DeviceRow>> => {
  const { revokedAt, ...trusted } = device;
  if (revokedAt === undefined) return { ok: true, value: device };
  const committed = await store.commit([
    { do: 'expect', table: 'meta', key: 'device', field: 'revokedAt', value: revokedAt },
    { do: 'put', table: 'meta', row: trusted },
  ]);
  return committed.ok ? { ok: true, value: trusted } : committed;
};

const whatReads = async (store: TabletStore): Promise<Outcome<readonly WriteOp[]>> => {
  const remains = await shiftRemains(store, undefined);
  if (!remains.ok) return remains;
  const passkeys = await store.all('passkeys');
  if (!passkeys.ok) return passkeys;
  const locks = await store.all('staffLocks');
  if (!locks.ok) return locks;
  return {
    ok: true,
    value: [
      ...remains.value,
      ...passkeys.value.map(({ staffId: key }): WriteOp => ({ do: 'delete', table: 'passkeys', key })),
      ...locks.value.map(({ staffId: key }): WriteOp => ({ do: 'delete', table: 'staffLocks', key })),
      { do: 'delete', table: 'meta', key: 'bundle' },
      { do: 'delete', table: 'meta', key: 'clock' },
    ],
  };
};
