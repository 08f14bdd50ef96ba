import { toBase64Url } from '../contract/base64url.ts';
import { PIN_COST_LEAST, type PinKdf } from '../contract/people.ts';
import { randomBytes } from '../crypto/bytes.ts';
import type { DerivedPin } from './pin-worker.ts';
import pinWorkerUrl from './pin-worker.ts?worker&url';
import { scriptUrl } from './script-url.ts';
import type { DerivePin } from './vault.ts';

const derive = (pin: string, kdf: PinKdf): Promise<DerivedPin> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(scriptUrl(pinWorkerUrl), { type: 'module' });
    worker.addEventListener('message', (event: MessageEvent<DerivedPin>) => {
      worker.terminate();
      resolve(event.data);
    });
    worker.addEventListener('error', () => {
      worker.terminate();
      reject(new Error('the PIN worker failed'));
    });
    worker.postMessage({ pin, kdf });
  });

/** Derives a PIN's key in a worker of its own; the worker, and the PIN with it, is gone afterwards. */
export const derivePinInWorker: DerivePin = async (pin, kdf) => (await derive(pin, kdf)).key;

/** Runs whose fastest counts: the first one also warms the processor up. */
const RUNS = 2;

/**
 * How long this tablet needs for the key of a PIN at the least cost (64 MiB × 3), milliseconds; `undefined` when it
 * cannot derive one. The hub makes PINs so slow that its fastest tablet still needs a quarter of a second.
 */
export const measurePinInWorker = async (): Promise<number | undefined> => {
  try {
    let fastest = Infinity;
    for (let run = 0; run < RUNS; run += 1) {
      const kdf = { salt: toBase64Url(randomBytes(16)), ...PIN_COST_LEAST };
      fastest = Math.min(fastest, (await derive('000000', kdf)).tookMs);
    }
    return Math.round(fastest);
  } catch {
    return undefined;
  }
};
