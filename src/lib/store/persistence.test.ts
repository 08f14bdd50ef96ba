import { describe, expect, it } from 'vitest';
import { requestPersistence, storageState, type StorageAsked } from './persistence.ts';

const GIB = 1024 ** 3;

const aBrowser = ({
  grants = true,
  persisted = false,
  quota = 20 * GIB,
  usage = 1_000,
} = {}): Required<StorageAsked> => {
  let promised = persisted;
  return {
    persisted: () => Promise.resolve(promised),
    persist: () => Promise.resolve((promised ||= grants)),
    estimate: () => Promise.resolve({ quota, usage }),
  };
};

const failing = (): Promise<never> => Promise.reject(new DOMException('no', 'SecurityError'));

describe('the state of storage', () => {
  it('tells promise, quota and usage', async () => {
    expect(await storageState(aBrowser({ persisted: true }))).toEqual({
      ok: true,
      value: { persisted: true, quotaBytes: 20 * GIB, usageBytes: 1_000, likelyPrivate: false },
    });
  });

  it.each([
    ['a private window: no promise and little room', false, 300 * 1024 * 1024 - 1, true],
    ['an ordinary window without the promise', false, 300 * 1024 * 1024, false],
    ['a promised store on a full tablet', true, 1024, false],
  ])('%s', async (_name, persisted, quota, likelyPrivate) => {
    expect(await storageState(aBrowser({ persisted, quota }))).toMatchObject({ value: { likelyPrivate } });
  });

  it('does without an estimate', async () => {
    const { persisted } = aBrowser();
    expect(await storageState({ persisted })).toEqual({
      ok: true,
      value: { persisted: false, quotaBytes: undefined, usageBytes: undefined, likelyPrivate: false },
    });
  });

  it.each([
    ['has no storage manager', undefined],
    ['cannot tell', {}],
    ['forbids to ask', { persisted: failing }],
  ])('is storage-unavailable when the browser %s', async (_name, storage) => {
    expect(await storageState(storage)).toMatchObject({ ok: false, error: { code: 'storage-unavailable' } });
  });
});

describe('asking for persistence', () => {
  it('gives the state after the browser has promised', async () => {
    expect(await requestPersistence(aBrowser())).toMatchObject({ ok: true, value: { persisted: true } });
  });

  it('does not ask again where the promise is given', async () => {
    const browser = { ...aBrowser({ persisted: true }), persist: failing };
    expect(await requestPersistence(browser)).toMatchObject({ ok: true });
  });

  it('is storage-not-persistent when the browser refuses', async () => {
    expect(await requestPersistence(aBrowser({ grants: false, quota: 1024 }))).toEqual({
      ok: false,
      error: { code: 'storage-not-persistent', detail: { likelyPrivate: true } },
    });
  });

  it('is storage-not-persistent when the browser cannot be asked', async () => {
    const { persisted, estimate } = aBrowser();
    expect(await requestPersistence({ persisted, estimate })).toMatchObject({
      ok: false,
      error: { code: 'storage-not-persistent' },
    });
  });

  it('believes the state and not the answer', async () => {
    const browser = { ...aBrowser({ grants: false }), persist: () => Promise.resolve(true) };
    expect(await requestPersistence(browser)).toMatchObject({ error: { code: 'storage-not-persistent' } });
  });

  it('is storage-unavailable when asking fails', async () => {
    expect(await requestPersistence({ ...aBrowser(), persist: failing })).toMatchObject({
      error: { code: 'storage-unavailable' },
    });
  });
});
