import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { aChild, aHub, anId, TestHub } from '../../../tests/support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../../tests/support/a-tablet.ts';
import { randomBytes, type Bytes } from '../crypto/bytes.ts';
import { derivePinKey } from '../crypto/pin.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../store/memory-store.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { receiveBundle } from './day.ts';
import { endShift } from './end-shift.ts';
import { addPasskey, isPasskeyReady, removePasskey, unlockWithPasskey, type Passkeys } from './passkey.ts';
import { openRoster, PIN_MAX_WRONG, pinDelayMs, unlock } from './vault.ts';

const nurse = { staffId: anId(), role: 'nurse' as const, pin: '271828' };
const doctor = { staffId: anId(), role: 'doctor' as const, pin: '314159' };
const child = aChild();

/** An authenticator whose PRF is what CTAP 2.1 says of hmac-secret; its faults are those seen in the field. */
class Authenticator implements Passkeys {
  readonly secrets = new Map<string, Bytes>();
  hasPrf = true;
  declines = false;
  /** What each evaluation gives; the right one when it gives `undefined`. */
  bend: ((right: Bytes, count: number) => Bytes) | undefined;
  evaluations = 0;

  isSupported(): Promise<boolean> {
    return Promise.resolve(true);
  }

  create() {
    if (this.declines) return Promise.resolve(undefined);
    const credentialId = randomBytes(16);
    this.secrets.set(credentialId.toString(), randomBytes(32));
    return Promise.resolve({ credentialId, hasPrf: this.hasPrf });
  }

  evaluate(credentialId: Bytes, salt: Bytes) {
    const secret = this.secrets.get(credentialId.toString());
    if (this.declines || secret === undefined) return Promise.resolve(undefined);
    this.evaluations += 1;
    const right = new Uint8Array(createHmac('sha256', secret).update(salt).digest());
    return Promise.resolve(this.bend?.(right, this.evaluations) ?? right);
  }
}

let hub: TestHub;
let disk: MemoryDisk;
let store: MemoryStore;
let world: TestWorld;
let device: DeviceRow;
let known: Parameters<TestHub['bundle']>[0];
let row: BundleRow;
let passkeys: Authenticator;

const receive = async (from = hub): Promise<void> => {
  const bundle = await from.bundle(known, { children: [child], staff: [nurse, doctor] });
  const received = await receiveBundle({ store, world }, device, { bundle, clockOffsetMs: 0 });
  if (!received.ok) throw new Error(received.error.code);
  row = received.value;
};

const tryPin = (pin = nurse.pin) =>
  unlock({ store, world, derivePin: derivePinKey }, device, row, { staffId: nurse.staffId, pin });

const tryPasskey = ({ staffId }: { staffId: string } = nurse) =>
  unlockWithPasskey({ store, world, passkeys }, device, row, staffId);

const add = async () => {
  const staff = row.bundle.staff.find((each) => each.staffId === nurse.staffId);
  if (staff === undefined) throw new Error('the person is listed');
  return addPasskey({ store, world, passkeys }, staff);
};

/** A passkey that has been added and that the PIN has opened this shift for. */
const aReadyPasskey = async (): Promise<void> => {
  expect(await add()).toMatchObject({ ok: true });
  expect(await tryPin()).toMatchObject({ ok: true });
};

const actions = () => [...disk.audit.values()].map(({ action }) => action);

beforeEach(async () => {
  hub = await aHub();
  disk = emptyDisk();
  store = new MemoryStore(disk);
  world = new TestWorld();
  passkeys = new Authenticator();
  ({ device, known } = await anEnrolledDevice(store, hub));
  await receive();
});

describe('adding a passkey', () => {
  it('asks the device twice, stores the public key only, and logs it', async () => {
    await add();
    expect(passkeys.evaluations).toBe(2);
    const stored = disk.passkeys.get(nurse.staffId);
    expect(stored?.publicKey).toHaveLength(65);
    expect(Object.keys(stored ?? {}).toSorted()).toEqual([
      'createdAt',
      'credentialId',
      'publicKey',
      'salt',
      'staffId',
    ]);
    expect(actions().at(-1)).toBe('passkey-added');
  });

  it.each([
    [
      'gives another secret the second time',
      (right: Bytes, n: number) => (n === 2 ? randomBytes(32) : right),
    ],
    ['gives a secret of another length', (right: Bytes) => right.slice(0, 31)],
    ['gives both inputs’ secrets at once', (right: Bytes) => new Uint8Array([...right, ...right])],
  ])('refuses a device that %s', async (_, bend) => {
    passkeys.bend = bend;
    expect(await add()).toEqual({ ok: false, error: { code: 'passkey-unstable' } });
    expect(disk.passkeys.size).toBe(0);
    expect(actions()).not.toContain('passkey-added');
  });

  it('refuses a device without a PRF, and takes no for an answer', async () => {
    passkeys.hasPrf = false;
    expect(await add()).toEqual({ ok: false, error: { code: 'passkey-unstable' } });
    passkeys.declines = true;
    expect(await add()).toEqual({ ok: false, error: { code: 'passkey-failed' } });
    expect(disk.passkeys.size).toBe(0);
  });
});

