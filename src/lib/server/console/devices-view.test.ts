import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckIn } from '../../contract/check-in.ts';
import { utf8 } from '../../crypto/bytes.ts';
import { checkIn } from '../api/check-in.ts';
import { aHub, A_MORNING, type TestHub } from '../testing/a-hub.ts';
import { aMunicipality, type TestMunicipality } from '../testing/a-municipality.ts';
import { aRevision, aTablet, type TestTablet } from '../testing/a-tablet.ts';
import { devicesView, type ReportView } from './devices-view.ts';

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

const shown = async (): Promise<ReportView | undefined> =>
  (await devicesView(test.hub, town.code))[0]?.report;

describe('the tablets in the console', () => {
  it('have no report before they made one', async () => {
    expect(await shown()).toBeUndefined();
  });

  it.each([
    [23.9, 'fine'],
    [24, 'warning'],
    [71.9, 'warning'],
    [72, 'alarm'],
  ] as const)('that fell silent with something unsent, after %s hours: %s', async (hours, level) => {
    await tell({ deviceSeq: 1, queued: 1, oldestUnsentAt: new Date(A_MORNING).toISOString() });
    test.clock.ms += hours * HOUR_MS;
    expect((await shown())?.level).toBe(level);
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
