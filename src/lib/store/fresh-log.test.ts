import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { beginFreshLog, type EngineParts } from './fresh-log.ts';
import { openIdbStore } from './idb-store.ts';
import { anOutboxRow } from './testing/store-rows.ts';

const CHROMIUM: EngineParts = {
  userAgentData: { brands: [{ brand: 'Not_A Brand' }, { brand: 'Chromium' }] },
};

const names = async (): Promise<readonly (string | undefined)[]> =>
  (await indexedDB.databases()).map(({ name }) => name);

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** Lets so much time pass, and the engine of the tests do its work in it. */
const pass = async (milliseconds: number): Promise<void> => {
  await settled();
  for (let passed = 0; passed < milliseconds; passed += 20) {
    vi.advanceTimersByTime(20);
    await settled();
  }
};

describe('a fresh log of the engine', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('comes of deleting a database of its own twice, with a moment between in which nothing is written', async () => {
    const opened = vi.spyOn(indexedDB, 'open');
    const deleted = vi.spyOn(indexedDB, 'deleteDatabase');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const begun = beginFreshLog(CHROMIUM);
    await settled();
    expect([opened.mock.calls.length, deleted.mock.calls.length]).toEqual([1, 1]);
    await pass(20);
    expect(await begun).toBe(true);
    expect(deleted.mock.calls).toEqual([['hagukumi-fresh-log'], ['hagukumi-fresh-log']]);
    await pass(2_900);
    expect([opened.mock.calls.length, deleted.mock.calls.length]).toEqual([2, 2]);
    expect(await names()).toEqual([]);
  });

  it('is begun once more with the app at work, and the next start finds a database to delete', async () => {
    const deleted = vi.spyOn(indexedDB, 'deleteDatabase');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const begun = beginFreshLog(CHROMIUM);
    await pass(20);
    await begun;
    await pass(3_900);
    expect(deleted).toHaveBeenCalledTimes(3);
    expect(await names()).toEqual([]);
    await pass(100);
    expect(await names()).toEqual(['hagukumi-fresh-log']);
  });

  it('touches nothing of the app', async () => {
    const opened = await openIdbStore();
    if (!opened.ok) throw new Error(opened.error.code);
    const row = anOutboxRow(1);
    await opened.value.commit([{ do: 'put', table: 'outbox', row }]);
    await beginFreshLog(CHROMIUM);
    expect(await opened.value.get('outbox', row.revisionId)).toEqual({ ok: true, value: row });
    opened.value.close();
  });

  it.each<[string, EngineParts]>([
    ['in a browser that does not tell its engine', { userAgentData: undefined }],
    ['in a browser of another engine', { userAgentData: { brands: [{ brand: 'Gecko' }] } }],
  ])('writes nothing %s', async (_, parts) => {
    const opened = vi.spyOn(indexedDB, 'open');
    expect(await beginFreshLog(parts)).toBe(false);
    expect(opened).not.toHaveBeenCalled();
  });

  it('does not keep the app from starting when the engine refuses', async () => {
    vi.spyOn(indexedDB, 'deleteDatabase').mockImplementation(() => {
      throw new DOMException('no', 'UnknownError');
    });
    expect(await beginFreshLog(CHROMIUM)).toBe(false);
  });

  it('waits ten seconds for an engine that does not answer, and no longer', async () => {
    vi.useFakeTimers();
    vi.spyOn(indexedDB, 'open').mockImplementation(() => new EventTarget() as IDBOpenDBRequest);
    const begun = beginFreshLog(CHROMIUM);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await begun).toBe(false);
  });
});
