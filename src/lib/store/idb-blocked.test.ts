import 'fake-indexeddb/auto';
import { expect, it, vi } from 'vitest';
import { problem } from '../contract/problem.ts';
import type { StoreEvent } from './idb-connection.ts';
import { openIdbStore } from './idb-store.ts';
import { valueOf } from './testing/store-rows.ts';

vi.mock('./schema.ts', async (original) => ({
  ...(await original<object>()),
  SCHEMA_VERSION: 3,
}));

const openOlder = (name: string): Promise<IDBDatabase> =>
  new Promise((resolve) => {
    const request = indexedDB.open(name, 1);
    request.onsuccess = () => {
      resolve(request.result);
    };
  });

it('opening tells that an older tab blocks it, and goes on when that tab has closed', async () => {
  const older = await openOlder('blocked');
  const asked = new Promise<void>((resolve) => {
    older.onversionchange = () => {
      resolve();
    };
  });
  const events: StoreEvent[] = [];
  const opening = openIdbStore({ name: 'blocked', onEvent: (event) => events.push(event) });
  await asked;
  await vi.waitFor(() => {
    expect(events).toEqual(['blocked']);
  });
  older.close();
  const store = valueOf(await opening);
  expect(store.freshlyCreated).toBe(false);
  store.close();
});

it('opening says that another tab blocks it, when that tab stays', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const older = await openOlder('blocked-for-good');
    const events: StoreEvent[] = [];
    const opening = openIdbStore({ name: 'blocked-for-good', onEvent: (event) => events.push(event) });
    while (events.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await opening).toEqual(problem('storage-blocked', { error: 'BlockedError' }));
    expect(events).toEqual(['blocked']);
    older.close();
  } finally {
    vi.useRealTimers();
  }
});
