import type { RequestListener } from 'node:http';

/**
 * The worker that takes the app's shell off a tablet: it removes the cached shells and itself, so that pages come from
 * the hub again. It leaves an empty cache as its mark, so that the next worker need not wait. Records, drafts and keys are in IndexedDB, which it does not touch. While a form is open anywhere it
 * waits as any new version does: for the tablet's own word, or for the last page to close.
 */
export const KILL_WORKER = `// Hagukumi: removes the cached shell and itself. KILL_SWITCH=1 on the hub.
const formIsOpen = async () =>
  (await navigator.locks.query()).held.some(({ name }) => name === 'hagukumi-form-open');
const isShell = (name) => name.startsWith('hagukumi-shell');
self.addEventListener('install', (event) => {
  event.waitUntil(formIsOpen().then((open) => (open ? undefined : self.skipWaiting())));
});
self.addEventListener('message', ({ data }) => {
  if (data !== null && typeof data === 'object' && data.type === 'activate') void self.skipWaiting();
});
self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of (await caches.keys()).filter(isShell)) await caches.delete(name);
      await caches.open('hagukumi-killed');
      await self.registration.unregister();
    })(),
  );
});
`;

/** Answers for the service worker with {@link KILL_WORKER}; everything else goes on to the app. */
export const killSwitch =
  (app: RequestListener): RequestListener =>
  (request, response) => {
    if (request.url?.split('?', 1)[0] !== '/service-worker.js') {
      app(request, response);
      return;
    }
    response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' });
    response.end(request.method === 'HEAD' ? undefined : KILL_WORKER);
  };
