import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { raiseBackupWatermark, readHubState } from '../../src/lib/server/store/hub-state.ts';
import { verifyHub } from '../../src/lib/server/audit/verify-hub.ts';
import { aHub, type TestHub } from '../../src/lib/server/testing/a-hub.ts';
import {
  aMunicipality,
  valueOf,
  type TestMunicipality,
} from '../../src/lib/server/testing/a-municipality.ts';
import { aTablet } from '../../src/lib/server/testing/a-tablet.ts';
import { firstBrokenLine } from '../../src/lib/store/audit-chain.ts';
import { SendingTablet } from '../support/a-sending-tablet.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: SendingTablet;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  tablet = new SendingTablet(await aTablet(test.hub, town), town);
  await tablet.log('enrolled');
});

afterEach(async () => {
  await test.dispose();
});

const backupFile = () => join(test.env.dataDir, 'backup.sqlite');

const backUp = async (): Promise<void> => {
  rmSync(backupFile(), { force: true });
  await test.hub.store.backup(backupFile());
};

/** The hub breaks and comes up with its last backup. */
const restore = async (): Promise<void> => {
  await test.hub.close();
  for (const end of ['', '-wal', '-shm']) rmSync(test.env.databaseFile + end, { force: true });
  copyFileSync(backupFile(), test.env.databaseFile);
  const { hub } = await aHub(test.env);
  test = {
    ...test,
    hub,
    dispose: async () => {
      await hub.close();
      rmSync(test.env.dataDir, { recursive: true, force: true });
    },
  };
  tablet.reconnect(hub);
};

const seal = async (count: number): Promise<void> => {
  for (let each = 0; each < count; each += 1) await tablet.seal();
};

const numbersAtHub = async (): Promise<number[]> => {
  const rows = await test.hub.store.db
    .selectFrom('revision')
    .select('device_seq')
    .orderBy('device_seq')
    .execute();
  return rows.map(({ device_seq }) => device_seq);
};

const states = (): Record<number, string> =>
  Object.fromEntries([...tablet.disk.outbox.values()].map(({ deviceSeq, state }) => [deviceSeq, state]));

describe('a hub that was restored from an old backup', () => {
  it('gets everything back from the tablet, each revision once', async () => {
    await seal(3);
    await tablet.drain();
    await backUp();
    await seal(4);
    await tablet.drain();
    expect(await numbersAtHub()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await restore();
    expect(await numbersAtHub()).toEqual([1, 2, 3]);

    expect(valueOf(await tablet.checkIn())).toMatchObject({ reoffered: 7, lost: [] });
    await tablet.drain();
    expect(await numbersAtHub()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(Object.values(states())).toEqual(Array.from({ length: 7 }, () => 'delivered'));
    expect(valueOf(await tablet.checkIn())).toMatchObject({ reoffered: 0, lost: [] });
    expect((await verifyHub(test.hub)).findings).toEqual([]);
  });

  it('is found out by the missing numbers alone when the tablet still holds only some bytes', async () => {
    await seal(2);
    await tablet.drain();
    await backUp();
    await seal(2);
    await tablet.drain();
    await restore();
    for (const row of tablet.disk.outbox.values()) {
      if (row.deviceSeq !== 3) continue;
      const { heldSeq: _, ...rest } = row;
      tablet.disk.outbox.set(row.revisionId, {
        ...rest,
        envelope: new Uint8Array(0),
        droppedAt: new Date(tablet.ms).toISOString(),
      });
    }
    expect(valueOf(await tablet.checkIn())).toMatchObject({ lost: [[3, 3]] });
    await tablet.drain();
    expect(await numbersAtHub()).toEqual([1, 2, 4]);
    // what is lost stays named, and nothing is offered for ever
    expect(valueOf(await tablet.checkIn())).toMatchObject({ reoffered: 0, lost: [[3, 3]] });
  });

  it('does not make the tablet let go of bytes by a watermark of the lost history', async () => {
    await seal(2);
    await tablet.drain();
    await backUp();
    await seal(3);
    await tablet.drain();
    await restore();
    // other tablets sent meanwhile, and a new backup reaches beyond the old numbers
    await test.hub.store.write((tx) => raiseBackupWatermark(tx, 100));
    valueOf(await tablet.checkIn());
    expect([...tablet.disk.outbox.values()].every(({ envelope }) => envelope.length > 0)).toBe(true);
    await tablet.drain();
    expect(await numbersAtHub()).toEqual([1, 2, 3, 4, 5]);
    valueOf(await tablet.checkIn());
    expect([...tablet.disk.outbox.values()].every(({ envelope }) => envelope.length === 0)).toBe(true);
  });

  it('does not make the tablet let go of bytes by a word on backups that a stranger signed', async () => {
    await seal(2);
    await tablet.drain();
    await test.hub.store.write((tx) => raiseBackupWatermark(tx, 100));
    const stranger = await aHub();
    valueOf(await tablet.checkIn({ receiptKeys: () => stranger.hub.keys.published.receipt }));
    await stranger.dispose();
    expect([...tablet.disk.outbox.values()].every(({ envelope }) => envelope.length > 0)).toBe(true);
    valueOf(await tablet.checkIn());
    expect([...tablet.disk.outbox.values()].every(({ envelope }) => envelope.length === 0)).toBe(true);
  });

  it('gets the audit log back, too, unbroken', async () => {
    await seal(2);
    await tablet.drain();
    valueOf(await tablet.sendAudit());
    await backUp();
    await seal(2);
    await tablet.drain();
    valueOf(await tablet.sendAudit());
    await restore();
    valueOf(await tablet.checkIn());
    await tablet.drain();
    valueOf(await tablet.sendAudit());
    const chain = await tablet.chain();
    expect(await firstBrokenLine([...tablet.disk.audit.values()], chain)).toBeUndefined();
    expect((await verifyHub(test.hub)).deviceLogs).toEqual([
      { deviceId: tablet.deviceId, lines: chain.auditSeq, broken: 0 },
    ]);
  });

  it('notes every revision that was offered again', async () => {
    await backUp();
    await seal(3);
    await tablet.drain();
    await restore();
    valueOf(await tablet.checkIn());
    const actions = [...tablet.disk.audit.values()].filter(({ action }) => action === 're-offered');
    expect(actions).toHaveLength(3);
  });
});

describe('a check-in with a hub that lost nothing', () => {
  it('offers nothing again and lets go of what is in a backup', async () => {
    await seal(3);
    await tablet.drain();
    const { hubSeq } = await readHubState(test.hub.store.db);
    await test.hub.store.write((tx) => raiseBackupWatermark(tx, hubSeq - 1));
    expect(valueOf(await tablet.checkIn())).toMatchObject({ reoffered: 0, lost: [] });
    const held = [...tablet.disk.outbox.values()].filter(({ envelope }) => envelope.length > 0);
    expect(held.map(({ deviceSeq }) => deviceSeq)).toEqual([3]);
  });

  it('does not take what still waits for lost', async () => {
    await seal(2);
    expect(valueOf(await tablet.checkIn())).toMatchObject({ reoffered: 0, lost: [] });
    expect(states()).toEqual({ 1: 'queued', 2: 'queued' });
  });

  it('changes nothing when the hub does not answer', async () => {
    await seal(2);
    await tablet.drain();
    tablet.online = false;
    expect(await tablet.checkIn()).toMatchObject({ ok: false, error: { code: 'network-unreachable' } });
    expect(states()).toEqual({ 1: 'delivered', 2: 'delivered' });
  });
});
