import type { Outcome } from '../contract/problem.ts';
import { beginFreshLog, type EngineParts } from '../store/fresh-log.ts';
import type { StoreEvent } from '../store/idb-connection.ts';
import { openIdbStore } from '../store/idb-store.ts';
import { requestPersistence, storageState } from '../store/persistence.ts';
import type { TabletStore } from '../store/port.ts';
import { RoomyStore } from '../store/roomy-store.ts';
import { CodeBrake } from './code-brake.ts';
import { derivePinInWorker } from './derive-pin.ts';
import { DurableTexts } from './durable-texts.ts';
import { EnrolmentMark } from './enrolment-mark.ts';
import { KioskLock } from './kiosk-lock.ts';
import { makeRoom } from './make-room.ts';
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

/** The longest that something which nobody waits for is put off, milliseconds. */
const IDLE_AT_LAST_MS = 2_000;

/** The screen that somebody waits for comes first: it reads and draws with pauses that only look idle, milliseconds. */
const SCREEN_FIRST_MS = 1_000;

const whenIdle = (then: () => void): void => {
  setTimeout(() => {
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(then, { timeout: IDLE_AT_LAST_MS });
    else then();
  }, SCREEN_FIRST_MS);
};

/**
 * Joins the tablet's logic with this browser: here, and for what goes on behind the screens in
 * `compose-background.ts`, its adapters are chosen.
 * @param onBlocked told while another tab with an older version keeps the store from opening
 */
export const compose = async (appVersion: string, onBlocked: () => void): Promise<Outcome<Tablet>> => {
  await beginFreshLog(navigator as Navigator & EngineParts);
  let tell = (event: StoreEvent): void => {
    if (event === 'blocked') onBlocked();
  };
  const onEvent = (event: StoreEvent): void => {
    tell(event);
  };
  const opened = await openIdbStore({ onEvent });
  if (!opened.ok) return opened;
  const texts = await DurableTexts.open(opened.value, localStorage, [KioskLock.key, CodeBrake.key]);
  const tablet = join(new RoomyStore(opened.value, makeRoom), texts, appVersion);
  tell = (event) => {
    tablet.safekeeping.noteStoreEvent(event);
  };
  const started = await tablet.start();
  if (!started.ok) return started;
  // The first screen stands before anything else is fetched; with the first question to the hub everything starts.
  whenIdle(() => void tablet.refresh());
  return { ok: true, value: tablet };
};

const join = (store: TabletStore, texts: DurableTexts, appVersion: string): Tablet => {
  const world = browserWorld();
  const shared = {
    world,
    store,
    enrolmentMark: new EnrolmentMark(localStorage),
    restoredMark: new RestoredMark(localStorage),
    locks: navigator.locks,
    storageState: () => storageState(navigator.storage),
    requestPersistence: () => requestPersistence(navigator.storage),
  };
  return new Tablet({
    ...shared,
    visits: new VisitMemory(sessionStorage),
    kioskLock: new KioskLock(texts),
    codeBrake: new CodeBrake(texts, () => world.now()),
    words: new Words(localStorage),
    storageRisk: new StorageRisk(sessionStorage),
    derivePin: derivePinInWorker,
    passkeys: new WebAuthnPasskeys(),
    whenIdle,
    fetchBehind: async (tablet) => {
      const { composeBackground } = await import('./compose-background.ts');
      return composeBackground({ ...shared, appVersion }, tablet);
    },
  });
};
