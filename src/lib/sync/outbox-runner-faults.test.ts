import { describe, expect, it } from 'vitest';
import { problem, type ProblemCode } from '../contract/problem.ts';
import type { TabletStore } from '../store/port.ts';
import { valueOf } from '../store/testing/store-rows.ts';
import { OutboxRunner, type OutboxStatus } from './outbox-runner.ts';
import {
  aBench,
  aLock,
  aRow,
  started,
  statesOf,
  TEN_O_CLOCK,
  type BenchParts,
} from './testing/sync-bench.ts';
import type { Transport } from './transport.ts';

const MINUTE = 60_000;

describe('two runners', () => {
  it('on one tablet: only one sends, and the other looks again later', async () => {
    const lock = aLock();
    const bench = await started([], {}, () => ({ lock }));
    for (const name of ['A1', 'B2', 'C3']) await bench.add(name);
    const other = new OutboxRunner({ ...bench.parts, lock });
    bench.newLog();
    other.start();
    bench.runner.kick('manual');
    await Promise.all([bench.runner.whenIdle(), other.whenIdle()]);
    expect(bench.sends()).toEqual(['A1', 'B2', 'C3']);
    const waiting = [bench.runner, other].filter(({ status }) => status.nextAttemptAt !== undefined);
    expect(waiting.map(({ status }) => status.nextAttemptAt)).toEqual([TEN_O_CLOCK + 30_000]);
    await other.stop();
  });

  it('of which one dies: the other takes over', async () => {
    const lock = aLock();
    const release = await lock.take();
    const bench = await started(['A1'], {}, () => ({ lock }));
    expect(bench.sends()).toEqual([]);
    release?.();
    await bench.pass(30_000);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
  });

  it('without any lock: a row is delivered once, and once in the audit log', async () => {
    const lock = { take: () => Promise.resolve(() => undefined) };
    const bench = await aBench(['A1', 'A2', 'B3', 'C4', 'D5'], {}, () => ({ lock }));
    const other = new OutboxRunner({ ...bench.parts, lock });
    bench.runner.start();
    other.start();
    await Promise.all([bench.runner.whenIdle(), other.whenIdle()]);
    await other.stop();
    expect(Object.values(statesOf(bench.disk))).toEqual(Array.from({ length: 5 }, () => 'delivered'));
    const delivered = valueOf(await bench.store.all('audit')).map((row) => row.revisionId);
    expect(delivered.sort()).toEqual(['A1', 'A2', 'B3', 'C4', 'D5']);
  });
});

describe('a store that fails', () => {
  /** The first commits fail like this. */
  const failing =
    (code: ProblemCode, times: number) =>
    ({ store }: BenchParts): Partial<BenchParts> => {
      let left = times;
      const commit: TabletStore['commit'] = (ops) => {
        if (left === 0) return store.commit(ops);
        left -= 1;
        return Promise.resolve(problem(code));
      };
      return { store: { ...store, commit } };
    };

  it.each(['storage-full', 'storage-failed'] as const)(
    'with %s: the row stays queued, is told, and is sent again later',
    async (code) => {
      const bench = await started(['A1'], {}, failing(code, 1));
      expect(statesOf(bench.disk)).toEqual({ A1: 'queued' });
      expect(bench.runner.status).toMatchObject({
        lastProblem: { code },
        nextAttemptAt: TEN_O_CLOCK + 1_000,
      });
      await bench.pass(1_000);
      expect(bench.sends()).toEqual(['A1', 'A1']);
      expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
      expect(bench.runner.status.lastProblem).toBeUndefined();
    },
  );

  it('for good: nothing is sent, nothing is thrown, and it is told', async () => {
    const bench = await aBench(['A1']);
    bench.store.close();
    await bench.start();
    expect(bench.sends()).toEqual([]);
    expect(bench.runner.status).toMatchObject({
      phase: 'idle',
      lastProblem: { code: 'storage-unavailable' },
    });
    expect(bench.runner.status.nextAttemptAt).toBeGreaterThan(TEN_O_CLOCK);
  });

  it('because another writer moves the audit chain: the row is delivered on the next try', async () => {
    const bench = await started(['A1'], {}, failing('storage-conflict', 3));
    expect(bench.sends()).toEqual(['A1']);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
  });

  it('to give the audit chain still lets the records off', async () => {
    const bench = await aBench(['A1']);
    bench.disk.meta.clear();
    await bench.start();
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
    expect(bench.disk.meta.size).toBe(0);
  });
});

