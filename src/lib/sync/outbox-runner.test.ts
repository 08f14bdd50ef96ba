import { describe, expect, it } from 'vitest';
import { problem } from '../contract/problem.ts';
import { firstBrokenLine } from '../store/audit-chain.ts';
import { valueOf } from '../store/testing/store-rows.ts';
import { MAX_IN_FLIGHT } from './drain.ts';
import { aBench, aRow, started, statesOf, TEN_O_CLOCK } from './testing/sync-bench.ts';

const MINUTE = 60_000;

describe('a hub that answers', () => {
  it('gets a row, and the row is delivered with its audit line in one commit', async () => {
    const bench = await started(['A1']);
    expect(bench.newLog()).toEqual([
      'lock taken',
      'send A1',
      'A1: ok',
      'commit [A1 delivered, audit delivered]',
      'lock released',
    ]);
    expect(bench.runner.status).toEqual({
      counts: { queued: 0, parked: 0, delivered: 1, oldestUnsentMs: undefined },
      phase: 'idle',
      running: false,
      lastProblem: undefined,
      nextAttemptAt: undefined,
    });
    expect(bench.clock.nextAt).toBeUndefined();
  });

  it('gets the oldest first, and never more than four at a time', async () => {
    const bench = await started(['F6', 'A1', 'E5', 'C3', 'B2', 'D4']);
    expect(bench.sends()).toEqual(['A1', 'B2', 'C3', 'D4', 'E5', 'F6']);
    expect(bench.transport.mostOnWire).toBe(MAX_IN_FLIGHT);
  });

  it("gets a record's revisions one after the other, the next after the one before is written down", async () => {
    const bench = await started(['A1', 'A2', 'B3']);
    const log = bench.newLog();
    const written = log.findIndex((line) => line.includes('A1 delivered'));
    expect(log.indexOf('send A2')).toBeGreaterThan(written);
    expect(log.indexOf('send B3')).toBeLessThan(written);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', A2: 'delivered', B3: 'delivered' });
  });

  it('is told of a row that was saved while the runner was idle', async () => {
    const bench = await started([]);
    await bench.add('A1');
    bench.newLog();
    await bench.kick('saved');
    expect(bench.sends()).toEqual(['A1']);
  });

  it('is told of a row that was saved during a pass', async () => {
    const bench = await aBench([aRow('A1')]);
    bench.runner.start();
    await bench.add('B2');
    bench.runner.kick('saved');
    await bench.runner.whenIdle();
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', B2: 'delivered' });
  });

  it('leaves an audit log whose chain holds', async () => {
    const bench = await started(['A1', 'A2', 'B3', 'C4', 'D5', 'E6'], { B3: ['revision-conflict'] });
    const rows = valueOf(await bench.store.all('audit'));
    const chain = valueOf(await bench.store.get('meta', 'chain'));
    if (chain?.key !== 'chain') throw new Error('there is a chain');
    expect(rows.map((row) => `${row.action} ${row.revisionId ?? ''}`).sort()).toEqual([
      'delivered A1',
      'delivered A2',
      'delivered C4',
      'delivered D5',
      'delivered E6',
      'set-aside B3',
    ]);
    expect(await firstBrokenLine(rows, chain)).toBeUndefined();
  });
});

