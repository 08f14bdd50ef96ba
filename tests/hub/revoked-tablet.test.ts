import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { revokeDevice } from '../../src/lib/server/people/revoke-device.ts';
import { ingestRescueFile } from '../../src/lib/server/rescue/ingest.ts';
import { releaseQuarantined } from '../../src/lib/server/rescue/release.ts';
import { quarantineItems } from '../../src/lib/server/store/quarantine.ts';
import { aHub, type TestHub } from '../../src/lib/server/testing/a-hub.ts';
import {
  aMunicipality,
  TESTER,
  valueOf,
  type TestMunicipality,
} from '../../src/lib/server/testing/a-municipality.ts';
import { aTablet, type TestTablet } from '../../src/lib/server/testing/a-tablet.ts';
import { rescueFiles } from '../../src/lib/tablet/rescue-file.ts';
import { SendingTablet } from '../support/a-sending-tablet.ts';

let test: TestHub;
let town: TestMunicipality;
let enrolled: TestTablet;
let tablet: SendingTablet;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  enrolled = await aTablet(test.hub, town);
  tablet = new SendingTablet(enrolled, town);
  await tablet.log('enrolled');
});

afterEach(async () => {
  await test.dispose();
});

const revoke = async (): Promise<void> => {
  valueOf(await revokeDevice(test.hub, TESTER, { municipality: town.code, deviceId: tablet.deviceId }));
};

const rows = () => [...tablet.disk.outbox.values()].sort((a, b) => a.deviceSeq - b.deviceSeq);
const atHub = async (): Promise<number[]> => {
  const found = await test.hub.store.db
    .selectFrom('revision')
    .select('device_seq')
    .orderBy('device_seq')
    .execute();
  return found.map(({ device_seq }) => device_seq);
};
const inQuarantine = () => quarantineItems(test.hub.store.db, town.code, 100);

describe('a tablet that was revoked with a queue', () => {
  it('stops sending, hands everything to quarantine once, and keeps every byte', async () => {
    for (let each = 0; each < 6; each += 1) await tablet.seal();
    await revoke();
    await tablet.drain();
    expect(await atHub()).toEqual([]);
    expect(rows().every(({ state }) => state === 'queued')).toBe(true);

    expect(valueOf(await tablet.handOver())).toEqual({ handed: 6, left: 0 });
    expect(await inQuarantine()).toHaveLength(6);
    for (const row of rows()) {
      expect(row.state).toBe('parked');
      expect(row.quarantinedAt).toBeDefined();
      expect(row.envelope.length).toBeGreaterThan(0);
    }
    const before = tablet.requests.length;
    expect(valueOf(await tablet.handOver())).toEqual({ handed: 0, left: 0 });
    expect(tablet.requests.length).toBe(before);
  });

  it('goes on where it was broken off', async () => {
    for (let each = 0; each < 3; each += 1) await tablet.seal();
    await revoke();
    tablet.online = false;
    expect(await tablet.handOver()).toMatchObject({ ok: false, error: { code: 'network-unreachable' } });
    expect(rows().every(({ quarantinedAt }) => quarantinedAt === undefined)).toBe(true);
    tablet.online = true;
    expect(valueOf(await tablet.handOver()).handed).toBe(3);
  });

  it('gets the receipt of what the hub had taken in before', async () => {
    await tablet.seal();
    const row = await tablet.seal();
    await tablet.drain();
    // the answer was lost
    const { receipt: _, hubSeq: _seq, heldSeq: _held, deliveredAt: _at, ...unsent } = rows()[1] ?? row;
    tablet.disk.outbox.set(row.revisionId, { ...unsent, state: 'queued' });
    await revoke();
    expect(valueOf(await tablet.handOver())).toEqual({ handed: 1, left: 0 });
    expect(rows().map(({ state }) => state)).toEqual(['delivered', 'delivered']);
    expect(await inQuarantine()).toEqual([]);
  });

  it('loses nothing: what is released from quarantine is a normal revision', async () => {
    for (let each = 0; each < 3; each += 1) await tablet.seal();
    await revoke();
    valueOf(await tablet.handOver());
    for (const { quarantineId } of await inQuarantine()) {
      valueOf(await releaseQuarantined(test.hub, TESTER, { municipality: town.code, quarantineId }));
    }
    expect(await atHub()).toEqual([1, 2, 3]);
  });

  it('is told nothing by a check-in', async () => {
    await revoke();
    expect(await tablet.checkIn()).toMatchObject({ ok: false, error: { code: 'device-revoked' } });
    expect(await tablet.sendAudit()).toMatchObject({ ok: false, error: { code: 'device-revoked' } });
  });
});

describe('the sealed queue as a file', () => {
  const write = (maxBytes?: number) =>
    rescueFiles({
      store: tablet.store,
      world: tablet.clock,
      device: { deviceId: tablet.deviceId, signingKey: enrolled.keys.privateKey },
      ...(maxBytes === undefined ? {} : { maxBytes }),
    });

  it('gives the hub what the network could not, with the receipts that sending gives', async () => {
    for (let each = 0; each < 4; each += 1) await tablet.seal();
    const { files, complete } = await write();
    expect([files.length, complete]).toEqual([1, true]);
    const [file] = files;
    expect(file?.name).toMatch(/^hagukumi-rescue-\d{8}T\d{6}-[0-9a-f]{8}-1\.hgk$/);
    const taken = valueOf(
      await ingestRescueFile(test.hub, TESTER, {
        municipality: town.code,
        bytes: file?.bytes ?? new Uint8Array(0),
      }),
    );
    expect(taken.items.map(({ result }) => result)).toEqual(['new', 'new', 'new', 'new']);
    await tablet.drain();
    expect(await atHub()).toEqual([1, 2, 3, 4]);
    expect(rows().map(({ revisionId, receipt }) => [revisionId, receipt])).toEqual(
      taken.items.map(({ revisionId, receipt }) => [revisionId, receipt]),
    );
  });

  it('goes into several files when it is too large for one, nothing left out', async () => {
    for (let each = 0; each < 5; each += 1) await tablet.seal();
    const [first] = rows();
    const { files } = await write(65_536 + 2 * ((first?.envelope.length ?? 0) + 200));
    expect(files.length).toBeGreaterThan(1);
    expect(files.flatMap(({ revisionIds }) => revisionIds)).toEqual(
      rows().map(({ revisionId }) => revisionId),
    );
    for (const { bytes } of files) {
      valueOf(await ingestRescueFile(test.hub, TESTER, { municipality: town.code, bytes }));
    }
    expect(await atHub()).toEqual([1, 2, 3, 4, 5]);
  });

  it('is written with what can be read when the store fails', async () => {
    await tablet.seal();
    tablet.store.close();
    const { files, complete } = await rescueFiles(
      {
        store: tablet.store,
        world: tablet.clock,
        device: { deviceId: tablet.deviceId, signingKey: enrolled.keys.privateKey },
      },
      { draftId: 'on-screen', sealed: new Uint8Array([1, 2, 3]) },
    );
    expect(complete).toBe(false);
    expect(files).toMatchObject([{ revisionIds: [], drafts: 1 }]);
  });
});
