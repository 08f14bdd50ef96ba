import { derivePinKey } from '../crypto/pin.ts';
import type { PinKdf } from '../contract/people.ts';

/** What the worker answers: the key, and how long Argon2id alone took, milliseconds. */
export interface DerivedPin {
  readonly key: Uint8Array<ArrayBuffer>;
  readonly tookMs: number;
}

/** Argon2id off the main thread, so that the screen stays alive while a PIN is checked. */
self.addEventListener('message', (event: MessageEvent<{ pin: string; kdf: PinKdf }>) => {
  const begun = performance.now();
  void derivePinKey(event.data.pin, event.data.kdf).then((key) => {
    const derived: DerivedPin = { key, tookMs: performance.now() - begun };
    self.postMessage(derived);
  });
});