describe('a hub that cannot be reached', () => {
  it('is tried again by itself after the backoff, each time later', async () => {
    const bench = await started(['A1'], { A1: ['network-unreachable'] });
    expect(bench.newLog()).toEqual([
      'lock taken',
      'send A1',
      'A1: network-unreachable',
      'commit [A1 queued]',
      'lock released',
    ]);
    const gaps: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const before = bench.clock.now();
      await bench.pass((bench.clock.nextAt ?? before) - before);
      gaps.push(bench.clock.now() - before);
    }
    // half of 2, 4, 8 … seconds, and from then on half of the cap
    expect(gaps).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 150, 150].map((seconds) => seconds * 1_000));
    expect(statesOf(bench.disk)).toEqual({ A1: 'queued' });
  });

  it('is not asked for every row of a long queue', async () => {
    const names = Array.from(
      { length: 200 },
      (_, index) => `${String.fromCharCode(0x4e00 + index)}${String(index + 1)}`,
    );
    const bench = await started(names, { '*': ['network-unreachable'] });
    expect(bench.sends().length).toBeLessThanOrEqual(MAX_IN_FLIGHT);
  });

  it('for 15 minutes: the queue drains by itself afterwards', async () => {
    const bench = await started(['A1', 'A2', 'B3', 'C4'], { '*': ['network-unreachable'] });
    await bench.pass(15 * MINUTE);
    expect(statesOf(bench.disk)).toEqual({ A1: 'queued', A2: 'queued', B3: 'queued', C4: 'queued' });
    expect(bench.runner.status.counts.oldestUnsentMs).toBeGreaterThan(10 * MINUTE);
    expect(bench.runner.status.lastProblem?.code).toBe('network-unreachable');
    bench.transport.scripts['*'] = ['ok'];
    await bench.pass(10 * MINUTE);
    expect(Object.values(statesOf(bench.disk))).toEqual(['delivered', 'delivered', 'delivered', 'delivered']);
    expect(bench.runner.status.lastProblem).toBeUndefined();
    expect(bench.clock.nextAt).toBeUndefined();
  });

  it.each(['online', 'visible', 'unlocked', 'manual'] as const)('is tried at once on %s', async (reason) => {
    const bench = await started(['A1'], { A1: ['network-unreachable', 'network-unreachable', 'ok'] });
    bench.newLog();
    await bench.kick(reason);
    await bench.kick(reason);
    expect(bench.sends()).toEqual(['A1', 'A1']);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
  });

  it('is not tried sooner for a row that waits because another one was saved', async () => {
    const bench = await started(['A1'], { A1: ['network-unreachable'] });
    await bench.add('B2');
    bench.newLog();
    await bench.kick('saved');
    expect(bench.sends()).toEqual(['B2']);
  });

  it('asks to wait, and is given that time', async () => {
    const asking = { send: () => Promise.resolve(problem('rate-limited', { retryAfterSeconds: 60 })) };
    const bench = await started(['A1'], {}, () => ({ transport: asking }));
    expect(bench.runner.status.nextAttemptAt).toBe(TEN_O_CLOCK + MINUTE);
  });
});

describe('a row of which the hub says no', () => {
  it('is parked with its bytes, and later revisions of its record wait for it alone', async () => {
    const bench = await started(['A1', 'A2', 'B3'], { A1: ['revision-conflict'] });
    expect(bench.newLog().filter((line) => line.startsWith('commit'))).toEqual([
      'commit [A1 parked, audit set-aside]',
      'commit [B3 delivered, audit delivered]',
    ]);
    await bench.kick('manual');
    expect(bench.sends()).toEqual([]);
    expect(statesOf(bench.disk)).toEqual({ A1: 'parked', A2: 'queued', B3: 'delivered' });
    expect(bench.disk.outbox.get('A1')).toEqual(
      aRow('A1', {
        state: 'parked',
        attempts: 1,
        lastProblem: { code: 'revision-conflict', at: new Date(TEN_O_CLOCK).toISOString() },
      }),
    );
  });

  it('is sent again when a person says so, and what waited for it follows', async () => {
    const bench = await started(['A1', 'A2'], { A1: ['revision-conflict', 'ok'] });
    bench.newLog();
    valueOf(await bench.runner.resend('A1'));
    await bench.runner.whenIdle();
    expect(bench.sends()).toEqual(['A1', 'A2']);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', A2: 'delivered' });
  });

  it('is not held back by a later one of its record that is parked', async () => {
    const bench = await aBench([aRow('A1'), aRow('A2', { state: 'parked' }), aRow('A3')]);
    bench.runner.start();
    await bench.runner.whenIdle();
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', A2: 'parked', A3: 'queued' });
  });

  it.each(['A2', 'Z9'])('only a parked row can be sent again, %s is not', async (name) => {
    const bench = await started(['A2'], { A2: ['network-unreachable'] });
    expect(await bench.runner.resend(name)).toMatchObject({ ok: false, error: { code: 'storage-conflict' } });
  });

  it('does not hold up 199 others', async () => {
    const names = Array.from(
      { length: 200 },
      (_, index) => `${String.fromCharCode(0x4e00 + index)}${String(index + 1)}`,
    );
    const bench = await started(names, { [names[17] ?? '']: ['envelope-malformed'] });
    expect(bench.runner.status.counts).toMatchObject({ queued: 0, parked: 1, delivered: 199 });
  });
});

