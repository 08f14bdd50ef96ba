import { beforeEach, describe, expect, it } from 'vitest';
import { aChild, aHub, anId, NOW, type TestHub } from '../../../tests/support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../../tests/support/a-tablet.ts';
import { derivePinKey } from '../crypto/pin.ts';
import { MemoryStore } from '../store/memory-store.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { receiveBundle } from './day.ts';
import { loadBundle } from './stored.ts';
import { openRoster, PIN_MAX_WRONG, pinDelayMs, unlock } from './vault.ts';

const PIN = '271828';
const nurse = { staffId: anId(), role: 'nurse' as const, pin: PIN };
const doctor = { staffId: anId(), role: 'doctor' as const, pin: '314159' };
const child = aChild();

let hub: TestHub;
let store: TabletStore;
let world: TestWorld;
let device: DeviceRow;
let row: BundleRow;

const tryPin = (pin: string, staffId = nurse.staffId) =>
  unlock({ store, world, derivePin: derivePinKey }, device, row, { staffId, pin });

const receive = async (known: Parameters<TestHub['bundle']>[0]) => {
  const bundle = await hub.bundle(known, { children: [child], staff: [nurse, doctor] });
  const received = await receiveBundle({ store, world }, device, { bundle, clockOffsetMs: 0 });
  if (!received.ok) throw new Error(received.error.code);
  return received.value;
};

beforeEach(async () => {
  hub = await aHub();
  store = new MemoryStore();
  world = new TestWorld();
  const enrolled = await anEnrolledDevice(store, hub);
  device = enrolled.device;
  row = await receive(enrolled.known);
});

describe('unlocking with a PIN', () => {
  it('opens today’s list offline with the right PIN', async () => {
    const session = await tryPin(PIN);
    if (!session.ok) throw new Error(session.error.code);
    expect(await openRoster(session.value, row)).toEqual({ ok: true, value: [child] });
  });

  it('refuses a wrong PIN and says how many tries are left', async () => {
    expect(await tryPin('999999')).toEqual({
      ok: false,
      error: { code: 'pin-wrong', detail: { left: PIN_MAX_WRONG - 1 } },
    });
  });

  it('counts the try durably before the PIN’s key is known', async () => {
    const pulledPlug = unlock(
      { store, world, derivePin: () => Promise.reject(new Error('power lost')) },
      device,
      row,
      { staffId: nurse.staffId, pin: PIN },
    );
    await expect(pulledPlug).rejects.toThrow('power lost');
    const lock = await store.get('staffLocks', nurse.staffId);
    expect(lock).toMatchObject({ ok: true, value: { wrongPins: 1 } });
  });

  it('waits longer after every wrong PIN from the fifth on, also when the clock is turned back', async () => {
    for (let wrong = 1; wrong <= 5; wrong += 1) await tryPin('999999');
    expect(await tryPin(PIN)).toEqual({ ok: false, error: { code: 'pin-wait', detail: { seconds: 30 } } });
    world.time = NOW - 86_400_000;
    expect(await tryPin(PIN)).toMatchObject({ ok: false, error: { code: 'pin-wait' } });
    world.time = NOW + 30_000;
    expect(await tryPin(PIN)).toMatchObject({ ok: true });
  });

  it('takes a wait anew, once, when the clock was turned back, so that it ends by a clock that stays wrong', async () => {
    for (let wrong = 1; wrong <= 5; wrong += 1) await tryPin('999999');
    const longAgo = NOW - 365 * 86_400_000;
    world.time = longAgo;
    expect(await tryPin(PIN)).toEqual({ ok: false, error: { code: 'pin-wait', detail: { seconds: 30 } } });
    world.time = longAgo + 20_000;
    expect(await tryPin(PIN)).toEqual({ ok: false, error: { code: 'pin-wait', detail: { seconds: 10 } } });
    world.time = longAgo + 30_000;
    expect(await tryPin(PIN)).toMatchObject({ ok: true });
  });

  it('destroys this person’s wrap at the tenth wrong PIN, and nobody else’s', async () => {
    for (let wrong = 1; wrong <= PIN_MAX_WRONG; wrong += 1) {
      await tryPin('999999');
      world.time += pinDelayMs(wrong);
    }
    expect(await tryPin(PIN)).toMatchObject({ ok: false, error: { code: 'pin-destroyed' } });
    const stored = await loadBundle(store);
    const wraps = stored.ok ? stored.value?.bundle.staff.map((each) => each.wrappedSecret === '') : [];
    expect(wraps).toEqual([true, false]);
    expect(await tryPin(doctor.pin, doctor.staffId)).toMatchObject({ ok: true });
  });

  it('does not bring a destroyed wrap back with the next bundle of the same shift', async () => {
    for (let wrong = 1; wrong <= PIN_MAX_WRONG; wrong += 1) {
      await tryPin('999999');
      world.time += pinDelayMs(wrong);
    }
    const enrolled = await anEnrolledDevice(new MemoryStore(), hub);
    row = await receive(enrolled.known);
    expect(row.bundle.staff[0]?.wrappedSecret).toBe('');
  });

  it('forgets the wrong PINs after a right one', async () => {
    await tryPin('999999');
    await tryPin(PIN);
    expect(await store.get('staffLocks', nurse.staffId)).toMatchObject({ value: { wrongPins: 0 } });
  });

  it('reads nothing after the shift has expired', async () => {
    world.time = Date.parse(row.bundle.expiresAt);
    expect(await tryPin(PIN)).toEqual({ ok: false, error: { code: 'bundle-expired' } });
  });

  it('does not open on another tablet that holds the same bundle', async () => {
    const other = await anEnrolledDevice(new MemoryStore(), hub);
    device = { ...other.device, deviceId: device.deviceId };
    expect(await tryPin(PIN)).toMatchObject({ ok: false, error: { code: 'pin-wrong' } });
  });

  it('leaves a line in the audit log for every try', async () => {
    await tryPin('999999');
    await tryPin(PIN);
    const audit = await store.all('audit');
    expect(audit.ok && audit.value.map((line) => line.action)).toEqual([
      'bundle-received',
      'unlock-refused',
      'unlock-refused',
      'unlocked',
    ]);
  });
});
