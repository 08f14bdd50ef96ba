import { describe, expect, it } from 'vitest';
import { problem, PROBLEMS, type ProblemCode } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { decide } from './decide.ts';
import { isDue, resend } from './outbox.ts';
import { aReceipt, aRow, TEN_O_CLOCK } from './testing/sync-bench.ts';

const at = { now: TEN_O_CLOCK, random: () => 0.5 };
const AT = new Date(TEN_O_CLOCK).toISOString();

const CODES = Object.keys(PROBLEMS) as ProblemCode[];

describe('what an answer means', () => {
  it('a receipt delivers the row, keeps its bytes and is logged', () => {
    const row = aRow('A1', { attempts: 3, lastProblem: { code: 'hub-error', at: AT } });
    expect(decide(row, ok(aReceipt(row)), at)).toEqual({
      row: {
        ...aRow('A1', { attempts: 3 }),
        state: 'delivered',
        receipt: 'receipt for A1',
        hubSeq: 1,
        heldSeq: 1,
        deliveredAt: AT,
      },
      audit: 'delivered',
      run: 'go-on',
      problem: undefined,
      retryAfterMs: 0,
    });
  });

  it.each([
    ['network-unreachable', 'pause'],
    ['network-timeout', 'pause'],
    ['answer-not-from-hub', 'pause'],
    ['receipt-invalid', 'pause'],
    ['rate-limited', 'pause'],
    ['hub-unavailable', 'pause'],
    ['signature-clock-skew', 'pause'],
    ['hub-error', 'go-on'],
    ['digest-mismatch', 'go-on'],
    ['revision-in-progress', 'go-on'],
    ['signature-replayed', 'go-on'],
  ] as const)('%s postpones the row, and the run will %s', (code, run) => {
    const decision = decide(aRow('A1', { attempts: 2 }), problem(code), at);
    expect(decision).toMatchObject({ run, audit: undefined });
    expect(decision.row).toEqual(
      aRow('A1', { attempts: 3, nextAttemptAt: TEN_O_CLOCK + 4_000, lastProblem: { code, at: AT } }),
    );
  });

  it.each([
    ['request-malformed', 'parked'],
    ['request-too-large', 'parked'],
    ['request-unsupported-type', 'parked'],
    ['envelope-malformed', 'set-aside'],
    ['hub-key-unknown', 'set-aside'],
    ['envelope-unopenable', 'set-aside'],
    ['content-malformed', 'set-aside'],
    ['content-mismatch', 'set-aside'],
    ['staff-signature-invalid', 'set-aside'],
    ['revision-conflict', 'set-aside'],
    ['stored-data-damaged', 'parked'],
  ] as const)('%s parks the row with its bytes, is logged as %s, and the others go on', (code, audit) => {
    const decision = decide(aRow('A1'), problem(code), at);
    expect(decision).toMatchObject({ run: 'go-on', audit });
    expect(decision.row).toEqual(aRow('A1', { state: 'parked', attempts: 1, lastProblem: { code, at: AT } }));
  });

  it.each([
    'signature-missing',
    'signature-invalid',
    'device-unknown',
    'device-revoked',
    'forbidden',
    'origin-refused',
    'sign-in-required',
    'enrolment-code-expired',
    'route-unknown',
    'device-not-enrolled',
    'locked',
  ] as const)('%s stops the run and leaves the row as it is', (code) => {
    const decision = decide(aRow('A1', { attempts: 1 }), problem(code), at);
    expect(decision).toMatchObject({ run: 'stop', audit: undefined });
    expect(decision.row).toEqual(aRow('A1', { attempts: 1, lastProblem: { code, at: AT } }));
  });

  it('no problem of the table delivers a row or takes its bytes', () => {
    for (const code of CODES) {
      const { row } = decide(aRow('A1'), problem(code), at);
      expect(row.state).not.toBe('delivered');
      expect(row.envelope).toEqual(aRow('A1').envelope);
    }
  });

  it('every 401, 403 and 410 that cannot heal by itself stops the run', () => {
    const refusing = CODES.filter(
      (code) => [401, 403, 410].includes(PROBLEMS[code].status) && PROBLEMS[code].retry !== 'retry',
    );
    expect(refusing.length).toBeGreaterThan(5);
    expect(refusing.map((code) => decide(aRow('A1'), problem(code), at).run)).toEqual(
      refusing.map(() => 'stop'),
    );
  });

  it.each([
    [60, 60_000],
    [1, 1_000],
    [7_200, 900_000],
    [-5, 1_000],
  ])('a hub that asks for %i s gets %i ms, and never less than the backoff', (retryAfterSeconds, wait) => {
    const decision = decide(aRow('A1'), problem('rate-limited', { retryAfterSeconds }), at);
    expect(decision.row.nextAttemptAt - TEN_O_CLOCK).toBe(Math.max(wait, 1_000));
  });
});

describe('a row that waits', () => {
  it.each([
    ['now', 0, true],
    ['in the past', -1, true],
    ['in a second', 1_000, false],
    ['in the longest wait there is', 900_000, false],
    ['later than any wait: the clock was set back', 900_001, true],
  ])('for %s', (_name, fromNow, due) => {
    expect(isDue({ nextAttemptAt: TEN_O_CLOCK + fromNow }, TEN_O_CLOCK)).toBe(due);
  });
});

describe('a parked row', () => {
  it('goes back into the queue as if it were new', () => {
    const { row } = decide(aRow('A1', { attempts: 4, nextAttemptAt: 9 }), problem('revision-conflict'), at);
    expect(resend(row)).toEqual(aRow('A1'));
  });
});
