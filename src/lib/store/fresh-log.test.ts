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

describe('a fresh log of the engine', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('comes of deleting a database of its own, which is there again for the next start', async () => {
    const deleted = vi.spyOn(indexedDB, 'deleteDatabase');
    for (let start = 0; start < 2; start += 1) {
      expect(await beginFreshLog(CHROMIUM)).toBe(true);
      expect(deleted.mock.calls).toEqual([['hagukumi-fresh-log']]);
      deleted.mockClear();
      await vi.waitFor(async () => expect(await names()).toEqual(['hagukumi-fresh-log']));
    }
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
