import { beforeEach, describe, expect, it, vi } from 'vitest';
import { anId, NOW } from '../../../tests/support/a-bundle.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import type { CopyRow, OutboxRow } from '../store/schema.ts';
import { Admin } from './Admin.svelte.ts';
import { commitWithAudit } from './audit.ts';
import { aShift, aStatus, type Shift } from './testing/a-shift.ts';

let shift: Shift;
let admin: Admin;
let seq = 0;

beforeEach(async () => {
  shift = await aShift();
  admin = new Admin(shift.tablet);
  seq = 0;
});

const aRow = (over: Partial<OutboxRow> = {}): OutboxRow => {
  seq += 1;
  const row: OutboxRow = {
    revisionId: anId(),
    recordId: anId(),
    deviceSeq: seq,
    envelope: new Uint8Array(200),
    sha256: 'a'.repeat(64),
    sealedAt: new Date(NOW).toISOString(),
    state: 'queued',
    attempts: 0,
    nextAttemptAt: 0,
    ...over,
  };
  shift.disk.outbox.set(row.revisionId, row);
  return row;
};
const hours = (count: number): string => new Date(NOW - count * 3_600_000).toISOString();

describe('the counts', () => {
  it('add up: everything saved here waits, has its receipt, or needs attention', async () => {
    shift.tablet.queue = aStatus({ queued: 3, parked: 1, delivered: 5 });
    shift.disk.drafts.set('d', { draftId: 'd' } as never);
    shift.disk.drafts.set('h', { draftId: 'h', handedOverAt: '2026-11-20T10:00:00.000Z' } as never);
    await admin.look();
    expect(admin.counts).toEqual({
      editing: 1,
      stored: 9,
      queued: 3,
      delivered: 5,
      forwarded: undefined,
      attention: 1,
    });
  });

  it('are not known, rather than 0, before anything was counted', () => {
    expect(admin.counts).toMatchObject({ editing: undefined, stored: undefined, queued: undefined });
  });

  it('never claim that a record reached the municipality while no hub has said so', async () => {
    shift.tablet.queue = aStatus({ delivered: 5 });
    await admin.look();
    expect(admin.counts.forwarded).toBeUndefined();
  });
});

describe('the queue', () => {
  it('lists what needs attention first, then the rest in the order of sending, and counts what is not listed', async () => {
    const waiting = aRow();
    const parked = aRow({
      state: 'parked',
      attempts: 1,
      lastProblem: { code: 'content-malformed', at: hours(0) },
    });
    aRow({ state: 'delivered' });
    shift.disk.copies.set(waiting.revisionId, {
      revisionId: waiting.revisionId,
      section: 'measurement',
    } as CopyRow);
    shift.tablet.queue = aStatus({ queued: 150, parked: 1 });
    await admin.look();
    expect(admin.rows.map(({ revisionId }) => revisionId)).toEqual([parked.revisionId, waiting.revisionId]);
    expect(admin.rows[0]).toMatchObject({ attempts: 1, lastProblem: { code: 'content-malformed' } });
    expect(admin.rows.map(({ section }) => section)).toEqual([undefined, 'measurement']);
    expect(admin.rows[0]).not.toHaveProperty('envelope');
    expect(admin.more).toBe(149);
  });

  it.each([
    [23.9, 'fine'],
    [24, 'warning'],
    [71.9, 'warning'],
    [72, 'alarm'],
  ] as const)('is %s hours old: %s', async (age, level) => {
    aRow({ sealedAt: hours(age) });
    aRow();
    await admin.look();
    expect(admin.oldestLevel).toBe(level);
  });

  it('is fine when nothing waits', async () => {
    aRow({ state: 'delivered', sealedAt: hours(100) });
    shift.tablet.queue = aStatus({ delivered: 1 });
    await admin.look();
    expect(admin.oldestMs).toBeUndefined();
    expect(admin.oldestLevel).toBe('fine');
  });

  it('counts the age of what was set aside, too', async () => {
    aRow({ state: 'parked', sealedAt: hours(80) });
    await admin.look();
    expect(admin.oldestLevel).toBe('alarm');
  });

  it('says so when it cannot be read', async () => {
    vi.spyOn(shift.store, 'outboxHeadings').mockResolvedValue(problem('storage-failed'));
    await admin.look();
    expect(admin.storeProblem?.code).toBe('storage-failed');
  });

  it('says why a record cannot be sent again', async () => {
    const row = aRow({ state: 'parked' });
    vi.spyOn(shift.tablet, 'resend').mockResolvedValue(problem('storage-conflict'));
    await admin.resend(row.revisionId);
    expect(admin.problem?.code).toBe('storage-conflict');
  });
});

