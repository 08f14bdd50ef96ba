import type { Outcome } from '../contract/problem.ts';
import { toBase64Url } from '../contract/base64url.ts';
import { signRequest } from '../crypto/http-signature.ts';
import { openIdbStore, type IdbStore } from '../store/idb-store.ts';
import { requestPersistence, storageState } from '../store/persistence.ts';
import type { DeviceRow } from '../store/schema.ts';
import { systemClock } from '../sync/clock.ts';
import { HttpTransport } from '../sync/http-transport.ts';
import { HubClock } from '../sync/hub-clock.ts';
import { OutboxRunner } from '../sync/outbox-runner.ts';
import { webLock } from '../sync/runner-lock.ts';
import { CodeBrake } from './code-brake.ts';
import { derivePinInWorker, measurePinInWorker } from './derive-pin.ts';
import { Drafts } from './drafts.ts';
import { DurableTexts } from './durable-texts.ts';
import { EnrolmentMark } from './enrolment-mark.ts';
import { HubApi } from './hub-api.ts';
import { KioskLock } from './kiosk-lock.ts';
import { RestoredMark } from './restored-mark.ts';
import { StorageRisk } from './storage-risk.ts';
import { Tablet } from './Tablet.svelte.ts';
import { VisitMemory } from './visit-memory.ts';
import { WebAuthnPasskeys } from './webauthn.ts';
import { Words } from './Words.svelte.ts';
import type { World } from './world.ts';

const browserWorld = (): World => ({
  now: () => Date.now(),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  fetch: (input, init) => fetch(input, init),
  authority: location.host,
});

/** Joins the tablet's logic with this browser: the one place where its adapters are chosen. */
export const compose = async (appVersion: string): Promise<Outcome<Tablet>> => {
  const opened = await openIdbStore();
  if (!opened.ok) return opened;
  const texts = await DurableTexts.open(opened.value, localStorage, [KioskLock.key, CodeBrake.key]);
  const tablet = join(opened.value, texts, appVersion);
  const started = await tablet.start();
  return started.ok ? { ok: true, value: tablet } : started;
};

const join = (store: IdbStore, texts: DurableTexts, appVersion: string): Tablet => {
  const world = browserWorld();
  const hubClock = new HubClock(world);
  return new Tablet({
    world,
    store,
    api: new HubApi(world, hubClock),
    drafts: new Drafts({ store, world }),
    visits: new VisitMemory(sessionStorage),
    kioskLock: new KioskLock(texts),
    codeBrake: new CodeBrake(texts, () => world.now()),
    enrolmentMark: new EnrolmentMark(localStorage),
    words: new Words(localStorage),
    storageRisk: new StorageRisk(sessionStorage),
    derivePin: derivePinInWorker,
    measurePin: measurePinInWorker,
    passkeys: new WebAuthnPasskeys(),
    locks: navigator.locks,
    storageState: () => storageState(navigator.storage),
    requestPersistence: () => requestPersistence(navigator.storage),
    appVersion,
    restoredMark: new RestoredMark(localStorage),
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
        lock: webLock(navigator.locks),
        transport,
        afterPass: (end, signal) => afterPass(end, signal, transport),
      });
    },
  });
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
