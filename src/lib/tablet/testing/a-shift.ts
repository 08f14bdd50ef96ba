import { aChild, aHub, anId, type TestHub } from '../../../../tests/support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../../../tests/support/a-tablet.ts';
import { formsOf } from '../../catalog/questionnaire-of.ts';
import type { RosterEntry } from '../../contract/people.ts';
import { problem } from '../../contract/problem.ts';
import { derivePinKey } from '../../crypto/pin.ts';
import { emptyDisk, MemoryStore, type MemoryDisk } from '../../store/memory-store.ts';
import type { OutboxStatus } from '../../sync/outbox-runner.ts';
import { HubClock } from '../../sync/hub-clock.ts';
import { Background } from '../background.ts';
import { CodeBrake } from '../code-brake.ts';
import { receiveBundle } from '../day.ts';
import { EnrolmentMark } from '../enrolment-mark.ts';
import { HubApi } from '../hub-api.ts';
import { KioskLock } from '../kiosk-lock.ts';
import type { Passkeys } from '../passkey.ts';
import { RestoredMark } from '../restored-mark.ts';
import { StorageRisk } from '../storage-risk.ts';
import { Tablet } from '../Tablet.svelte.ts';
import { VisitMemory } from '../visit-memory.ts';
import { Words } from '../Words.svelte.ts';
import { someLocks } from './some-locks.ts';

export const NURSE = { staffId: anId(), role: 'nurse' as const, pin: '271828' };
export const DOCTOR = { staffId: anId(), role: 'doctor' as const, pin: '314159' };
export const RECEPTION = { staffId: anId(), role: 'reception' as const, pin: '161803' };

/** `localStorage` and `sessionStorage` of a test. */
const aStorage = (): Storage => {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  } as unknown as Storage;
};

/** A device without an authenticator. */
const noPasskeys: Passkeys = {
  isSupported: () => Promise.resolve(false),
  create: () => Promise.resolve(undefined),
  evaluate: () => Promise.resolve(undefined),
};

/** A tablet of the clinic on the day, its disk, and the world's clock. Nothing runs by itself; there is no network. */
export interface Shift {
  readonly tablet: Tablet;
  readonly disk: MemoryDisk;
  readonly store: MemoryStore;
  readonly world: TestWorld;
  readonly hub: TestHub;
  /**
   * Receives another bundle of the same shift, or of the next one; with the forms in another version, and without one
   * of their groups, if these are given.
   */
  readonly receive: (
    children: readonly RosterEntry[],
    hub?: TestHub,
    formVersion?: string,
    without?: string,
  ) => Promise<void>;
}

export const aShift = async (children: readonly RosterEntry[] = [aChild()]): Promise<Shift> => {
  const hub = await aHub();
  const disk = emptyDisk();
  const store = new MemoryStore(disk);
  const world = new TestWorld();
  const { device, known } = await anEnrolledDevice(store, hub);
  const shared = {
    world,
    store,
    enrolmentMark: new EnrolmentMark(aStorage()),
    locks: someLocks(),
    storageState: () => Promise.resolve(problem('storage-unavailable')),
    requestPersistence: () => Promise.resolve(problem('storage-unavailable')),
  };
  const tablet = new Tablet({
    ...shared,
    visits: new VisitMemory(aStorage()),
    kioskLock: new KioskLock(aStorage()),
    codeBrake: new CodeBrake(aStorage(), () => world.now()),
    words: new Words(aStorage()),
    derivePin: derivePinKey,
    passkeys: noPasskeys,
    storageRisk: new StorageRisk(aStorage()),
    whenIdle: () => undefined,
    fetchBehind: (of) =>
      Promise.resolve(
        new Background(
          {
            ...shared,
            api: new HubApi(world, new HubClock(world)),
            measurePin: () => Promise.resolve(undefined),
            appVersion: 'test',
            restoredMark: new RestoredMark(aStorage()),
            makeRunner: () => {
              throw new Error('nothing is sent in this test');
            },
          },
          of,
        ),
      ),
  });
  tablet.device = device;
  const receive: Shift['receive'] = async (listed, from = hub, version, without) => {
    const bundle = await from.bundle(known, {
      children: listed,
      staff: [NURSE, DOCTOR, RECEPTION],
      forms: (await formsOf('infant-3-4m')).map(({ section, questionnaire }) => ({
        program: 'infant-3-4m',
        section,
        questionnaire: {
          ...questionnaire,
          ...(version !== undefined && { version }),
          item: questionnaire.item.filter(({ linkId }) => linkId !== without),
        },
      })),
    });
    const { fetchPart } = from;
    const received = await receiveBundle({ store, world, fetchPart }, device, { bundle, clockOffsetMs: 0 });
    if (!received.ok) throw new Error(received.error.code);
    tablet.day = received.value;
  };
  await receive(children);
  return { tablet, disk, store, world, hub, receive };
};

/** A queue's status as the runner tells it. */
export const aStatus = (
  counts: Partial<OutboxStatus['counts']>,
  over: Partial<OutboxStatus> = {},
): OutboxStatus => ({
  counts: { queued: 0, parked: 0, delivered: 0, oldestUnsentMs: undefined, ...counts },
  phase: 'idle',
  running: false,
  lastProblem: undefined,
  nextAttemptAt: undefined,
  ...over,
});
