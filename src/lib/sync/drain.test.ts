import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { ok } from '../domain/result.ts';
import { newChain } from '../store/audit-chain.ts';
import { openIdbStore } from '../store/idb-store.ts';
import type { TabletStore } from '../store/port.ts';
import { valueOf } from '../store/testing/store-rows.ts';
import { Drain, MAX_IN_FLIGHT, MAX_IN_MEMORY, type DrainOptions } from './drain.ts';
import { aReceipt, aRow, FakeClock } from './testing/sync-bench.ts';
import type { Transport } from './transport.ts';

const ROWS = 1_500;

/** A thousand and a half rows of 300 records, in batches as a day would leave them. */
const aLongQueue = async (name: string): Promise<TabletStore> => {
  const store = valueOf(await openIdbStore({ name }));
  valueOf(await store.commit([{ do: 'put', table: 'meta', row: newChain() }]));
  for (let first = 1; first <= ROWS; first += 250) {
    const rows = Array.from({ length: 250 }, (_, index) => first + index).map((seq) =>
      aRow(`r${String(seq)}`, { recordId: `record ${String(seq % 300)}`, envelope: new Uint8Array(2_048) }),
    );
    valueOf(await store.commit(rows.map((row) => ({ do: 'put', table: 'outbox', row }) as const)));
  }
  return store;
};

const options = (): DrainOptions => ({
  eager: false,
  signal: new AbortController().signal,
  onSettled: () => undefined,
});

describe('a long queue', () => {
  it('is drained in order per record, with the bytes of a few rows in memory and never all', async () => {
    const store = await aLongQueue('long-queue');
    let inMemory = 0;
    let mostInMemory = 0;
    let mostHeadings = 0;
    let onWire = 0;
    let mostOnWire = 0;
    const sent: number[] = [];
    const watched: TabletStore = {
      get: (table, key) =>
        table === 'outbox' ? Promise.reject(new Error('reads one by one')) : store.get(table, key),
      outboxRows: (keys) => {
        mostInMemory = Math.max(mostInMemory, (inMemory += keys.length));
        return store.outboxRows(keys);
      },
      all: () => Promise.reject(new Error('reads everything')),
      keys: (table) => store.keys(table),
      count: (table) => store.count(table),
      outboxHeadings: async (state, page) => {
        const headings = await store.outboxHeadings(state, page);
        mostHeadings = Math.max(mostHeadings, valueOf(headings).length);
        return headings;
      },
      outboxTotals: () => store.outboxTotals(),
      outboxKeysUpTo: (mark, bound, limit) => store.outboxKeysUpTo(mark, bound, limit),
      highestOutboxKey: (mark) => store.highestOutboxKey(mark),
      commit: async (ops) => {
        const outcome = await store.commit(ops);
        inMemory -= ops.filter((op) => op.do === 'put' && op.table === 'outbox').length;
        return outcome;
      },
      commitThenGet: (ops, table, key) => store.commitThenGet(ops, table, key),
      close: () => undefined,
    };
    const transport: Transport = {
      send: async (row) => {
        sent.push(row.deviceSeq);
        mostOnWire = Math.max(mostOnWire, (onWire += 1));
        await new Promise((resolve) => setImmediate(resolve));
        onWire -= 1;
        return ok(aReceipt(row));
      },
    };
    const parts = { store: watched, transport, clock: new FakeClock(), random: () => 0.5 };

    const end = await new Drain(parts, options()).run();

    expect(end).toMatchObject({ why: 'done', delivered: ROWS, problem: undefined });
    expect(valueOf(await store.outboxTotals())).toEqual({ queued: 0, parked: 0, delivered: ROWS });
    expect(valueOf(await store.count('audit'))).toBe(ROWS);
    expect([...sent].sort((a, b) => a - b)).toEqual(Array.from({ length: ROWS }, (_, index) => index + 1));
    const byRecord = Map.groupBy(sent, (seq) => seq % 300);
    for (const order of byRecord.values()) expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(mostOnWire).toBe(MAX_IN_FLIGHT);
    expect(mostInMemory).toBeLessThanOrEqual(MAX_IN_MEMORY);
    expect(mostHeadings).toBeLessThanOrEqual(128);
    store.close();
  });

  it('whose first thousand rows wait gives the others at once, and tells when the first one may go', async () => {
    const store = valueOf(await openIdbStore({ name: 'waiting-queue' }));
    const clock = new FakeClock();
    const rows = Array.from({ length: 1_010 }, (_, index) =>
      aRow(`r${String(index + 1)}`, {
        recordId: `record ${String(index)}`,
        nextAttemptAt: index < 1_000 ? clock.now() + 5_000 + index : 0,
      }),
    );
    valueOf(await store.commit(rows.map((row) => ({ do: 'put', table: 'outbox', row }) as const)));
    const sent: number[] = [];
    const transport: Transport = {
      send: (row) => {
        sent.push(row.deviceSeq);
        return Promise.resolve(ok(aReceipt(row)));
      },
    };
    const end = await new Drain({ store, transport, clock, random: () => 0.5 }, options()).run();
    expect(sent).toEqual([1_001, 1_002, 1_003, 1_004, 1_005, 1_006, 1_007, 1_008, 1_009, 1_010]);
    expect(end.nextDueAt).toBe(clock.now() + 5_000);
    store.close();
  });
});
