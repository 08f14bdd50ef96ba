import { beforeEach, describe, expect, it, vi } from 'vitest';
import { aChild, anId } from '../../../tests/support/a-bundle.ts';
import type { CheckIn, CheckInAnswer } from '../contract/check-in.ts';
import { problem, type Outcome, type ProblemCode } from '../contract/problem.ts';
import { QUARANTINE_RECEIPT_TYPE, type QuarantineReceiptClaims } from '../contract/quarantine-receipt.ts';
import { decodeSealedDraft } from '../contract/sealed-draft.ts';
import { sha256, toHex } from '../crypto/bytes.ts';
import { signJws } from '../crypto/jws.ts';
import type { DeviceRow, OutboxRow } from '../store/schema.ts';
import type { DrainEnd } from '../sync/drain.ts';
import { HubClock } from '../sync/hub-clock.ts';
import type { Transport } from '../sync/transport.ts';
import { checkupOf } from './drafts.ts';
import { endShift } from './end-shift.ts';
import { CHECK_IN_EVERY_MS, HubReports } from './HubReports.svelte.ts';
import { HubApi } from './hub-api.ts';
import { RestoredMark } from './restored-mark.ts';
import { aShift, type Shift } from './testing/a-shift.ts';

let shift: Shift;
let reports: HubReports;
let device: DeviceRow;
let asked: CheckIn[];
let answer: Outcome<CheckInAnswer>;
let sentLines: number;
let handed: number;
let keepsDrafts: boolean;
let revoked: number;
let offered: string[];
let items: Map<string, string>;

const anAnswer = (over: Partial<CheckInAnswer> = {}): Outcome<CheckInAnswer> => ({
  ok: true,
  value: {
    hubTime: '2026-11-21T01:00:00.000Z',
    backup: '',
    knowsReceipt: true,
    missing: [],
    highestSeq: 0,
    auditSeq: 0,
    ...over,
  },
});

const anEnd = (over: Partial<DrainEnd> = {}): DrainEnd => ({
  why: 'done',
  problem: undefined,
  delivered: 0,
  watermark: 0,
  nextDueAt: undefined,
  retryAfterMs: 0,
  ...over,
});

const transport: Transport = {
  send: ({ revisionId }) => {
    offered.push(revisionId);
    return Promise.resolve(problem('device-revoked'));
  },
};

const make = (): HubReports => {
  const api = new HubApi(shift.world, new HubClock(shift.world));
  vi.spyOn(api, 'checkIn').mockImplementation((report) => {
    asked.push(report);
    return Promise.resolve(answer);
  });
  vi.spyOn(api, 'deviceAudit').mockImplementation((lines) => {
    sentLines += lines.length;
    return Promise.resolve(problem('network-unreachable'));
  });
  vi.spyOn(api, 'draft').mockImplementation(async (sealed) => {
    handed += 1;
    if (!keepsDrafts) return problem('network-unreachable');
    const claims: QuarantineReceiptClaims = {
      quarantineId: anId(),
      revisionId: decodeSealedDraft(sealed)?.draftId ?? '',
      sha256: toHex(await sha256(sealed)),
      code: 'draft-rescued',
      hubTime: '2026-11-21T01:00:00.000Z',
    };
    const { signer } = shift.hub.receipt;
    const quarantineReceipt = await signJws(QUARANTINE_RECEIPT_TYPE, JSON.stringify(claims), signer);
    return { ok: true, value: { quarantineReceipt } };
  });
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
  return new HubReports(
    {
      store: shift.store,
      world: shift.world,
      api,
      appVersion: '0.5.0',
      restoredMark: new RestoredMark(storage),
      storageState: () =>
        Promise.resolve({
          ok: true,
          value: { persisted: true, usageBytes: 1, quotaBytes: 2, likelyPrivate: false },
        }),
    },
    {
      get device() {
        return device;
      },
      get day() {
        return shift.tablet.day && { ...shift.tablet.day, clockOffsetMs: 12.4 };
      },
      beRevoked: () => {
        revoked += 1;
        device = { ...device, revokedAt: 'x' };
        return Promise.resolve({ ok: true, value: device });
      },
    },
  );
};

const after = (end: Partial<DrainEnd> = {}): Promise<'again' | 'done'> =>
  reports.afterPass(anEnd(end), new AbortController().signal, transport);

