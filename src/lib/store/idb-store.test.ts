import 'fake-indexeddb/auto';
import { describe, expect, it, vi } from 'vitest';
import { openIdbStore } from './idb-store.ts';
import type { TabletStore } from './port.ts';
import { describeStore } from './store-suite.ts';
import { aDraft, anOutboxRow, put, valueOf } from './testing/store-rows.ts';

const names = new WeakMap<TabletStore, string>();
let databases = 0;

const onDisk = async (name: string): Promise<TabletStore> => {
  const store = valueOf(await openIdbStore({ name }));
  names.set(store, name);
  return store;
};

const aName = (): string => `store-${String((databases += 1))}`;

describeStore('the IndexedDB store', {
  fresh: () => onDisk(aName()),
  reopen: (store) => {
    store.close();
    return onDisk(names.get(store) ?? '');
  },
});

describe('the IndexedDB store', () => {
  it('carries out one write after the other, over all tabs and whatever each writes to', async () => {
    const name = aName();
    const [first, second] = [await onDisk(name), await onDisk(name)];
    const events: string[] = [];
    const puts = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      row: unknown,
    ) {
      const { name: table, transaction } = this;
      const request = this.add(row);
      request.addEventListener('success', () => events.push(`${table} written`));
      transaction.addEventListener('complete', () => events.push(`${table} complete`));
      return request;
    });
    await Promise.all([
      first.commit([put(anOutboxRow(1))]),
      second.commit([{ do: 'put', table: 'drafts', row: aDraft() }]),
    ]);
    puts.mockRestore();
    expect(events).toEqual(['outbox written', 'outbox complete', 'drafts written', 'drafts complete']);
  });

  it('[ST1] asks for strict durability on every commit', async () => {
    const store = await onDisk(aName());
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
    valueOf(await store.commit([put(anOutboxRow(1))]));
    valueOf(await store.commit([{ do: 'delete', table: 'outbox', key: 'revision-00001' }]));
    const writes = transaction.mock.calls.filter(([, mode]) => mode === 'readwrite');
    transaction.mockRestore();
    expect(writes.map(([, , options]) => options)).toEqual([
      { durability: 'strict' },
      { durability: 'strict' },
    ]);
  });

  it('[ST1] says ok after the transaction is complete and not when its requests have succeeded', async () => {
    const store = await onDisk(aName());
    const log: string[] = [];
    const putNative = Reflect.get<object, string>(IDBObjectStore.prototype, 'put') as (
      this: IDBObjectStore,
      ...given: unknown[]
    ) => IDBRequest<IDBValidKey>;
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      const request = putNative.apply(this, given);
      request.addEventListener('success', () => log.push('request succeeded'));
      this.transaction.addEventListener('complete', () => log.push('transaction complete'));
      return request;
    });
    await store.commit([put(anOutboxRow(1))]).then(() => log.push('commit ok'));
    spy.mockRestore();
    expect(log).toEqual(['request succeeded', 'transaction complete', 'commit ok']);
  });

  it('[ST7] [ST8] [ST9] [ST13] reads headings, counts and keys without loading a row', async () => {
    const store = await onDisk(aName());
    valueOf(
      await store.commit([put(anOutboxRow(1)), put(anOutboxRow(2, { state: 'delivered', heldSeq: 1 }))]),
    );
    const loads = [
      vi.spyOn(IDBObjectStore.prototype, 'get'),
      vi.spyOn(IDBObjectStore.prototype, 'getAll'),
      vi.spyOn(IDBObjectStore.prototype, 'openCursor'),
      vi.spyOn(IDBIndex.prototype, 'get'),
      vi.spyOn(IDBIndex.prototype, 'getAll'),
      vi.spyOn(IDBIndex.prototype, 'openCursor'),
    ];
    expect(valueOf(await store.outboxHeadings('queued', { limit: 9 }))).toHaveLength(1);
    expect(valueOf(await store.outboxTotals())).toEqual({ queued: 1, parked: 0, delivered: 1 });
    expect(valueOf(await store.outboxKeysUpTo('heldSeq', 1, 9))).toEqual(['revision-00002']);
    expect(valueOf(await store.keys('outbox'))).toHaveLength(2);
    const calls = loads.map((load) => load.mock.calls.length);
    vi.restoreAllMocks();
    expect(calls).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('tells a database that had to be created from one that was there', async () => {
    const name = aName();
    const first = valueOf(await openIdbStore({ name }));
    expect(first.freshlyCreated).toBe(true);
    first.close();
    expect(valueOf(await openIdbStore({ name })).freshlyCreated).toBe(false);
  });
});
