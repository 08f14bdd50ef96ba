import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckIn } from '../../contract/check-in.ts';
import { utf8 } from '../../crypto/bytes.ts';
import { checkIn } from '../api/check-in.ts';
import { addClinic } from '../people/add-clinic.ts';
import { revokeDevice } from '../people/revoke-device.ts';
import { addSession } from '../roster/add-session.ts';
import { aHub, A_MORNING, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, TESTER, valueOf, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { devicesView, type DeviceView, type ReportView } from './devices-view.ts';
import { overview } from './overview.ts';

const HOUR_MS = 3_600_000;

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

const tell = async (over: Partial<CheckIn> = {}): Promise<void> => {
  const report: CheckIn = {
    appVersion: '0.5.0',
    deviceSeq: 0,
    queued: 0,
    parked: 0,
    damaged: 0,
    persisted: true,
    ...over,
  };
  const body = utf8(JSON.stringify(report));
  const call = { endpoint: checkIn, method: 'POST', path: '/api/v1/check-in', body };
  expect((await tablet.call({ ...call, mediaType: 'application/json' })).status).toBe(200);
};

const device = async (): Promise<DeviceView> => (await devicesView(test.hub, town.code))[0]!;

const shown = async (): Promise<ReportView | undefined> =>
  (await devicesView(test.hub, town.code))[0]?.report;

describe('the tablets in the console', () => {
  it('have no report before they made one', async () => {
    expect(await shown()).toBeUndefined();
  });

  it.each([
    [23.9, undefined],
    [24, 'warning'],
    [71.9, 'warning'],
    [72, 'alarm'],
  ] as const)('that fell silent with something unsent, after %s hours: %s', async (hours, level) => {
    await tell({ deviceSeq: 1, queued: 1, oldestUnsentAt: new Date(A_MORNING).toISOString() });
    test.clock.ms += hours * HOUR_MS;
    expect((await device()).heldBack?.level).toBe(level);
    expect((await overview(test.hub, town.code)).heldBack.map((held) => held.level)).toEqual(
      level === undefined ? [] : [level],
    );
  });

  it.each([
    [23.9, undefined],
    [24, 'warning'],
    [71.9, 'warning'],
    [72, 'alarm'],
  ] as const)('that fell silent in a shift with nothing unsent, after %s hours: %s', async (hours, level) => {
    await tell();
    test.clock.ms += hours * HOUR_MS;
    const { heldBack } = await device();
    expect(heldBack?.level).toBe(level);
    if (level !== undefined) expect(heldBack).toMatchObject({ why: 'silent', records: undefined });
    expect((await overview(test.hub, town.code)).heldBack).toHaveLength(level === undefined ? 0 : 1);
  });

  it('are asked for after a shift that they were last heard in before dawn', async () => {
    test.clock.ms = Date.parse('2026-11-22T03:59:00.000+09:00');
    await tell();
    test.clock.ms += 24 * HOUR_MS;
    expect((await device()).heldBack?.why).toBe('silent');
  });

  it('are not asked for when they were last heard after their shift', async () => {
    test.clock.ms = Date.parse('2026-11-22T04:00:00.000+09:00');
    await tell();
    test.clock.ms += 24 * 30 * HOUR_MS;
    expect((await device()).heldBack).toBeUndefined();
  });

  it('are not asked for after a session of another clinic', async () => {
    const day = '2026-11-25';
    const other = valueOf(await addClinic(test.hub, TESTER, { municipality: town.code, name: '別の医院' }));
    const session = { kind: 'group', place: '1階', programs: ['infant-3-4m'] } as const;
    const at = { municipality: town.code, clinicId: other.clinicId, date: day };
    valueOf(await addSession(test.hub, TESTER, { ...at, ...session }));
    test.clock.ms = Date.parse(`${day}T10:00:00.000+09:00`);
    await tell();
    test.clock.ms += 24 * HOUR_MS;
    expect((await device()).heldBack).toBeUndefined();
  });

  it('that were stopped with records on them are named until the hub has each record', async () => {
    const sealed = [];
    for (const seq of [1, 2]) {
      const content = await aRevision(test.hub, town);
      sealed.push({ content, bytes: await tablet.envelope(content, seq) });
    }
    await tell({ deviceSeq: 2, queued: 2, oldestUnsentAt: new Date(A_MORNING).toISOString() });
    valueOf(await revokeDevice(test.hub, TESTER, { municipality: town.code, deviceId: tablet.deviceId }));
    test.clock.ms += HOUR_MS;
    expect((await device()).heldBack).toEqual({
      why: 'revoked',
      level: 'warning',
      ms: HOUR_MS,
      records: 2,
    });
    test.clock.ms += 72 * HOUR_MS;
    expect((await overview(test.hub, town.code)).heldBack).toMatchObject([{ level: 'alarm', records: 2 }]);
    for (const [index, { content, bytes }] of sealed.entries()) {
      await tablet.put(content, bytes);
      expect((await device()).heldBack?.records).toBe(index === 0 ? 1 : undefined);
    }
  });

  it('that were stopped with nothing on them are left alone', async () => {
    await tell();
    valueOf(await revokeDevice(test.hub, TESTER, { municipality: town.code, deviceId: tablet.deviceId }));
    test.clock.ms += 100 * HOUR_MS;
    expect((await device()).heldBack).toBeUndefined();
  });

  it('are measured by the hub’s clock, however far theirs is off', async () => {
    const clockOffsetMs = 10 * 365 * 24 * HOUR_MS;
    const oldestUnsentAt = new Date(A_MORNING - HOUR_MS + clockOffsetMs).toISOString();
    await tell({ deviceSeq: 1, queued: 1, oldestUnsentAt, clockOffsetMs });
    expect(await shown()).toMatchObject({ oldestUnsentMs: HOUR_MS, clockOffMs: clockOffsetMs });
  });

  it.each([
    [300_000, undefined],
    [300_001, 300_001],
    [-300_001, -300_001],
  ])('have a clock that is off by %s ms: %s is pointed out', async (clockOffsetMs, pointedOut) => {
    await tell({ clockOffsetMs });
    expect((await shown())?.clockOffMs).toBe(pointedOut);
  });

  it('have no gap while what is missing waits on the tablet', async () => {
    const content = await aRevision(test.hub, town);
    await tablet.put(content, await tablet.envelope(content, 2));
    await tell({ deviceSeq: 3, queued: 1, parked: 1 });
    expect((await shown())?.gaps).toEqual([]);
  });

  it('have a gap when more is missing than waits, and none once it has arrived', async () => {
    const content = await aRevision(test.hub, town);
    await tablet.put(content, await tablet.envelope(content, 2));
    await tell({ deviceSeq: 2 });
    expect((await shown())?.gaps).toEqual([[1, 1]]);
    const late = await aRevision(test.hub, town);
    await tablet.put(late, await tablet.envelope(late, 1));
    expect((await shown())?.gaps).toEqual([]);
  });
});