describe('a hub that fails for one row', () => {
  it('gets the others, and the failing one later', async () => {
    const bench = await started(['A1', 'A2', 'B3'], { A1: ['hub-error', 'ok'] });
    expect(statesOf(bench.disk)).toEqual({ A1: 'queued', A2: 'queued', B3: 'delivered' });
    bench.newLog();
    await bench.pass(MINUTE);
    expect(bench.sends()).toEqual(['A1', 'A2']);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', A2: 'delivered', B3: 'delivered' });
  });

  it('and for the next and the next is taken to fail for all', async () => {
    const names = Array.from(
      { length: 100 },
      (_, index) => `${String.fromCharCode(0x4e00 + index)}${String(index + 1)}`,
    );
    const bench = await started(names, { '*': ['hub-error'] });
    expect(bench.sends().length).toBeLessThan(16);
    expect(bench.runner.status.nextAttemptAt).toBeGreaterThan(bench.clock.now());
  });
});

describe('a device that is refused', () => {
  it('stops, keeps everything as it is, and waits for a person', async () => {
    const bench = await started(['A1', 'B2', 'C3', 'D4', 'E5', 'F6'], { '*': ['device-revoked'] });
    expect(bench.sends()).toEqual(['A1', 'B2', 'C3', 'D4']);
    expect(bench.runner.status).toMatchObject({
      phase: 'halted',
      counts: { queued: 6, parked: 0, delivered: 0 },
      lastProblem: { code: 'device-revoked' },
      nextAttemptAt: undefined,
    });
    await bench.pass(24 * 60 * MINUTE);
    await bench.add('G7');
    bench.newLog();
    await bench.kick('saved');
    expect(bench.newLog()).toEqual([]);
    for (const row of bench.disk.outbox.values()) {
      expect(row).toMatchObject({ state: 'queued', attempts: 0, nextAttemptAt: 0 });
      expect(row.envelope.length).toBeGreaterThan(0);
    }
  });

  it('still counts what is saved while it is halted', async () => {
    const bench = await started(['A1'], { A1: ['device-revoked'] });
    await bench.add('B2');
    const counted = new Promise<void>((resolve) => {
      bench.runner.subscribe((status) => {
        if (status.counts.queued === 2) resolve();
      });
    });
    bench.runner.kick('saved');
    await counted;
    expect(bench.runner.status.phase).toBe('halted');
  });

  it('sends everything once it is welcome again', async () => {
    const bench = await started(['A1', 'B2'], { A1: ['device-unknown', 'ok'], B2: ['device-unknown', 'ok'] });
    await bench.kick('manual');
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', B2: 'delivered' });
    expect(bench.runner.status).toMatchObject({ phase: 'idle', lastProblem: undefined });
  });

  it('keeps a receipt that arrived beside the refusal', async () => {
    const bench = await started(['A1', 'B2'], { B2: ['forbidden'] });
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', B2: 'queued' });
    expect(bench.runner.status).toMatchObject({ phase: 'halted', lastProblem: { code: 'forbidden' } });
  });
});
