import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { runInNewContext } from 'node:vm';

const ORIGIN = 'https://tablet.example';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The file of the build that answers a path, or `undefined`. */
const fileFor = (build: string, path: string): string | undefined =>
  [
    join(build, 'client', path),
    join(build, 'prerendered', path === '/' ? 'index.html' : `${path}.html`),
    join(build, 'prerendered', path, 'index.html'),
  ].find((file) => existsSync(file) && statSync(file).isFile());

interface InstallEvent {
  readonly type: 'install';
  waitUntil(work: Promise<unknown>): void;
}

type Listener = (event: InstallEvent) => void;

export interface Installation {
  /** Paths that the worker fetched and put into its cache, with the file that answered. */
  readonly cached: ReadonlyMap<string, string>;
  /** Paths that it asked for and the build does not have. */
  readonly missing: readonly string[];
}

/**
 * Evaluates the built service worker and lets it install itself against the files of the build, as a browser would
 * on the first visit. Rejects when the worker does not evaluate or refuses to install.
 */
export const installBuiltWorker = async (build: string): Promise<Installation> => {
  const cached = new Map<string, string>();
  const missing: string[] = [];
  const listeners: Listener[] = [];
  const answer = (request: Request | string): Response => {
    const path = new URL(request instanceof Request ? request.url : request, ORIGIN).pathname;
    const file = fileFor(build, path);
    if (file === undefined) {
      missing.push(path);
      return new Response(null, { status: 404 });
    }
    cached.set(path, file);
    return new Response('content', {
      headers: { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' },
    });
  };
  const cache = {
    match: () => Promise.resolve(undefined),
    keys: () => Promise.resolve([]),
    put: () => Promise.resolve(),
  };
  const scope = {
    location: new URL('/service-worker.js', ORIGIN),
    registration: { scope: `${ORIGIN}/`, active: null },
    caches: { open: () => Promise.resolve(cache), match: () => Promise.resolve(undefined) },
    fetch: (request: Request | string) => Promise.resolve(answer(request)),
    addEventListener: (type: string, listener: Listener) => {
      if (type === 'install') listeners.push(listener);
    },
    // Nothing here is an event of fetching; the worker only asks whether it is one.
    FetchEvent: class extends Event {},
    ...{ URL, Request, Response, Headers, Promise, console, setTimeout },
  };
  runInNewContext(readFileSync(join(build, 'client/service-worker.js'), 'utf8'), { ...scope, self: scope });
  const work: Promise<unknown>[] = [];
  for (const listener of listeners) {
    listener({ type: 'install', waitUntil: (promise) => work.push(promise) });
  }
  await Promise.all(work);
  return { cached, missing };
};
