import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import { KILL_WORKER, killSwitch } from './kill-switch.ts';

let server: Server | undefined;

afterEach(() => server?.close());

const serve = async (): Promise<string> => {
  server = createServer(killSwitch((request, response) => response.end(`app ${String(request.url)}`)));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
};

interface Event {
  readonly data?: unknown;
  waitUntil(work: Promise<unknown>): void;
}

/** The worker in a world where these caches lie and these locks are held. */
const aWorker = (cacheNames: readonly string[], locks: readonly string[]) => {
  const left = new Set(cacheNames);
  const did: string[] = [];
  const listeners = new Map<string, (event: Event) => void>();
  const scope = {
    addEventListener: (type: string, listener: (event: Event) => void) => listeners.set(type, listener),
    skipWaiting: () => Promise.resolve(did.push('skipWaiting')),
    registration: { unregister: () => Promise.resolve(did.push('unregister')) },
  };
  runInNewContext(KILL_WORKER, {
    self: scope,
    caches: {
      keys: () => Promise.resolve([...left]),
      delete: (name: string) => Promise.resolve(left.delete(name)),
      open: (name: string) => Promise.resolve(left.add(name)),
    },
    navigator: { locks: { query: () => Promise.resolve({ held: locks.map((name) => ({ name })) }) } },
  });
  const fire = async (type: string, data?: unknown): Promise<void> => {
    const work: Promise<unknown>[] = [];
    listeners.get(type)?.({ data, waitUntil: (promise) => work.push(promise) });
    await Promise.all(work);
  };
  return { left, did, fire };
};

describe('killSwitch', () => {
  it.each(['/service-worker.js', '/service-worker.js?x=1'])('answers %s itself', async (path) => {
    const answer = await fetch((await serve()) + path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/javascript']);
    expect(await answer.text()).toBe(KILL_WORKER);
  });

  it.each(['/', '/api/v1/health', '/service-worker.js.map'])('leaves %s to the app', async (path) => {
    expect(await (await fetch((await serve()) + path)).text()).toBe(`app ${path}`);
  });
});

describe('the worker it serves', () => {
  it('takes over at once when no form is open, and removes the shells and itself', async () => {
    const worker = aWorker(['hagukumi-shell-1', 'hagukumi-shell-2', 'other'], ['hagukumi-build-1']);
    await worker.fire('install');
    expect(worker.did).toEqual(['skipWaiting']);
    await worker.fire('activate');
    expect(worker.did).toEqual(['skipWaiting', 'unregister']);
    expect([...worker.left]).toEqual(['other', 'hagukumi-killed']);
  });

  it('waits while a form is open, until it is told', async () => {
    const worker = aWorker(['hagukumi-shell-1'], ['hagukumi-form-open']);
    await worker.fire('install');
    for (const data of [undefined, null, 'activate', { type: 'tidy' }]) await worker.fire('message', data);
    expect(worker.did).toEqual([]);
    await worker.fire('message', { type: 'activate' });
    expect(worker.did).toEqual(['skipWaiting']);
    expect([...worker.left]).toEqual(['hagukumi-shell-1']);
  });

  it('touches no database and asks for nothing', () => {
    expect(KILL_WORKER).not.toMatch(/indexedDB|localStorage|fetch\(|clients/);
  });
});
