import { version } from '$app/env';
import type { ClientInit } from '@sveltejs/kit';
import { holdBuild } from '$lib/tablet/build-lock.ts';

/** Every page, whichever it is, keeps the chunks of its build and lets the worker drop those that nobody needs. */
export const init: ClientInit = () => {
  // Absent where the page does not come by https or from this very machine; there is no service worker either.
  if (!('locks' in navigator)) return;
  holdBuild(navigator.locks, version);
  navigator.serviceWorker.controller?.postMessage({ type: 'tidy' });
};
