import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { beginFreshLog, type EngineParts } from './fresh-log.ts';

const CHROMIUM = { brands: [{ brand: 'Not_A Brand' }, { brand: 'Chromium' }] };

const aBrowser = (changes: Partial<EngineParts> = {}): EngineParts => ({
  userAgentData: CHROMIUM,
  storage: { estimate: () => Promise.resolve({ quota: 10 ** 9, usage: 10 ** 6 }) },
  locks: locksWith({}),
  ...changes,
});

/** @param lock given to who asks; `null` when another tab holds it */
const locksWith = (lock: object | null): EngineParts['locks'] => ({
  request: ((_name: string, _options: LockOptions, work: (lock: Lock | null) => unknown) =>
    Promise.resolve(work(lock as Lock | null))) as LockManager['request'],
});

describe('a fresh log of the engine', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('takes more than the engine keeps in one log, in values that stay in the log, and leaves nothing behind', async () => {
    const sizes: number[] = [];
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
      key?: IDBValidKey,
    ) {
      sizes.push((value as Uint8Array).length);
      return this.add(value, key);
    });
    expect(await beginFreshLog(aBrowser())).toBe(true);
    put.mockRestore();
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeGreaterThan(4 * 1024 * 1024);
    expect(Math.max(...sizes)).toBeLessThan(64 * 1024);
    expect(await indexedDB.databases()).toEqual([]);
  });

  it.each<[string, Partial<EngineParts>]>([
    ['in a browser that does not tell its engine', { userAgentData: undefined }],
    ['in a browser of another engine', { userAgentData: { brands: [{ brand: 'Gecko' }] } }],
    [
      'when there is little room',
      { storage: { estimate: () => Promise.resolve({ quota: 10 ** 8, usage: 1 }) } },
    ],
    ['when the browser does not tell its room', { storage: {} }],
    ['while another tab does it', { locks: locksWith(null) }],
    ['when the browser refuses', { storage: { estimate: () => Promise.reject(new Error('no')) } }],
  ])('writes nothing %s', async (_, changes) => {
    const opened = vi.spyOn(indexedDB, 'open');
    expect(await beginFreshLog(aBrowser(changes))).toBe(false);
    expect(opened).not.toHaveBeenCalled();
  });

  it('leaves nothing behind when it cannot write', async () => {
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(await beginFreshLog(aBrowser())).toBe(false);
    expect(await indexedDB.databases()).toEqual([]);
  });
});