const aRow = (deviceSeq: number, over: Partial<OutboxRow> = {}): void => {
  const revisionId = `r${String(deviceSeq)}`;
  shift.disk.outbox.set(revisionId, {
    revisionId,
    recordId: revisionId,
    deviceSeq,
    envelope: new Uint8Array([1]),
    sha256: 'ab'.repeat(32),
    sealedAt: new Date(shift.world.time).toISOString(),
    state: 'delivered',
    attempts: 0,
    nextAttemptAt: 0,
    ...over,
  });
};

beforeEach(async () => {
  shift = await aShift();
  if (shift.tablet.device === undefined) throw new Error('the tablet is enrolled');
  device = { ...shift.tablet.device, pinKeyMs: 300 };
  [asked, offered, sentLines, revoked, handed, items] = [[], [], 0, 0, 0, new Map<string, string>()];
  keepsDrafts = true;
  answer = anAnswer();
  reports = make();
});

describe('after a pass over the queue', () => {
  it('the tablet says how it stands, and sends its log', async () => {
    aRow(1, { state: 'queued' });
    aRow(2, { state: 'parked' });
    expect(await after()).toBe('done');
    expect(asked).toEqual([
      {
        appVersion: '0.5.0',
        deviceSeq: 0,
        queued: 1,
        parked: 1,
        damaged: 0,
        oldestUnsentAt: new Date(shift.world.time).toISOString(),
        persisted: true,
        pinKeyMs: 300,
        clockOffsetMs: 12,
        ...(asked[0]?.hlc === undefined ? {} : { hlc: asked[0].hlc }),
      },
    ]);
    expect(sentLines).toBeGreaterThan(0);
    expect(reports.checkedInAt).toBe(shift.world.time);
  });

  it('the tablet counts what is damaged, and not a sound draft that lies aside', async () => {
    const row = { of: 'd', at: new Date(shift.world.time).toISOString(), row: {} };
    for (const reason of ['stored-data-damaged', 'draft-of-other-shift'] as const) {
      shift.disk.damaged.set(reason, { ...row, damagedId: reason, table: 'drafts', reason });
    }
    await after();
    expect(asked[0]?.damaged).toBe(1);
  });

  it('that delivered nothing it does so every 5 minutes at most, and after a clock was set back', async () => {
    await after();
    shift.world.time += CHECK_IN_EVERY_MS - 1;
    await after();
    expect(asked).toHaveLength(1);
    shift.world.time += 1;
    await after();
    expect(asked).toHaveLength(2);
    shift.world.time -= 86_400_000;
    await after();
    expect(asked).toHaveLength(3);
  });

  it('that delivered something it does so at once', async () => {
    await after();
    await after({ delivered: 1 });
    expect(asked).toHaveLength(2);
  });

  it.each(['pause', 'stop'] as const)('that ended in %s it does not', async (why) => {
    await after({ why, problem: { code: 'network-unreachable' } });
    expect(asked).toHaveLength(0);
  });

  it('asks for another pass when the hub lost what was delivered, and tells staff until they have seen it', async () => {
    aRow(1);
    aRow(2, { envelope: new Uint8Array(0), droppedAt: '2026-11-20T00:00:00.000Z' });
    answer = anAnswer({ knowsReceipt: false, missing: [[1, 3]] });
    expect(await after()).toBe('again');
    expect([reports.reoffered, reports.lost]).toEqual([1, [[2, 3]]]);
    expect(shift.disk.outbox.get('r1')?.state).toBe('queued');
    // after a reload, too
    reports = make();
    expect(reports.reoffered).toBe(1);
    answer = anAnswer({ missing: [[2, 3]] });
    await after();
    expect(reports.lost).toEqual([[2, 3]]);
    reports.close();
    await after({ delivered: 1 });
    expect([reports.reoffered, reports.lost]).toEqual([0, []]);
    answer = anAnswer({ missing: [[2, 4]] });
    await after({ delivered: 1 });
    expect(reports.lost).toEqual([[2, 4]]);
  });

  it.each<[string, Partial<DrainEnd>, ProblemCode | undefined]>([
    ['sending says so', { why: 'stop', problem: { code: 'device-revoked' } }, undefined],
    ['the check-in says so', {}, 'device-revoked'],
  ])('leaves when the tablet was revoked: %s', async (_, end, code) => {
    aRow(1, { state: 'queued' });
    if (code !== undefined) answer = problem(code);
    expect(await after(end)).toBe('done');
    expect([revoked, offered]).toEqual([1, ['r1']]);
    expect(shift.disk.outbox.get('r1')?.envelope).toHaveLength(1);
  });

  it('goes on handing over once it was revoked', async () => {
    device = { ...device, revokedAt: 'x' };
    aRow(1, { state: 'queued' });
    await after();
    expect([asked.length, offered]).toEqual([0, ['r1']]);
  });
});

