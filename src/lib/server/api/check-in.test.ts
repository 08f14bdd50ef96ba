import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BACKUP_TYPE, type CheckIn, CheckInAnswer } from '../../contract/check-in.ts';
import { ReceiptClaims, IntakeResponse } from '../../contract/receipt.ts';
import { utf8 } from '../../crypto/bytes.ts';
import { verifyJws } from '../../crypto/jws.ts';
import { revokeDevice } from '../people/revoke-device.ts';
import { raiseBackupWatermark } from '../store/hub-state.ts';
import { aHub, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER, valueOf, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { problemOf } from '../testing/received.ts';
import { checkIn } from './check-in.ts';

let test: TestHub;
let town: TestMunicipality;
let tablet: TestTablet;

beforeEach(async () => {
  test = await aHub();
  town = await aMunicipality(test.hub);
  tablet = await aTablet(test.hub, town);
});

afterEach(async () => {
  await test.dispose();
});

const aReport = (over: Partial<CheckIn> = {}): CheckIn => ({
  appVersion: '0.5.0',
  deviceSeq: 0,
  queued: 0,
  parked: 0,
  damaged: 0,
  persisted: true,
  ...over,
});

const ask = (report: unknown): Promise<Response> =>
  tablet.call({
    endpoint: checkIn,
    method: 'POST',
    path: '/api/v1/check-in',
    body: utf8(JSON.stringify(report)),
    mediaType: 'application/json',
  });

const told = async (over: Partial<CheckIn> = {}): Promise<CheckInAnswer> => {
  const answer = await ask(aReport(over));
  expect(answer.status).toBe(200);
  return CheckInAnswer.parse(await answer.json());
};

/** Has the hub take in the device's revision with this number. */
const deliver = async (deviceSeq: number): Promise<NonNullable<CheckIn['lastReceipt']>> => {
  const content = await aRevision(test.hub, town);
  const answer = await tablet.put(content, await tablet.envelope(content, deviceSeq));
  const { receipt } = IntakeResponse.parse(await answer.json());
  const text = await verifyJws('hagukumi-receipt+jws', receipt, test.hub.keys.published.receipt);
  const { revisionId, hubSeq, chainHead } = ReceiptClaims.parse(JSON.parse(text ?? ''));
  return { revisionId, hubSeq, chainHead };
};

const reports = () => test.hub.store.db.selectFrom('device_report').selectAll().execute();

describe('POST /api/v1/check-in', () => {
  it('tells a fresh tablet that nothing is missing', async () => {
    expect(await told()).toEqual({
      hubTime: new Date(test.clock.ms).toISOString(),
      backup: expect.any(String) as string,
      knowsReceipt: true,
      missing: [],
      highestSeq: 0,
      auditSeq: 0,
    });
  });

  it('names the numbers it does not have, in between and at the end', async () => {
    for (const seq of [2, 3, 6]) await deliver(seq);
    const { missing, highestSeq } = await told({ deviceSeq: 9 });
    expect(missing).toEqual([
      [1, 1],
      [4, 5],
      [7, 9],
    ]);
    expect(highestSeq).toBe(6);
  });

  it('names nothing beyond what the tablet says it has sealed', async () => {
    await deliver(5);
    expect((await told({ deviceSeq: 3 })).missing).toEqual([[1, 4]]);
  });

  it('names the first gaps only when there are very many', async () => {
    const content = await aRevision(test.hub, town);
    await tablet.put(content, await tablet.envelope(content, 1));
    const row = await test.hub.store.db.selectFrom('revision').selectAll().executeTakeFirstOrThrow();
    for (let seq = 3; seq < 603; seq += 2) {
      await test.hub.store.db
        .insertInto('revision')
        .values({ ...row, revision_id: `r${String(seq)}`, hub_seq: seq, device_seq: seq })
        .execute();
    }
    const { missing } = await told({ deviceSeq: 700 });
    expect(missing).toHaveLength(256);
    expect(missing.at(-1)).toEqual([512, 512]);
  });

  it('knows the receipt it gave, and no other', async () => {
    const receipt = await deliver(1);
    const knows = async (over: Partial<typeof receipt>): Promise<boolean> =>
      (await told({ deviceSeq: 1, lastReceipt: { ...receipt, ...over } })).knowsReceipt;
    expect(await knows({})).toBe(true);
    expect(await knows({ hubSeq: receipt.hubSeq + 1 })).toBe(false);
    expect(await knows({ chainHead: '0'.repeat(64) })).toBe(false);
    expect(await knows({ revisionId: '01920000-0000-7000-8000-000000000000' })).toBe(false);
  });

  it('does not take another device’s receipt for its own', async () => {
    const receipt = await deliver(1);
    tablet = await aTablet(test.hub, town);
    expect((await told({ lastReceipt: receipt })).knowsReceipt).toBe(false);
  });

  it('tells how far backups reach, signed', async () => {
    const { hubSeq } = await deliver(1);
    await test.hub.store.write((tx) => raiseBackupWatermark(tx, hubSeq));
    const { backup } = await told({ deviceSeq: 1 });
    const claims = await verifyJws(BACKUP_TYPE, backup, test.hub.keys.published.receipt);
    expect(JSON.parse(claims ?? '')).toEqual({
      backupWatermark: hubSeq,
      audit: { deviceId: tablet.deviceId, upTo: 0 },
      hubTime: new Date(test.clock.ms).toISOString(),
    });
  });

  it('keeps the last report of a device and no earlier one', async () => {
    await told({ queued: 7, persisted: false });
    test.clock.ms += 60_000;
    const oldestUnsentAt = '2026-11-18T00:00:00.000Z';
    await told({ queued: 2, parked: 1, oldestUnsentAt, clockOffsetMs: -9e11, pinKeyMs: 312.6 });
    expect(await reports()).toMatchObject([
      {
        device_id: tablet.deviceId,
        at: new Date(test.clock.ms).toISOString(),
        queued: 2,
        parked: 1,
        oldest_unsent_at: oldestUnsentAt,
        clock_offset_ms: -9e11,
        pin_key_ms: 313,
        persisted: 1,
      },
    ]);
  });

  it.each([
    ['a field more', { ...aReport(), name: 'x' }],
    ['a count below 0', aReport({ queued: -1 })],
    ['a fraction of a number', aReport({ deviceSeq: 1.5 })],
    ['a time that is none', aReport({ oldestUnsentAt: 'yesterday' })],
    ['nothing', {}],
  ])('refuses %s and stores nothing', async (_, report) => {
    expect(await problemOf(await ask(report))).toEqual({ status: 400, code: 'request-malformed' });
    expect(await reports()).toEqual([]);
  });

  it('answers a revoked device with 403 and keeps no report of it', async () => {
    valueOf(await revokeDevice(test.hub, TESTER, { municipality: town.code, deviceId: tablet.deviceId }));
    expect(await problemOf(await ask(aReport()))).toEqual({ status: 403, code: 'device-revoked' });
    expect(await reports()).toEqual([]);
  });
});
