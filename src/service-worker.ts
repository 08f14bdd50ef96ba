/// <reference types="@sveltejs/kit" />
import { build, files, prerendered, version } from '$service-worker';
import { setCacheNameDetails } from 'workbox-core';
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NetworkOnly } from 'workbox-strategies';
import {
  CHUNKS,
  HUB_PATHS,
  isAnswerFor,
  KILLED,
  livingBuilds,
  pageFor,
  precacheList,
  shellCache,
  staleShells,
} from './precache.ts';

// Keeps the shell of the app on the tablet: every chunk, every prerendered page, every static file, and nothing else.
// No answer of the hub is ever cached.
//
//   installing ── precache complete ──▶ waiting ── message {type: 'activate'} ──▶ active
//        │└────── first worker of this tablet, or after the kill switch: no waiting ──▲
//        └─ anything missing, or no room: gone with all it had, and the worker before it stays as it is
//
// The page sends `activate` only when no form is open and nothing is unsaved. Each build has its own cache; it is
// removed when a worker becomes active or a page says `tidy`, and no page of that build lives any more.

declare const self: ServiceWorkerGlobalScope;

let isFirstInstall = false;

setCacheNameDetails({ prefix: '', precache: shellCache(version), suffix: '' });

const shell = new PrecacheController({
  plugins: [
    {
      cacheWillUpdate: ({ request, response }) =>
        Promise.resolve(
          isAnswerFor(new URL(request.url).pathname, {
            status: response.status,
            contentType: response.headers.get('content-type') ?? '',
          })
            ? response
            : null,
        ),
    },
  ],
});
shell.addToCacheList([...precacheList({ build, files, prerendered, version })]);

/** The builds of which a page is open. */
const buildsInUse = async (): Promise<readonly string[]> => {
  const { held = [] } = await navigator.locks.query();
  return livingBuilds(held.map(({ name }) => name ?? ''));
};

/** Whether the worker before this one is the hub's kill switch, and no page runs another build. */
const followsKillSwitch = async (): Promise<boolean> =>
  (await caches.has(KILLED)) && (await buildsInUse()).every((running) => running === version);

/** All of the shell or nothing: half of one would take the room that unsent records need. */
const fillShell = async (event: ExtendableEvent): Promise<void> => {
  try {
    await shell.install(event);
  } catch (error) {
    if (!(await buildsInUse()).includes(version)) await caches.delete(shellCache(version));
    throw error;
  }
};

const install = async (event: ExtendableEvent): Promise<void> => {
  await fillShell(event);
  if (isFirstInstall || !(await followsKillSwitch())) return;
  isFirstInstall = true;
  await self.skipWaiting();
};

const removeStaleShells = async (needed: readonly string[]): Promise<void> => {
  const names = await caches.keys();
  const living = await buildsInUse();
  // What is being installed is nobody's yet, and may be filled at this moment.
  if (self.registration.installing !== null) return;
  for (const name of staleShells(names, [version, ...needed, ...living])) await caches.delete(name);
};

/** The worker that waits knows its own build only: it is told the one that it must leave alone. */
const tidy = async (keep: unknown): Promise<void> => {
  const { waiting } = self.registration;
  if (typeof keep === 'string') await removeStaleShells([keep]);
  else if (waiting === null) await removeStaleShells([]);
  else waiting.postMessage({ type: 'tidy', keep: version });
};

self.addEventListener('install', (event) => {
  isFirstInstall = self.registration.active === null;
  event.waitUntil(install(event));
});

self.addEventListener('activate', (event) => {
  // Only on a tablet that had no worker: an open page never changes hands from one version to another.
  if (isFirstInstall) event.waitUntil(self.clients.claim());
  event.waitUntil(Promise.all([removeStaleShells([]), caches.delete(KILLED)]));
});

self.addEventListener('message', (event) => {
  const data: unknown = event.data;
  if (typeof data !== 'object' || data === null || !('type' in data)) return;
  if (data.type === 'activate') event.waitUntil(self.skipWaiting());
  if (data.type === 'tidy') event.waitUntil(tidy('keep' in data ? data.keep : undefined));
});

// Registered before the precache routes, so that no precached page can ever stand in front of the hub. Navigations to
// the hub are left to the browser, whose error page tells a refused connection from a missing network.
registerRoute(
  ({ url, request, sameOrigin }) => sameOrigin && request.mode !== 'navigate' && HUB_PATHS.test(url.pathname),
  new NetworkOnly(),
);

// Queries such as ?source=pwa carry nothing that selects another file.
registerRoute(new PrecacheRoute(shell, { ignoreURLParametersMatching: [/.*/], cleanURLs: false }));

// A page of an older build that is still open finds its chunks in the cache of that build.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && CHUNKS.test(url.pathname),
  async ({ request }) => (await caches.match(request.url, { ignoreVary: true })) ?? fetch(request),
);

registerRoute(
  new NavigationRoute(
    async ({ request, url }) =>
      (await shell.matchPrecache(pageFor(url.pathname, prerendered))) ?? fetch(request),
    { denylist: [HUB_PATHS] },
  ),
);
