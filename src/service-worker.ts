/// <reference types="@sveltejs/kit" />
import { build, files, prerendered, version } from '$service-worker';
import { setCacheNameDetails } from 'workbox-core';
import { cleanupOutdatedCaches, matchPrecache, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { NetworkOnly } from 'workbox-strategies';
import { HUB_PATHS, pageFor, precacheList } from './precache.ts';

// Keeps the shell of the app on the tablet: every chunk, every prerendered page, every static file, and nothing else.
// No answer of the hub is ever cached.
//
//   installing ── precache complete ──▶ waiting ── message {type: 'activate'} ──▶ active
//        └─────── first worker of this tablet: nothing to wait for ───────────────────▲
//
// The page sends `activate` only when no form is open and nothing is unsaved.

declare const self: ServiceWorkerGlobalScope;

let isFirstInstall = false;

self.addEventListener('install', () => {
  isFirstInstall = self.registration.active === null;
});

self.addEventListener('activate', (event) => {
  // Only on a tablet that had no worker: an open page never changes hands from one version to another.
  if (isFirstInstall) event.waitUntil(self.clients.claim());
});

self.addEventListener('message', (event) => {
  const data: unknown = event.data;
  if (typeof data === 'object' && data !== null && 'type' in data && data.type === 'activate') {
    event.waitUntil(self.skipWaiting());
  }
});

setCacheNameDetails({ prefix: 'hagukumi', precache: 'shell', suffix: '' });

// Registered before the precache routes, so that no precached page can ever stand in front of the hub. Navigations to
// the hub are left to the browser, whose error page tells a refused connection from a missing network.
registerRoute(
  ({ url, request, sameOrigin }) => sameOrigin && request.mode !== 'navigate' && HUB_PATHS.test(url.pathname),
  new NetworkOnly(),
);

// Queries such as ?source=pwa carry nothing that selects another file.
precacheAndRoute([...precacheList({ build, files, prerendered, version })], {
  ignoreURLParametersMatching: [/.*/],
  cleanURLs: false,
});

registerRoute(
  new NavigationRoute(
    async ({ request, url }) => (await matchPrecache(pageFor(url.pathname, prerendered))) ?? fetch(request),
    { denylist: [HUB_PATHS] },
  ),
);

cleanupOutdatedCaches();
