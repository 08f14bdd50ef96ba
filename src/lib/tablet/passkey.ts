import { problem, type Outcome } from '../contract/problem.ts';
import type { Bytes } from '../crypto/bytes.ts';
import { passkeyKeyPair, unwrapWithPasskey } from '../crypto/passkey.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import { bindingOf, sessionFrom, tabletParts, type UnlockedSession } from './staff-secret.ts';
import { openGate } from './vault.ts';
import { instant, type World } from './world.ts';

/** What an authenticator of this device can do for us. What it asks the person for is its own affair. */
export interface Passkeys {
  /** Whether passkeys with a PRF may work here. Sure is only trying. */
  isSupported(): Promise<boolean>;
  /** Makes a passkey; `undefined` when the person or the device declined. */
  create(name: string): Promise<{ readonly credentialId: Bytes; readonly hasPrf: boolean } | undefined>;
  /** The PRF's output for this input; `undefined` when the person or the device declined. */
  evaluate(credentialId: Bytes, salt: Bytes): Promise<Bytes | undefined>;
}

interface Parts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now' | 'random'>;
  readonly passkeys: Passkeys;
}

const PRF_BYTES = 32;

const sameBytes = (left: Bytes, right: Bytes): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);

/**
 * Adds a passkey for somebody who is unlocked, as a second way in besides the PIN. The PRF is asked twice: an
 * authenticator that does not give the same secret both times would lock its owner out (`passkey-unstable`). The next
 * PIN wraps the shift for it. An earlier passkey of this person on this tablet is replaced.
 */
export const addPasskey = async (
  { store, world, passkeys }: Parts,
  { staffId, name }: UnlockedSession['staff'],
): Promise<Outcome<void>> => {
  const salt = world.random(PRF_BYTES);
  const made = await passkeys.create(name);
  if (made === undefined) return problem('passkey-failed');
  if (!made.hasPrf) return problem('passkey-unstable');
  const { credentialId } = made;
  const first = await passkeys.evaluate(credentialId, salt);
  const second = first && (await passkeys.evaluate(credentialId, salt));
  if (first === undefined || second === undefined) return problem('passkey-failed');
  if (first.length !== PRF_BYTES || !sameBytes(first, second)) return problem('passkey-unstable');
  const { publicKey } = await passkeyKeyPair(first);
  first.fill(0);
  second.fill(0);
  return commitWithAudit({ store, world }, { action: 'passkey-added', staffId }, () => ({
    ops: [
      {
        do: 'put',
        table: 'passkeys',
        row: { staffId, credentialId, salt, publicKey, createdAt: instant(world) },
      },
    ],
  }));
};

/** Forgets a person's passkey on this tablet. The PIN goes on. */
export const removePasskey = (
  { store, world }: Pick<Parts, 'store' | 'world'>,
  staffId: string,
): Promise<Outcome<void>> =>
  commitWithAudit({ store, world }, { action: 'passkey-removed', staffId }, () => ({
    ops: [{ do: 'delete', table: 'passkeys', key: staffId }],
  }));

/** Whether this person's passkey opens this shift: it does as soon as the PIN has, and never who is locked out. */
export const isPasskeyReady = async (
  { store, world }: Pick<Parts, 'store' | 'world'>,
  row: BundleRow,
  staffId: string,
): Promise<boolean> => {
  const gate = await openGate({ store, world }, row, staffId);
  const read = await store.get('passkeys', staffId);
  return gate.ok && read.ok && read.value?.wrap?.shiftId === row.bundle.shift.shiftId;
};

/**
 * Unlocks with a passkey, offline. Refused to who is locked out as the PIN is, until recovery; a PIN that is tried at
 * the same time wins.
 */
export const unlockWithPasskey = async (
  { store, world, passkeys }: Parts,
  device: DeviceRow,
  row: BundleRow,
  staffId: string,
): Promise<Outcome<UnlockedSession>> => {
  const gate = await openGate({ store, world }, row, staffId);
  if (!gate.ok) return gate;
  const read = await store.get('passkeys', staffId);
  if (!read.ok) return read;
  const passkey = read.value;
  const { shiftId } = row.bundle.shift;
  if (passkey?.wrap?.shiftId !== shiftId) return problem('passkey-failed');
  const output = await passkeys.evaluate(passkey.credentialId, passkey.salt);
  const tablet = await tabletParts(device, row);
  if (output?.length !== PRF_BYTES || tablet === undefined) return problem('passkey-failed');
  const pair = await passkeyKeyPair(output);
  output.fill(0);
  const opened = await unwrapWithPasskey(pair, tablet, bindingOf(device, row, staffId), passkey.wrap.box);
  pair.privateKey.fill(0);
  const { counted, clock, staff } = gate.value;
  const action = opened === undefined ? 'unlock-refused' : 'unlocked';
  const noted = await commitWithAudit({ store, world }, { action, staffId }, () => ({
    ops: [
      { do: 'expect', table: 'staffLocks', key: staffId, field: 'wrongPins', value: counted },
      { do: 'put', table: 'meta', row: clock },
    ],
  }));
  if (!noted.ok) return noted;
  if (opened === undefined) return problem('passkey-failed');
  return { ok: true, value: await sessionFrom(staff, shiftId, opened) };
};
