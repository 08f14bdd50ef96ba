import type { Outcome } from '../contract/problem.ts';
import { toBase64Url } from '../contract/base64url.ts';
import { signRequest } from '../crypto/http-signature.ts';
import type { DeviceRow } from '../store/schema.ts';
import { systemClock } from '../sync/clock.ts';
import { HttpTransport } from '../sync/http-transport.ts';
import { HubClock } from '../sync/hub-clock.ts';
import { OutboxRunner } from '../sync/outbox-runner.ts';
import { webLock } from '../sync/runner-lock.ts';
import { Background, type BackgroundParts } from './background.ts';
import { measurePinInWorker } from './derive-pin.ts';
import { HubApi } from './hub-api.ts';
import type { Tablet } from './Tablet.svelte.ts';
import type { World } from './world.ts';

/** What `compose.ts` has chosen already. */
type Shared = Omit<BackgroundParts, 'api' | 'measurePin' | 'makeRunner'>;

/** Joins what goes on behind the screens with this browser, and starts it. Fetched once the first screen stands. */
export const composeBackground = (shared: Shared, tablet: Tablet): Background => {
  const { world, store } = shared;
  const hubClock = new HubClock(world);
  const background = new Background(
    {
      ...shared,
      api: new HubApi(world, hubClock),
      measurePin: measurePinInWorker,
      makeRunner: (device, { receiptKeys, afterPass }) => {
        const transport = new HttpTransport({
          fetch: (url, init) => world.fetch(url, init),
          origin: '',
          sign: signerOf(world, device),
          receiptKeys,
          clock: systemClock,
          hubClock,
        });
        return new OutboxRunner({
          store,
          clock: systemClock,
          random: Math.random,
          lock: webLock(shared.locks),
          transport,
          afterPass: (end, signal) => afterPass(end, signal, transport),
        });
      },
    },
    tablet,
  );
  background.start();
  return background;
};

const signerOf =
  (world: World, device: DeviceRow) =>
  async (request: {
    method: 'PUT' | 'POST';
    path: string;
    body: Uint8Array<ArrayBuffer>;
    created: number;
  }): Promise<Outcome<Record<string, string>>> => {
    const { method, path, body, created } = request;
    const headers = await signRequest(
      { method, path, body, authority: world.authority },
      {
        keyId: device.deviceId,
        privateKey: device.signingKey,
        created,
        nonce: toBase64Url(world.random(16)),
      },
    );
    return { ok: true, value: headers };
  };
