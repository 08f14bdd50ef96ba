import { beforeEach, describe, expect, it } from 'vitest';
import { aChild, aHub, anId, NOW, TestHub } from '../../../tests/support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../../tests/support/a-tablet.ts';
import { derivePinKey } from '../crypto/pin.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../store/memory-store.ts';
import type { WriteOp } from '../store/port.ts';
import type { BundleRow, DeviceRow, DraftRow } from '../store/schema.ts';
import { receiveBundle } from './day.ts';
import { endShift, keepShift } from './end-shift.ts';
import { becomeRevoked } from './revocation.ts';
import { isReadable } from './shift-clock.ts';
import { loadBundle, loadClock } from './stored.ts';
import { unlock } from './vault.ts';

const TEN_YEARS_MS = 10 * 365 * 86_400_000;
const nurse = { staffId: anId(), role: 'nurse' as const, pin: '271828' };
const child = aChild();
const bytes = (...values: number[]) => Uint8Array.from(values);

/** A store that counts commits and lets something happen just before one. */
class WatchedStore extends MemoryStore {
  commits = 0;
  before: (() => Promise<unknown>) | undefined;

  override async commit(ops: readonly WriteOp[]) {
    const { before } = this;
    this.before = undefined;
    await before?.();
    this.commits += 1;
    return super.commit(ops);
  }
}

let hub: TestHub;
let disk: MemoryDisk;
let store: WatchedStore;
let world: TestWorld;
let device: DeviceRow;
let known: Parameters<TestHub['bundle']>[0];
let row: BundleRow;

const receive = async (from = hub, issuedAt = NOW): Promise<BundleRow> => {
  const made = await from.bundle(known, { children: [child], staff: [nurse] });
  const bundle = {
    ...made,
    issuedAt: new Date(issuedAt).toISOString(),
    expiresAt: new Date(issuedAt + 12 * 3_600_000).toISOString(),
  };
  const received = await receiveBundle({ store, world }, device, { bundle, clockOffsetMs: 0 });
  if (!received.ok) throw new Error(received.error.code);
  return received.value;
};

const nextHub = (): TestHub => new TestHub(hub.receipt, hub.ticket, hub.form, hub.seal);

const tryPin = (from = store, day = row) =>
  unlock({ store: from, world, derivePin: derivePinKey }, device, day, nurse);

const aDraft = (draftId: string, over: Partial<DraftRow> = {}): DraftRow => ({
  draftId,
  checkupId: 'c',
  section: 'questionnaire',
  shiftId: row.bundle.shift.shiftId,
  box: bytes(1, 2, 3),
  sessionWrap: bytes(4),
  saves: 3,
  updatedAt: new Date(NOW).toISOString(),
  ...over,
});

/** What a day leaves on the tablet, besides the bundle. */
const aDaysWork = async (): Promise<void> => {
  const { shiftId } = row.bundle.shift;
  const at = new Date(NOW).toISOString();
  const made = await store.commit([
    { do: 'put', table: 'drafts', row: aDraft('family', { ticketWrap: bytes(5) }) },
    { do: 'put', table: 'drafts', row: aDraft('staff') },
    {
      do: 'put',
      table: 'copies',
      row: {
        revisionId: 'r1',
        recordId: 'family',
        checkupId: 'c',
        section: 'questionnaire',
        shiftId,
        sealed: bytes(6),
        savedAt: at,
      },
    },
    {
      do: 'put',
      table: 'outbox',
      row: {
        revisionId: 'r1',
        recordId: 'family',
        deviceSeq: 1,
        envelope: bytes(7, 7),
        sha256: '00',
        sealedAt: at,
        state: 'queued',
        attempts: 0,
        nextAttemptAt: 0,
      },
    },
    {
      do: 'put',
      table: 'passkeys',
      row: {
        staffId: nurse.staffId,
        credentialId: bytes(8),
        salt: bytes(9),
        publicKey: bytes(10),
        createdAt: at,
        wrap: { shiftId, box: bytes(11) },
      },
    },
  ]);
  if (!made.ok) throw new Error(made.error.code);
};

