import { afterEach, describe, expect, it } from 'vitest';
import { problem } from '../contract/problem.ts';
import { firstBrokenLine } from '../store/audit-chain.ts';
import type { TabletStore } from '../store/port.ts';
import { valueOf } from '../store/store-suite.ts';
import { MAX_IN_FLIGHT } from './drain.ts';
import { OutboxRunner, type KickReason, type OutboxStatus } from './outbox-runner.ts';
import { aBench, aLock, aRow, statesOf, TEN_O_CLOCK, type Answer, type Bench } from './sync-bench.ts';

const MINUTE = 60_000;

let bench: Bench;

const start = async (
  rows: readonly string[],
  scripts: Record<string, Answer[]> = {},
  over: Parameters<typeof aBench>[2] = {},
): Promise<void> => {
  bench = await aBench(
    rows.map((name) => aRow(name)),
    scripts,
    over,
  );
  bench.runner.start();
  await bench.runner.whenIdle();
};

const kick = async (reason: KickReason): Promise<void> => {
  bench.runner.kick(reason);
  await bench.runner.whenIdle();
};

const pass = (ms: number): Promise<void> => bench.clock.pass(ms, () => bench.runner.whenIdle());

/** What was logged since the last call. */
const newLog = (): string[] => bench.log.splice(0);

const sends = (log: readonly string[]): string[] =>
  log.filter((line) => line.startsWith('send ')).map((line) => line.slice(5));

const add = async (name: string): Promise<void> => {
  valueOf(await bench.store.commit([{ do: 'put', table: 'outbox', row: aRow(name) }]));
};

afterEach(async () => {
  await bench.runner.stop();
});