describe('送信', () => {
  const answer = (outcome: Outcome<void>): void => {
    vi.spyOn(shift.tablet, 'refresh').mockResolvedValue(outcome);
  };

  it('counts what was sent by receipts, while the queue empties', async () => {
    const kick = vi.spyOn(shift.tablet, 'sendNow').mockReturnValue();
    answer({ ok: true, value: undefined });
    shift.tablet.queue = aStatus({ queued: 3, delivered: 2 });
    const before = new Admin(shift.tablet);
    expect(before.result).toBeUndefined();
    await admin.send();
    expect(kick).toHaveBeenCalledOnce();
    shift.tablet.queue = aStatus({ queued: 1, delivered: 4 }, { running: true, phase: 'draining' });
    expect(admin.sending).toBe(true);
    expect(admin.result).toEqual({ sent: 2, left: 1, problem: undefined });
  });

  it('never says sent when nothing got its receipt', async () => {
    vi.spyOn(shift.tablet, 'sendNow').mockReturnValue();
    answer(problem('network-unreachable'));
    shift.tablet.queue = aStatus({ queued: 2 });
    await admin.send();
    shift.tablet.queue = aStatus(
      { queued: 2 },
      { lastProblem: { code: 'network-unreachable', at: hours(0) } },
    );
    expect(admin.sending).toBe(false);
    expect(admin.result).toEqual({ sent: 0, left: 2, problem: 'network-unreachable' });
  });
});

describe('the tablet itself', () => {
  it('points out a clock that is off by five minutes or more, whichever way', () => {
    const { day } = shift.tablet;
    if (day === undefined) throw new Error('there is a day');
    for (const [offset, off] of [
      [299_999, false],
      [300_000, true],
      [-299_999, false],
      [-300_000, true],
    ] as const) {
      shift.tablet.day = { ...day, clockOffsetMs: offset };
      expect(admin.clockIsOff, String(offset)).toBe(off);
    }
  });

  it('explains why a new version is not taken in', async () => {
    const apply = vi.spyOn(shift.tablet, 'applyUpdate').mockResolvedValue(false);
    await admin.applyUpdate();
    expect(admin.updateBlocked).toBe(true);
    apply.mockResolvedValue(true);
    await admin.applyUpdate();
    expect(admin.updateBlocked).toBe(false);
  });
});

describe('the log of actions', () => {
  const log = (action: 'unlocked' | 'locked') =>
    commitWithAudit(shift, { action, staffId: anId() }, () => ({ ops: [] }));

  it('is whole after real work', async () => {
    await log('unlocked');
    await log('locked');
    await admin.checkAudit();
    expect(admin.auditCheck).toEqual({ lines: 3, sent: 0, firstBroken: undefined });
  });

  it('shows the first line that was changed, and one that is missing', async () => {
    await log('unlocked');
    await log('locked');
    const line = shift.disk.audit.get(2);
    if (line === undefined) throw new Error('a line is there');
    shift.disk.audit.set(2, { ...line, action: 'delivered' });
    await admin.checkAudit();
    expect(admin.auditCheck?.firstBroken).toBe(2);
    shift.disk.audit.set(2, line);
    shift.disk.audit.delete(3);
    await admin.checkAudit();
    expect(admin.auditCheck?.firstBroken).toBe(3);
  });
});

describe('the diagnostics file', () => {
  it('holds what support needs and no name, label, key or sealed byte', async () => {
    aRow({ state: 'parked', lastProblem: { code: 'hub-key-unknown', at: hours(1) } });
    shift.tablet.queue = aStatus({ parked: 1 });
    shift.tablet.contact = 'unreachable';
    const text = await admin.diagnostics({ appVersion: '0.1.0', userAgent: 'a browser' });
    const file = JSON.parse(text) as Record<string, unknown>;
    expect(file).toMatchObject({
      format: 'hagukumi-diagnostics/1',
      appVersion: '0.1.0',
      contact: 'unreachable',
      counts: { attention: 1, forwarded: null },
      auditCheck: { lines: 1, firstBroken: null },
      rows: [{ state: 'parked', lastProblem: { code: 'hub-key-unknown' } }],
      device: { deviceId: shift.tablet.device?.deviceId, municipality: '472018' },
    });
    expect(text).not.toMatch(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u);
    for (const secret of ['envelope', 'wrapped', 'publicKey', 'rosterBox', 'pinKdf', 'signingKey']) {
      expect(text, secret).not.toContain(secret);
    }
  });
});
