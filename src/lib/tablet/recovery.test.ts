import { beforeEach, describe, expect, it } from 'vitest';
import { aChild, aHub, anId, TestHub } from '../../../tests/support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../../tests/support/a-tablet.ts';
import { problem } from '../contract/problem.ts';
import { RecoverResponse } from '../contract/recovery.ts';
import { derivePinKey } from '../crypto/pin.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../store/memory-store.ts';
import type { WriteOp } from '../store/port.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { receiveBundle } from './day.ts';
import { endShift } from './end-shift.ts';
import type { HubApi } from './hub-api.ts';
import { recoverStaff } from './recovery.ts';
import { PIN_MAX_WRONG, pinDelayMs, unlock } from './vault.ts';

const nurse = { staffId: anId(), role: 'nurse' as const, pin: '271828' };
const CODE = '7K3M-9Q2X';

class CountingStore extends MemoryStore {
  commits = 0;

  override commit(ops: readonly WriteOp[]) {
    this.commits += 1;
    return super.commit(ops);
  }
}

let hub: TestHub;
let disk: MemoryDisk;
let store: CountingStore;
let world: TestWorld;
let device: DeviceRow;
let known: Parameters<TestHub['bundle']>[0];
let row: BundleRow;
let asked: unknown[];

/** The hub's answer to the right code. */
const api: Pick<HubApi, 'recover'> = {
  recover: async (request) => {
    asked.push(request);
    if (request.code !== CODE.replace('-', '')) return problem('recovery-code-invalid');
    const { staff, shift } = await hub.bundle(known, { children: [], staff: [nurse] });
    return { ok: true, value: RecoverResponse.parse({ shiftId: shift.shiftId, staff: staff[0] }) };
  },
};

const tryPin = (pin = nurse.pin) =>
  unlock({ store, world, derivePin: derivePinKey }, device, row, { staffId: nurse.staffId, pin });

const recover = (code = CODE) =>
  recoverStaff({ store, world, api }, device, { staffId: nurse.staffId, code });

beforeEach(async () => {
  hub = await aHub();
  disk = emptyDisk();
  store = new CountingStore(disk);
  world = new TestWorld();
  asked = [];
  ({ device, known } = await anEnrolledDevice(store, hub));
  const bundle = await hub.bundle(known, { children: [aChild()], staff: [nurse] });
  const received = await receiveBundle({ store, world }, device, { bundle, clockOffsetMs: 0 });
  if (!received.ok) throw new Error(received.error.code);
  row = received.value;
  for (let wrong = 1; wrong <= PIN_MAX_WRONG; wrong += 1) {
    await tryPin('999999');
    world.time += pinDelayMs(wrong);
  }
});

describe('recovery of who is locked out', () => {
  it('brings the wrap back and forgets the wrong PINs, in one commit with its line in the log', async () => {
    const before = store.commits;
    const recovered = await recover('7k3m 9q2x');
    if (!recovered.ok) throw new Error(recovered.error.code);
    expect(store.commits - before).toBe(1);
    expect(asked).toEqual([{ staffId: nurse.staffId, code: '7K3M9Q2X' }]);
    expect(disk.staffLocks.get(nurse.staffId)).toMatchObject({
      wrongPins: 0,
      destroyed: false,
      waitUntil: 0,
    });
    expect([...disk.audit.values()].at(-1)).toMatchObject({ action: 'recovered', staffId: nurse.staffId });
    row = recovered.value;
    expect(await tryPin()).toMatchObject({ ok: true });
  });

  it('begins the count anew: ten more wrong PINs lock out again', async () => {
    const recovered = await recover();
    if (recovered.ok) row = recovered.value;
    expect(await tryPin('999999')).toMatchObject({ error: { detail: { left: PIN_MAX_WRONG - 1 } } });
  });

  it('changes nothing with a wrong code, and does not even ask with what is none', async () => {
    const before = store.commits;
    expect(await recover('00000000')).toEqual({ ok: false, error: { code: 'recovery-code-invalid' } });
    expect(await recover('U')).toEqual({ ok: false, error: { code: 'recovery-code-invalid' } });
    expect(asked).toHaveLength(1);
    expect(store.commits).toBe(before);
    expect(await tryPin()).toMatchObject({ error: { code: 'pin-destroyed' } });
  });

  it('puts no wrap of another shift into this one, nor into one that has ended', async () => {
    const own = hub;
    hub = new TestHub(own.receipt, own.ticket, own.form, own.seal);
    expect(await recover()).toEqual({ ok: false, error: { code: 'bundle-missing' } });
    hub = own;
    await endShift({ store, world });
    expect(await recover()).toEqual({ ok: false, error: { code: 'bundle-missing' } });
    expect(disk.staffLocks.get(nurse.staffId)?.destroyed).toBe(true);
  });
});
