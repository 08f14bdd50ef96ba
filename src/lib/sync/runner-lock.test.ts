import { describe, expect, it } from 'vitest';
import { webLock } from './runner-lock.ts';

/** A lock manager of the platform's shape, as one origin sees it. */
const lockManager = (): Pick<LockManager, 'request'> => {
  const held = new Set<string>();
  const request = async (name: string, options: unknown, callback: unknown): Promise<unknown> => {
    expect(options).toEqual({ ifAvailable: true });
    const call = callback as (lock: Lock | null) => Promise<unknown>;
    if (held.has(name)) return call(null);
    held.add(name);
    try {
      return await call({ name, mode: 'exclusive' });
    } finally {
      held.delete(name);
    }
  };
  return { request: request as LockManager['request'] };
};

const later = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the lock of the outbox', () => {
  it('is had by one at a time, and free again when given back', async () => {
    const locks = lockManager();
    const release = await webLock(locks).take();
    expect(release).toBeTypeOf('function');
    expect(await webLock(locks).take()).toBeUndefined();
    release?.();
    await later();
    expect(await webLock(locks).take()).toBeTypeOf('function');
  });

  it('holds against the Web Locks of this platform too', async () => {
    const locks = globalThis.navigator.locks;
    const release = await webLock(locks).take();
    expect(await webLock(locks).take()).toBeUndefined();
    release?.();
    await later();
    const again = await webLock(locks).take();
    expect(again).toBeTypeOf('function');
    again?.();
  });

  it('lets everyone send where there are no Web Locks', async () => {
    const lock = webLock(undefined);
    expect(await lock.take()).toBeTypeOf('function');
    expect(await lock.take()).toBeTypeOf('function');
  });

  it('lets everyone send where Web Locks are refused', async () => {
    const refusing = { request: () => Promise.reject(new DOMException('no', 'SecurityError')) };
    expect(await webLock(refusing).take()).toBeTypeOf('function');
  });
});