describe('a hub that answers', () => {
  it('gets a row, and the row is delivered with its audit line in one commit', async () => {
    await start(['A1']);
    expect(newLog()).toEqual([
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
    await start(['F6', 'A1', 'E5', 'C3', 'B2', 'D4']);
    expect(sends(newLog())).toEqual(['A1', 'B2', 'C3', 'D4', 'E5', 'F6']);
    expect(bench.transport.mostOnWire).toBe(MAX_IN_FLIGHT);
  });

  it("gets a record's revisions one after the other, the next after the one before is written down", async () => {
    await start(['A1', 'A2', 'B3']);
    const log = newLog();
    const written = log.findIndex((line) => line.includes('A1 delivered'));
    expect(log.indexOf('send A2')).toBeGreaterThan(written);
    expect(log.indexOf('send B3')).toBeLessThan(written);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', A2: 'delivered', B3: 'delivered' });
  });

  it('is told of a row that was saved while the runner was idle', async () => {
    await start([]);
    await add('A1');
    newLog();
    await kick('saved');
    expect(sends(newLog())).toEqual(['A1']);
  });

  it('is told of a row that was saved during a pass', async () => {
    bench = await aBench([aRow('A1')]);
    bench.runner.start();
    await add('B2');
    bench.runner.kick('saved');
    await bench.runner.whenIdle();
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', B2: 'delivered' });
  });

  it('leaves an audit log whose chain holds', async () => {
    await start(['A1', 'A2', 'B3', 'C4', 'D5', 'E6'], { B3: ['revision-conflict'] });
    const rows = valueOf(await bench.store.all('audit'));
    const chain = valueOf(await bench.store.get('meta', 'chain'));
    if (chain?.key !== 'chain') throw new Error('there is a chain');
    expect(rows.map((row) => `${row.action} ${row.revisionId ?? ''}`).sort()).toEqual([
      'delivered A1',
      'delivered A2',
      'delivered C4',
      'delivered D5',
      'delivered E6',
      'parked B3',
    ]);
    expect(await firstBrokenLine(rows, chain)).toBeUndefined();
  });
});

describe('a hub that cannot be reached', () => {
  it('is tried again by itself after the backoff, each time later', async () => {
    await start(['A1'], { A1: ['network-unreachable'] });
    expect(newLog()).toEqual([
      'lock taken',
      'send A1',
      'A1: network-unreachable',
      'commit [A1 queued]',
      'lock released',
    ]);
    const gaps: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const before = bench.clock.now();
      await pass((bench.clock.nextAt ?? before) - before);
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
    await start(names, { '*': ['network-unreachable'] });
    expect(sends(newLog()).length).toBeLessThanOrEqual(MAX_IN_FLIGHT);
  });

  it('for 15 minutes: the queue drains by itself afterwards', async () => {
    await start(['A1', 'A2', 'B3', 'C4'], { '*': ['network-unreachable'] });
    await pass(15 * MINUTE);
    expect(statesOf(bench.disk)).toEqual({ A1: 'queued', A2: 'queued', B3: 'queued', C4: 'queued' });
    expect(bench.runner.status.counts.oldestUnsentMs).toBeGreaterThan(10 * MINUTE);
    expect(bench.runner.status.lastProblem?.code).toBe('network-unreachable');
    bench.transport.scripts['*'] = ['ok'];
    await pass(10 * MINUTE);
    expect(Object.values(statesOf(bench.disk))).toEqual(['delivered', 'delivered', 'delivered', 'delivered']);
    expect(bench.runner.status.lastProblem).toBeUndefined();
    expect(bench.clock.nextAt).toBeUndefined();
  });

  it.each(['online', 'visible', 'unlocked', 'manual'] as const)('is tried at once on %s', async (reason) => {
    await start(['A1'], { A1: ['network-unreachable', 'network-unreachable', 'ok'] });
    newLog();
    await kick(reason);
    await kick(reason);
    expect(sends(newLog())).toEqual(['A1', 'A1']);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
  });

  it('is not tried sooner for a row that waits because another one was saved', async () => {
    await start(['A1'], { A1: ['network-unreachable'] });
    await add('B2');
    newLog();
    await kick('saved');
    expect(sends(newLog())).toEqual(['B2']);
  });

  it('asks to wait, and is given that time', async () => {
    const store = (await aBench([])).store;
    bench = await aBench(
      [aRow('A1')],
      {},
      {
        transport: { send: () => Promise.resolve(problem('rate-limited', { retryAfterSeconds: 60 })) },
      },
    );
    store.close();
    bench.runner.start();
    await bench.runner.whenIdle();
    expect(bench.runner.status.nextAttemptAt).toBe(TEN_O_CLOCK + MINUTE);
  });
});

describe('a row of which the hub says no', () => {
  it('is parked with its bytes, and later revisions of its record wait for it alone', async () => {
    await start(['A1', 'A2', 'B3'], { A1: ['revision-conflict'] });
    expect(newLog().filter((line) => line.startsWith('commit'))).toEqual([
      'commit [A1 parked, audit parked]',
      'commit [B3 delivered, audit delivered]',
    ]);
    await kick('manual');
    expect(sends(newLog())).toEqual([]);
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
    await start(['A1', 'A2'], { A1: ['revision-conflict', 'ok'] });
    newLog();
    valueOf(await bench.runner.resend('A1'));
    await bench.runner.whenIdle();
    expect(sends(newLog())).toEqual(['A1', 'A2']);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', A2: 'delivered' });
  });

  it('is not held back by a later one of its record that is parked', async () => {
    bench = await aBench([aRow('A1'), aRow('A2', { state: 'parked' }), aRow('A3')]);
    bench.runner.start();
    await bench.runner.whenIdle();
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', A2: 'parked', A3: 'queued' });
  });

  it.each(['A2', 'Z9'])('only a parked row can be sent again, %s is not', async (name) => {
    await start(['A2'], { A2: ['network-unreachable'] });
    expect(await bench.runner.resend(name)).toMatchObject({ ok: false, error: { code: 'storage-conflict' } });
  });

  it('does not hold up 199 others', async () => {
    const names = Array.from(
      { length: 200 },
      (_, index) => `${String.fromCharCode(0x4e00 + index)}${String(index + 1)}`,
    );
    await start(names, { [names[17] ?? '']: ['envelope-malformed'] });
    expect(bench.runner.status.counts).toMatchObject({ queued: 0, parked: 1, delivered: 199 });
  });
});

describe('a hub that fails for one row', () => {
  it('gets the others, and the failing one later', async () => {
    await start(['A1', 'A2', 'B3'], { A1: ['hub-error', 'ok'] });
    expect(statesOf(bench.disk)).toEqual({ A1: 'queued', A2: 'queued', B3: 'delivered' });
    newLog();
    await pass(MINUTE);
    expect(sends(newLog())).toEqual(['A1', 'A2']);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', A2: 'delivered', B3: 'delivered' });
  });

  it('and for the next and the next is taken to fail for all', async () => {
    const names = Array.from(
      { length: 100 },
      (_, index) => `${String.fromCharCode(0x4e00 + index)}${String(index + 1)}`,
    );
    await start(names, { '*': ['hub-error'] });
    expect(sends(newLog()).length).toBeLessThan(16);
    expect(bench.runner.status.nextAttemptAt).toBeGreaterThan(bench.clock.now());
  });
});

describe('a device that is refused', () => {
  it('stops, keeps everything as it is, and waits for a person', async () => {
    await start(['A1', 'B2', 'C3', 'D4', 'E5', 'F6'], { '*': ['device-revoked'] });
    expect(sends(newLog())).toEqual(['A1', 'B2', 'C3', 'D4']);
    expect(bench.runner.status).toMatchObject({
      phase: 'halted',
      counts: { queued: 6, parked: 0, delivered: 0 },
      lastProblem: { code: 'device-revoked' },
      nextAttemptAt: undefined,
    });
    await pass(24 * 60 * MINUTE);
    await add('G7');
    newLog();
    await kick('saved');
    expect(newLog()).toEqual([]);
    for (const row of bench.disk.outbox.values()) {
      expect(row).toMatchObject({ state: 'queued', attempts: 0, nextAttemptAt: 0 });
      expect(row.envelope.length).toBeGreaterThan(0);
    }
  });

  it('still counts what is saved while it is halted', async () => {
    await start(['A1'], { A1: ['device-revoked'] });
    await add('B2');
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
    await start(['A1', 'B2'], { A1: ['device-unknown', 'ok'], B2: ['device-unknown', 'ok'] });
    await kick('manual');
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', B2: 'delivered' });
    expect(bench.runner.status).toMatchObject({ phase: 'idle', lastProblem: undefined });
  });

  it('keeps a receipt that arrived beside the refusal', async () => {
    await start(['A1', 'B2'], { B2: ['forbidden'] });
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', B2: 'queued' });
    expect(bench.runner.status).toMatchObject({ phase: 'halted', lastProblem: { code: 'forbidden' } });
  });
});

describe('two runners', () => {
  it('on one tablet: only one sends, and the other looks again later', async () => {
    const lock = aLock();
    await start([], {}, { lock });
    for (const name of ['A1', 'B2', 'C3']) await add(name);
    const other = new OutboxRunner({
      store: bench.store,
      transport: bench.transport,
      clock: bench.clock,
      random: () => 0.5,
      lock,
    });
    newLog();
    other.start();
    bench.runner.kick('manual');
    await Promise.all([bench.runner.whenIdle(), other.whenIdle()]);
    expect(sends(newLog())).toEqual(['A1', 'B2', 'C3']);
    const waiting = [bench.runner, other].filter(({ status }) => status.nextAttemptAt !== undefined);
    expect(waiting.map(({ status }) => status.nextAttemptAt)).toEqual([TEN_O_CLOCK + 30_000]);
    await other.stop();
  });

  it('of which one dies: the other takes over', async () => {
    const lock = aLock();
    const release = await lock.take();
    await start(['A1'], {}, { lock });
    expect(sends(newLog())).toEqual([]);
    release?.();
    await pass(30_000);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
  });

  it('without any lock: a row is delivered once, and once in the audit log', async () => {
    const lock = { take: () => Promise.resolve(() => undefined) };
    bench = await aBench(
      ['A1', 'A2', 'B3', 'C4', 'D5'].map((name) => aRow(name)),
      {},
      { lock },
    );
    const { store, transport, clock } = bench;
    const other = new OutboxRunner({ store, transport, clock, random: () => 0.5, lock });
    bench.runner.start();
    other.start();
    await Promise.all([bench.runner.whenIdle(), other.whenIdle()]);
    await other.stop();
    expect(Object.values(statesOf(bench.disk))).toEqual(Array.from({ length: 5 }, () => 'delivered'));
    const delivered = valueOf(await store.all('audit')).map((row) => row.revisionId);
    expect(delivered.sort()).toEqual(['A1', 'A2', 'B3', 'C4', 'D5']);
  });
});

describe('a store that fails', () => {
  /** The commit of this row fails so often. */
  const failingCommits = (
    store: TabletStore,
    code: 'storage-full' | 'storage-failed',
    times: number,
  ): TabletStore => {
    let left = times;
    return {
      get: (table, key) => store.get(table, key),
      all: (table) => store.all(table),
      count: (table) => store.count(table),
      outboxHeadings: (state, page) => store.outboxHeadings(state, page),
      outboxCount: (state) => store.outboxCount(state),
      outboxKeysUpTo: (mark, bound, limit) => store.outboxKeysUpTo(mark, bound, limit),
      commit: (ops) => {
        if (left === 0) return store.commit(ops);
        left -= 1;
        return Promise.resolve(problem(code));
      },
      close: () => {
        store.close();
      },
    };
  };

  it.each(['storage-full', 'storage-failed'] as const)(
    'with %s: the row stays queued, is told, and is sent again later',
    async (code) => {
      bench = await aBench([aRow('A1')]);
      const { transport, clock, log } = bench;
      const store = failingCommits(bench.store, code, 1);
      const runner = new OutboxRunner({ store, transport, clock, random: () => 0.5, lock: aLock() });
      bench = { ...bench, runner };
      runner.start();
      await runner.whenIdle();
      expect(statesOf(bench.disk)).toEqual({ A1: 'queued' });
      expect(runner.status).toMatchObject({ lastProblem: { code }, nextAttemptAt: TEN_O_CLOCK + 1_000 });
      await pass(1_000);
      expect(sends(log)).toEqual(['A1', 'A1']);
      expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
      expect(runner.status.lastProblem).toBeUndefined();
    },
  );

  it('for good: nothing is sent, nothing is thrown, and it is told', async () => {
    bench = await aBench([aRow('A1')]);
    bench.store.close();
    bench.runner.start();
    await bench.runner.whenIdle();
    expect(sends(newLog())).toEqual([]);
    expect(bench.runner.status).toMatchObject({
      phase: 'idle',
      lastProblem: { code: 'storage-unavailable' },
    });
    expect(bench.runner.status.nextAttemptAt).toBeGreaterThan(TEN_O_CLOCK);
  });

  it('whose audit chain is moved by another writer meanwhile: the row is delivered on the next try', async () => {
    bench = await aBench([aRow('A1')]);
    const { transport, clock } = bench;
    const store = failingCommits(bench.store, 'storage-conflict' as 'storage-failed', 3);
    const runner = new OutboxRunner({ store, transport, clock, random: () => 0.5, lock: aLock() });
    bench = { ...bench, runner };
    runner.start();
    await runner.whenIdle();
    expect(sends(newLog())).toEqual(['A1']);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
  });

  it('that has lost the audit chain still gets its records off', async () => {
    bench = await aBench([aRow('A1')]);
    bench.disk.meta.clear();
    bench.runner.start();
    await bench.runner.whenIdle();
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
    expect(bench.disk.meta.size).toBe(0);
  });
});

describe('the runner', () => {
  it('does nothing before it is started and after it is stopped', async () => {
    bench = await aBench([aRow('A1')]);
    await kick('manual');
    expect(newLog()).toEqual([]);
    bench.runner.start();
    await bench.runner.whenIdle();
    await bench.runner.stop();
    await add('B2');
    newLog();
    await kick('manual');
    await pass(60 * MINUTE);
    expect(newLog()).toEqual([]);
    expect(bench.runner.status.phase).toBe('off');
  });

  it('stopped during a pass gives up what is on the wire without a word about the row', async () => {
    bench = await aBench(
      [aRow('A1')],
      {},
      {
        transport: {
          send: (_row, signal) =>
            new Promise((resolve) => {
              signal.addEventListener('abort', () => {
                resolve(problem('network-unreachable'));
              });
            }),
        },
      },
    );
    bench.runner.start();
    await new Promise<void>((resolve) => {
      bench.runner.subscribe((status) => {
        if (status.running) resolve();
      });
    });
    await bench.runner.stop();
    expect(bench.disk.outbox.get('A1')).toEqual(aRow('A1'));
    expect(newLog()).toEqual(['lock taken', 'lock released']);
    expect(bench.clock.nextAt).toBeUndefined();
  });

  it('can be started again', async () => {
    await start(['A1'], { A1: ['network-unreachable', 'ok'] });
    await bench.runner.stop();
    bench.runner.start();
    await bench.runner.whenIdle();
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
  });

  it('tells its listeners how it goes, from counted rows', async () => {
    bench = await aBench([aRow('A1'), aRow('B2')], { B2: ['hub-error'] });
    const seen: OutboxStatus[] = [];
    const unsubscribe = bench.runner.subscribe((status) => seen.push(status));
    bench.runner.start();
    await bench.runner.whenIdle();
    const told = seen.map(
      ({ phase, counts, lastProblem }) =>
        `${phase} ${String(counts.queued)} ${String(counts.delivered)} ${lastProblem?.code ?? '-'}`,
    );
    expect(told[0]).toBe('off 0 0 -');
    expect(told[1]).toBe('draining 2 0 -');
    expect(told.at(-1)).toBe('idle 1 1 hub-error');
    unsubscribe();
    const before = seen.length;
    await kick('manual');
    expect(seen).toHaveLength(before);
  });

  it('goes on after a bug in what it calls', async () => {
    const bug = new Error('bug');
    let calls = 0;
    bench = await aBench([aRow('A1')]);
    const { store, clock, transport } = bench;
    const runner = new OutboxRunner({
      store,
      clock,
      transport: { send: (row) => ((calls += 1) === 1 ? Promise.reject(bug) : transport.send(row)) },
      random: () => 0.5,
      lock: aLock(),
    });
    bench = { ...bench, runner };
    const thrown = new Promise((resolve) => process.once('unhandledRejection', resolve));
    runner.start();
    expect(await thrown).toBe(bug);
    await pass(5 * MINUTE);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
  });

  it('drops delivered bytes once a receipt says that a backup has them', async () => {
    await start(['A1', 'B2', 'C3']);
    expect([...bench.disk.outbox.values()].every((row) => row.envelope.length > 0)).toBe(true);
    bench.transport.watermark = 2;
    await add('D4');
    await kick('saved');
    const held = [...bench.disk.outbox.values()].filter((row) => row.envelope.length > 0);
    expect(held.map((row) => row.revisionId)).toEqual(['C3', 'D4']);
    expect(bench.runner.status.counts.delivered).toBe(4);
  });

  it.each([
    ['forward by a year', 365 * 24 * 60 * MINUTE],
    ['back by a year', -365 * 24 * 60 * MINUTE],
    ['back by ten minutes', -10 * MINUTE],
  ])('is not held up for long when the clock jumps %s', async (_name, by) => {
    await start(['A1', 'B2'], { A1: ['network-unreachable', 'network-unreachable', 'ok'] });
    bench.clock.jump(by);
    await pass(20 * MINUTE);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', B2: 'delivered' });
  });
});
