import { describe, expect, it } from 'vitest';
import { problem, type Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { valueOf } from '../store/testing/store-rows.ts';
import { decide } from './decide.ts';
import { Settler } from './settler.ts';
import { aBench, aReceipt, aRow, statesOf, TEN_O_CLOCK } from './testing/sync-bench.ts';

const at = { now: TEN_O_CLOCK, random: () => 0.5 };
const names = Array.from(
  { length: 40 },
  (_, index) => `${String.fromCharCode(0x4e00 + index)}${String(index + 1)}`,
);

describe('writing decisions down', () => {
  it('takes what came during a commit together into the next one', async () => {
    const { store, clock, log } = await aBench(names.map((name) => aRow(name)));
    const settler = new Settler(store, clock);
    const outcomes = await Promise.all(
      names.map((name) => settler.settle(decide(aRow(name), ok(aReceipt(aRow(name))), at))),
    );
    expect(outcomes).toEqual(names.map(() => ok('written')));
    expect(log.map((line) => line.split('audit delivered').length - 1)).toEqual([1, 32, 7]);
  });

  it('leaves a row alone that another has delivered meanwhile, and writes the others of the batch', async () => {
    const { store, clock, disk } = await aBench([aRow('A1'), aRow('B2', { state: 'delivered' }), aRow('C3')]);
    const settler = new Settler(store, clock);
    const refuse = (name: string) => decide(aRow(name), problem('hub-error'), at);
    const outcomes = await Promise.all(['A1', 'B2', 'C3'].map((name) => settler.settle(refuse(name))));
    expect(outcomes).toEqual([ok('written'), ok('gone'), ok('written')]);
    expect(statesOf(disk)).toEqual({ A1: 'queued', B2: 'delivered', C3: 'queued' });
    expect(disk.outbox.get('B2')?.attempts).toBe(0);
    expect(disk.outbox.get('A1')?.attempts).toBe(1);
  });

  it('of a row that was deleted meanwhile writes nothing', async () => {
    const { store, clock, disk } = await aBench([]);
    const outcome = await new Settler(store, clock).settle(decide(aRow('A1'), ok(aReceipt(aRow('A1'))), at));
    expect(outcome).toEqual(ok('gone'));
    expect(disk.outbox.size + disk.audit.size).toBe(0);
  });

  it('gives up with storage-conflict when the chain is moved under it again and again', async () => {
    const { store, clock, disk } = await aBench([aRow('A1')]);
    let tries = 0;
    const moving = {
      ...store,
      commit: (): Promise<Outcome<void>> => {
        tries += 1;
        return Promise.resolve(problem('storage-conflict'));
      },
    };
    const outcome = await new Settler(moving, clock).settle(decide(aRow('A1'), ok(aReceipt(aRow('A1'))), at));
    expect(outcome).toEqual(problem('storage-conflict'));
    expect(tries).toBe(8);
    expect(statesOf(disk)).toEqual({ A1: 'queued' });
  });

  it('keeps the device part of the chain as it was', async () => {
    const { store, clock } = await aBench([aRow('A1')]);
    const chain = valueOf(await store.get('meta', 'chain'));
    if (chain?.key !== 'chain') throw new Error('there is a chain');
    const lastHash = new Uint8Array(32).fill(5);
    valueOf(await store.commit([{ do: 'put', table: 'meta', row: { ...chain, deviceSeq: 77, lastHash } }]));
    await new Settler(store, clock).settle(decide(aRow('A1'), ok(aReceipt(aRow('A1'))), at));
    expect(valueOf(await store.get('meta', 'chain'))).toMatchObject({ deviceSeq: 77, lastHash, auditSeq: 1 });
  });
});