describe('a form that staff began and that outlived its shift', () => {
  const begun = async (isFamilys = false): Promise<string> => {
    const { drafts, day } = shift.tablet;
    if (day === undefined) throw new Error('there is a list');
    const child = aChild();
    const draft = {
      formId: 'https://hagukumi.example/form',
      formVersion: '1',
      language: 'ja',
      position: '',
      answers: new Map(),
      startedAt: '2026-11-21T00:00:00.000Z',
    };
    const section = isFamilys ? 'questionnaire' : 'examination';
    const content = { checkup: await checkupOf(child, day), section, parents: [], draft } as const;
    const open = await drafts.begin(day, content, isFamilys ? child.ticketId : undefined);
    if (!(await drafts.save(open, draft)).ok) throw new Error('the memory store takes a draft');
    return open.draftId;
  };

  const theShiftEnds = async (): Promise<void> => {
    const ended = await endShift(shift);
    if (!ended.ok) throw new Error(ended.error.code);
    shift.tablet.day = ended.value;
    await reports.drafts.follow();
  };

  it('is told as waiting, then as handed over with section and time, until staff have read it', async () => {
    const draftId = await begun();
    await begun(true);
    await reports.drafts.follow();
    expect([reports.drafts.waiting, reports.drafts.handed]).toEqual([0, []]);
    await theShiftEnds();
    expect([reports.drafts.waiting, reports.drafts.handed]).toEqual([1, []]);
    await after();
    const { updatedAt } = shift.disk.drafts.get(draftId)!;
    expect(reports.drafts.waiting).toBe(0);
    expect(reports.drafts.handed).toEqual([{ draftId, section: 'examination', updatedAt }]);
    // after a reload, too
    reports = make();
    await reports.drafts.follow();
    expect(reports.drafts.handed).toHaveLength(1);
    await reports.drafts.close();
    await reports.drafts.count();
    expect([reports.drafts.waiting, reports.drafts.handed]).toEqual([0, []]);
    expect(shift.disk.drafts.get(draftId)?.handedOverAt).toBeDefined();
    await after({ delivered: 1 });
    expect(handed).toBe(1);
  });

  it('is handed over as soon as its shift has ended, right after a check-in too', async () => {
    await begun();
    await after();
    expect([asked.length, handed]).toEqual([1, 0]);
    await theShiftEnds();
    expect(reports.drafts.isNew).toBe(true);
    await after();
    expect([asked.length, handed]).toEqual([1, 1]);
    expect(reports.drafts.isNew).toBe(false);
  });

  it('is offered once by itself, and then with every check-in, while the hub cannot be reached', async () => {
    await begun();
    await after();
    await theShiftEnds();
    keepsDrafts = false;
    await after();
    await after();
    expect(handed).toBe(1);
    expect([reports.drafts.waiting, reports.drafts.isNew]).toEqual([1, false]);
    shift.world.time += CHECK_IN_EVERY_MS;
    await after();
    expect(handed).toBe(2);
  });

  it('is offered again when the hub was restored without it', async () => {
    await begun();
    await theShiftEnds();
    await after();
    aRow(1);
    answer = anAnswer({ knowsReceipt: false, missing: [[1, 1]] });
    await after({ delivered: 1 });
    expect(handed).toBe(2);
  });

  it('goes with the queue of a revoked tablet, and so does what a family began', async () => {
    await begun();
    await begun(true);
    device = { ...device, revokedAt: 'x' };
    await after();
    expect(handed).toBe(2);
  });
});

describe('the age of the oldest unsent record', () => {
  it('grows while nothing is counted', () => {
    const counts = { queued: 1, parked: 0, delivered: 0, oldestUnsentMs: 1_000 };
    reports.noteCounts(counts);
    expect(reports.oldestUnsentMs(shift.world.time + 500)).toBe(1_500);
    expect(reports.oldestUnsentMs(shift.world.time - 500)).toBe(1_000);
    reports.noteCounts({ ...counts, oldestUnsentMs: undefined });
    expect(reports.oldestUnsentMs(shift.world.time)).toBeUndefined();
  });
});
