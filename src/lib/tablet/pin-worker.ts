import { derivePinKey } from '../crypto/pin.ts';
import type { PinKdf } from '../contract/people.ts';

/** Argon2id off the main thread, so that the screen stays alive while a PIN is checked. */
self.addEventListener('message', (event: MessageEvent<{ pin: string; kdf: PinKdf }>) => {
  void derivePinKey(event.data.pin, event.data.kdf).then((key) => {
    self.postMessage(key);
  });
});