beforeEach(async () => {
  hub = await aHub();
  disk = emptyDisk();
  store = new WatchedStore(disk);
  world = new TestWorld();
  ({ device, known } = await anEnrolledDevice(store, hub));
  row = await receive();
  await aDaysWork();
});

const storedBundle = async (): Promise<BundleRow> => {
  const read = await loadBundle(store);
  if (!read.ok || read.value === undefined) throw new Error('there is a bundle');
  return read.value;
};

describe('the end of a shift', () => {
  it('destroys everything that reads, in one commit', async () => {
    const before = store.commits;
    const ended = await endShift({ store, world });
    expect(store.commits - before).toBe(1);
    const { bundle, wrappedShiftPart } = await storedBundle();
    expect(ended).toEqual({ ok: true, value: await storedBundle() });
    expect(bundle.staff.map(({ wrappedSecret, signing }) => [wrappedSecret, signing])).toEqual([
      ['', undefined],
    ]);
    expect(bundle.rosterBox).toBe('');
    expect(wrappedShiftPart).toHaveLength(0);
    expect(disk.copies.size).toBe(0);
    expect(disk.passkeys.get(nurse.staffId)).not.toHaveProperty('wrap');
    expect([...disk.audit.values()].at(-1)?.action).toBe('shift-ended');
  });

  it('destroys a bundle that was set aside as damaged, and nothing else that was', async () => {
    const aside = { reason: 'stored-data-damaged' as const, at: new Date(NOW).toISOString() };
    await store.commit([
      { do: 'put', table: 'damaged', row: { ...aside, damagedId: 'a', table: 'meta', of: 'bundle', row } },
      {
        do: 'put',
        table: 'damaged',
        row: { ...aside, damagedId: 'b', table: 'drafts', of: 'x', row: aDraft('x') },
      },
    ]);
    await endShift({ store, world });
    expect([...disk.damaged.keys()]).toEqual(['b']);
  });

  it('keeps what collects and what waits to be sent', async () => {
    await endShift({ store, world });
    const { bundle } = await storedBundle();
    expect(bundle.kioskRoster).toHaveLength(1);
    expect(bundle.hubKeys).toEqual(row.bundle.hubKeys);
    expect(bundle.shift.sessionPublicKey).toBe(row.bundle.shift.sessionPublicKey);
    expect(bundle.staff.map(({ name }) => name)).toEqual(row.bundle.staff.map(({ name }) => name));
    expect(disk.outbox.get('r1')?.envelope).toEqual(bytes(7, 7));
  });

  it('leaves a family’s draft to its ticket, and a draft without one to the hub', async () => {
    await endShift({ store, world });
    expect(disk.drafts.get('family')).toMatchObject({ box: bytes(1, 2, 3), ticketWrap: bytes(5), saves: 3 });
    expect(disk.drafts.get('family')?.sessionWrap).toHaveLength(0);
    expect(disk.drafts.get('staff')?.sessionWrap).toEqual(bytes(4));
  });

  it('does nothing when it is asked again', async () => {
    await endShift({ store, world });
    const before = store.commits;
    expect(await endShift({ store, world })).toMatchObject({ ok: true });
    expect(store.commits).toBe(before);
  });

  it('never writes over a draft that is saved while it works', async () => {
    const saved = aDraft('family', { ticketWrap: bytes(5), saves: 4, box: bytes(42) });
    store.before = async () => {
      disk.drafts.set('family', saved);
    };
    expect(await endShift({ store, world })).toMatchObject({ ok: true });
    expect(disk.drafts.get('family')).toMatchObject({ saves: 4, box: bytes(42) });
    expect(disk.drafts.get('family')?.sessionWrap).toHaveLength(0);
    expect(disk.copies.size).toBe(0);
  });

  it('lets nobody unlock, in no tab and after no reload, not even with the bundle still in memory', async () => {
    await endShift({ store, world });
    expect(await tryPin()).toEqual({ ok: false, error: { code: 'bundle-expired' } });
    const reloaded = new WatchedStore(disk);
    expect(await tryPin(reloaded, await storedBundle())).toEqual({
      ok: false,
      error: { code: 'bundle-expired' },
    });
  });

  it('comes by itself when the time is over, and a clock turned back brings nothing back', async () => {
    world.time = Date.parse(row.bundle.expiresAt);
    const kept = await keepShift({ store, world }, row);
    expect(kept.ok && kept.value?.endedAt).toBeDefined();
    for (const time of [NOW, NOW - TEN_YEARS_MS, NOW + 1]) {
      world.time = time;
      expect(await tryPin()).toMatchObject({ error: { code: 'bundle-expired' } });
      expect(isReadable(await storedBundle(), time)).toBe(false);
    }
    expect(disk.copies.size).toBe(0);
  });

  it('is not put off by a clock that is turned back every hour', async () => {
    for (let hour = 1; hour <= 11; hour += 1) {
      world.time = NOW + hour * 3_600_000;
      await keepShift({ store, world }, row);
      world.time = NOW - TEN_YEARS_MS;
      const clock = await loadClock(new WatchedStore(disk));
      expect(clock).toMatchObject({ value: { seenMs: NOW + hour * 3_600_000 } });
    }
    world.time = NOW + 12 * 3_600_000;
    await keepShift({ store, world }, row);
    world.time = NOW;
    expect(await tryPin()).toMatchObject({ error: { code: 'bundle-expired' } });
  });

  it('notes the time at most once a minute, and nothing between', async () => {
    const before = store.commits;
    for (let second = 0; second < 180; second += 10) {
      world.time = NOW + second * 1000;
      await keepShift({ store, world }, row);
    }
    expect(store.commits - before).toBe(2);
  });

  it('heals with the next bundle of the hub, also when a clock ran wild', async () => {
    world.time = NOW + TEN_YEARS_MS;
    await keepShift({ store, world }, row);
    world.time = NOW + 60_000;
    row = await receive();
    expect(await tryPin()).toMatchObject({ ok: true });
    expect(await loadClock(store)).toMatchObject({ value: { seenMs: NOW + 60_000 } });
  });

  it('comes with the bundle of another shift, in the commit that receives it', async () => {
    const before = store.commits;
    row = await receive(nextHub(), NOW + 86_400_000);
    expect(store.commits - before).toBe(1);
    expect(disk.copies.size).toBe(0);
    expect(disk.passkeys.get(nurse.staffId)).not.toHaveProperty('wrap');
    expect(disk.drafts.get('family')?.sessionWrap).toHaveLength(0);
    expect(disk.drafts.get('staff')?.sessionWrap).toEqual(bytes(4));
    world.time = NOW + 86_400_000;
    expect(await tryPin()).toMatchObject({ ok: true });
  });

  it('does not come with another bundle of the same shift', async () => {
    row = await receive();
    expect(disk.copies.size).toBe(1);
    expect(disk.drafts.get('family')?.sessionWrap).toEqual(bytes(4));
  });

  it('leaves no way in to a tab that still holds a bundle which another one was told to forget', async () => {
    const revoked = await becomeRevoked({ store, world }, undefined);
    expect(revoked.ok).toBe(true);
    expect(await tryPin()).toEqual({ ok: false, error: { code: 'bundle-missing' } });
    expect(await keepShift({ store, world }, row)).toEqual({ ok: true, value: undefined });
  });

  it('lets a tablet unlock that has noted no time yet', async () => {
    disk.meta.delete('clock');
    expect(await keepShift({ store, world }, row)).toEqual({ ok: true, value: row });
    disk.meta.delete('clock');
    disk.passkeys.clear();
    expect(await tryPin()).toMatchObject({ ok: true });
    expect(await loadClock(store)).toMatchObject({ value: { seenMs: NOW } });
  });

  it('is followed by the other tabs', async () => {
    const stale = row;
    row = await receive(nextHub(), NOW + 3_600_000);
    const followed = await keepShift({ store, world }, stale);
    expect(followed.ok && followed.value?.bundle.shift.shiftId).toBe(row.bundle.shift.shiftId);
  });
});