describe('unlocking with a passkey', () => {
  it('is no way in until the PIN has opened the shift once', async () => {
    await add();
    expect(await isPasskeyReady({ store, world }, row, nurse.staffId)).toBe(false);
    expect(await tryPasskey()).toEqual({ ok: false, error: { code: 'passkey-failed' } });
    await tryPin();
    expect(await isPasskeyReady({ store, world }, row, nurse.staffId)).toBe(true);
  });

  it('opens what the PIN opens, the signing key too', async () => {
    await aReadyPasskey();
    const session = await tryPasskey();
    if (!session.ok) throw new Error(session.error.code);
    expect(await openRoster(session.value, row)).toEqual({ ok: true, value: [child] });
    const staff = row.bundle.staff.find(({ staffId }) => staffId === nurse.staffId);
    expect(session.value.signer?.kid).toBe(staff?.signing?.kid);
    expect(session.value.signer?.privateKey.extractable).toBe(false);
    expect(actions().at(-1)).toBe('unlocked');
  });

  it('leaves the PIN as it is: both go on working', async () => {
    await aReadyPasskey();
    await tryPin('999999');
    expect(await tryPasskey()).toMatchObject({ ok: true });
    expect(disk.staffLocks.get(nurse.staffId)?.wrongPins).toBe(1);
    expect(await tryPin()).toMatchObject({ ok: true });
  });

  it('opens nothing for another person, another device’s passkey, or a bent answer', async () => {
    await aReadyPasskey();
    expect(await tryPasskey(doctor)).toMatchObject({ error: { code: 'passkey-failed' } });
    passkeys.bend = () => randomBytes(32);
    expect(await tryPasskey()).toMatchObject({ error: { code: 'passkey-failed' } });
    expect(actions().at(-1)).toBe('unlock-refused');
    passkeys.secrets.clear();
    expect(await tryPasskey()).toMatchObject({ error: { code: 'passkey-failed' } });
  });

  it('does not let in who is locked out', async () => {
    await aReadyPasskey();
    for (let wrong = 1; wrong <= PIN_MAX_WRONG; wrong += 1) {
      await tryPin('999999');
      world.time += pinDelayMs(wrong);
    }
    const asked = passkeys.evaluations;
    expect(await tryPasskey()).toEqual({ ok: false, error: { code: 'pin-destroyed' } });
    await receive();
    expect(await tryPasskey()).toEqual({ ok: false, error: { code: 'pin-destroyed' } });
    expect(passkeys.evaluations).toBe(asked);
    expect(await isPasskeyReady({ store, world }, row, nurse.staffId)).toBe(false);
  });

  it('loses against a PIN that is tried while the device asks', async () => {
    await aReadyPasskey();
    passkeys.bend = (right) => {
      const lock = disk.staffLocks.get(nurse.staffId);
      if (lock !== undefined) disk.staffLocks.set(nurse.staffId, { ...lock, wrongPins: lock.wrongPins + 1 });
      return right;
    };
    expect(await tryPasskey()).toEqual({ ok: false, error: { code: 'storage-conflict' } });
  });

  it('ends with the shift, and begins anew with the next one’s first PIN', async () => {
    await aReadyPasskey();
    await endShift({ store, world });
    expect(await tryPasskey()).toMatchObject({ ok: false });
    hub = new TestHub(hub.receipt, hub.ticket, hub.form, hub.seal);
    await receive();
    expect(await tryPasskey()).toMatchObject({ error: { code: 'passkey-failed' } });
    expect(await tryPin()).toMatchObject({ ok: true });
    expect(await tryPasskey()).toMatchObject({ ok: true });
  });

  it('is gone when it was removed, with a line in the log', async () => {
    await aReadyPasskey();
    await removePasskey({ store, world }, nurse.staffId);
    expect(actions().at(-1)).toBe('passkey-removed');
    expect(await tryPasskey()).toMatchObject({ error: { code: 'passkey-failed' } });
    expect(await tryPin()).toMatchObject({ ok: true });
  });

  it('never stands in the way of the PIN, damaged as it may be', async () => {
    await aReadyPasskey();
    const stored = disk.passkeys.get(nurse.staffId);
    if (stored === undefined) throw new Error('there is a passkey');
    disk.passkeys.set(nurse.staffId, { ...stored, publicKey: randomBytes(65) });
    expect(await tryPin()).toMatchObject({ ok: true });
    expect(disk.passkeys.size).toBe(0);
  });
});