describe('the runner', () => {
  it('does nothing before it is started and after it is stopped', async () => {
    const bench = await aBench([aRow('A1')]);
    await bench.kick('manual');
    expect(bench.newLog()).toEqual([]);
    bench.runner.start();
    await bench.runner.whenIdle();
    await bench.runner.stop();
    await bench.add('B2');
    bench.newLog();
    await bench.kick('manual');
    await bench.pass(60 * MINUTE);
    expect(bench.newLog()).toEqual([]);
    expect(bench.runner.status.phase).toBe('off');
  });

  it('stopped during a pass gives up what is on the wire without a word about the row', async () => {
    const hanging: Transport = {
      send: (_row, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => {
            resolve(problem('network-unreachable'));
          });
        }),
    };
    const bench = await aBench(['A1'], {}, () => ({ transport: hanging }));
    bench.runner.start();
    await new Promise<void>((resolve) => {
      bench.runner.subscribe((status) => {
        if (status.running) resolve();
      });
    });
    await bench.runner.stop();
    expect(bench.disk.outbox.get('A1')).toEqual(aRow('A1'));
    expect(bench.newLog()).toEqual(['lock taken', 'lock released']);
    expect(bench.clock.nextAt).toBeUndefined();
  });

  it('can be started again', async () => {
    const bench = await started(['A1'], { A1: ['network-unreachable', 'ok'] });
    await bench.runner.stop();
    bench.runner.start();
    await bench.runner.whenIdle();
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
  });

  it('tells its listeners how it goes, from counted rows', async () => {
    const bench = await aBench([aRow('A1'), aRow('B2')], { B2: ['hub-error'] });
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
    await bench.kick('manual');
    expect(seen).toHaveLength(before);
  });

  it('goes on after a bug in what it calls', async () => {
    const bug = new Error('bug');
    let calls = 0;
    const bench = await aBench(['A1'], {}, ({ transport }) => ({
      transport: { send: (row) => ((calls += 1) === 1 ? Promise.reject(bug) : transport.send(row)) },
    }));
    const thrown = new Promise((resolve) => process.once('unhandledRejection', resolve));
    bench.runner.start();
    expect(await thrown).toBe(bug);
    await bench.pass(5 * MINUTE);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered' });
  });

  it('drops delivered bytes once a receipt says that a backup has them', async () => {
    const bench = await started(['A1', 'B2', 'C3']);
    expect([...bench.disk.outbox.values()].every((row) => row.envelope.length > 0)).toBe(true);
    bench.transport.watermark = 2;
    await bench.add('D4');
    await bench.kick('saved');
    const held = [...bench.disk.outbox.values()].filter((row) => row.envelope.length > 0);
    expect(held.map((row) => row.revisionId)).toEqual(['C3', 'D4']);
    expect(bench.runner.status.counts.delivered).toBe(4);
  });

  it.each([
    ['forward by a year', 365 * 24 * 60 * MINUTE],
    ['back by a year', -365 * 24 * 60 * MINUTE],
    ['back by ten minutes', -10 * MINUTE],
  ])('is not held up for long when the clock jumps %s', async (_name, by) => {
    const bench = await started(['A1', 'B2'], { A1: ['network-unreachable', 'network-unreachable', 'ok'] });
    bench.clock.jump(by);
    await bench.pass(20 * MINUTE);
    expect(statesOf(bench.disk)).toEqual({ A1: 'delivered', B2: 'delivered' });
  });
});
