import type { DerivePin } from './vault.ts';

/** Derives a PIN's key in a worker of its own; the worker, and the PIN with it, is gone afterwards. */
export const derivePinInWorker: DerivePin = (pin, kdf) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./pin-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<Uint8Array<ArrayBuffer>>) => {
      worker.terminate();
      resolve(event.data);
    });
    worker.addEventListener('error', () => {
      worker.terminate();
      reject(new Error('the PIN worker failed'));
    });
    worker.postMessage({ pin, kdf });
  });
