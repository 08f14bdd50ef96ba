import { problem, retryRule, type Outcome, type Problem, type ProblemCode } from '../contract/problem.ts';
import { recognise } from '../qr/recognise.ts';
import type { OutboxRunner, OutboxStatus } from '../sync/outbox-runner.ts';
import type { TabletStore } from '../store/port.ts';
import type { StorageState } from '../store/persistence.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import type { CodeBrake } from './code-brake.ts';
import type { EnrolmentMark } from './enrolment-mark.ts';
import { loadBundle, loadDevice } from './stored.ts';
import { receiveBundle, isReadable } from './day.ts';
import type { Drafts } from './drafts.ts';
import { enrol } from './enrolment.ts';
import { holdFormOpen, noFormOpen } from './form-lock.ts';
import type { HubApi } from './hub-api.ts';
import type { KioskLock } from './kiosk-lock.ts';
import { Updates, type UpdateState } from './updates.ts';
import type { DerivePin, UnlockedSession } from './vault.ts';
import type { VisitMemory } from './visit-memory.ts';
import type { StorageRisk } from './storage-risk.ts';
import type { Words } from './Words.svelte.ts';
import type { World } from './world.ts';

/** How often today's list is asked for while the app is open, milliseconds. */
const REFRESH_EVERY_MS = 5 * 60_000;
const TICK_MS = 10_000;

/** Problems that mean that nobody answered, or not the hub. */
const NO_CONTACT: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'network-unreachable',
  'network-timeout',
  'answer-not-from-hub',
]);

export interface TabletParts {
  readonly world: World;
  readonly store: TabletStore;
  readonly api: HubApi;
  readonly drafts: Drafts;
  readonly visits: VisitMemory;
  readonly kioskLock: KioskLock;
  readonly codeBrake: CodeBrake;
  readonly derivePin: DerivePin;
  readonly locks: LockManager;
  readonly enrolmentMark: EnrolmentMark;
  readonly words: Words;
  readonly storageRisk: StorageRisk;
  readonly storageState: () => Promise<Outcome<StorageState>>;
  readonly requestPersistence: () => Promise<Outcome<StorageState>>;
  /** Builds the runner once the device is known. */
  readonly makeRunner: (device: DeviceRow, day: () => BundleRow | undefined) => OutboxRunner;
}

/** Whether the hub answered when it was last asked. Derived from real calls, never from `navigator.onLine`. */
export type HubContact = 'unknown' | 'reachable' | 'unreachable';

/** The app around the screens: device, day, queue, storage, version. One per tab, made by `compose`. */
export class Tablet {
  readonly world: World;
  readonly store: TabletStore;
  readonly drafts: Drafts;
  readonly visits: VisitMemory;
  readonly kioskLock: KioskLock;
  readonly codeBrake: CodeBrake;
  readonly derivePin: DerivePin;
  readonly words: Words;

  device: DeviceRow | undefined = $state.raw(undefined);
  day: BundleRow | undefined = $state.raw(undefined);
  session: UnlockedSession | undefined = $state.raw(undefined);
  queue: OutboxStatus | undefined = $state.raw(undefined);
  /** How safe what is stored here is; a problem when the browser cannot or will not say. */
  storage: Outcome<StorageState> | undefined = $state.raw(undefined);
  /** Staff know that the browser may remove what is stored here, and go on. Asked anew for every tab. */
  storageRiskAccepted = $state(false);
  /** The id of the device whose data is gone from this tablet; an incident for staff. */
  lostDeviceId: string | undefined = $state(undefined);
  update: UpdateState = $state('checking');
  contact: HubContact = $state('unknown');
  /** Why the hub's last answer to this tablet was no. */
  hubProblem: Problem | undefined = $state.raw(undefined);
  /** The tablet's clock, moving on every ten seconds. */
  now = $state(0);

  readonly #parts: TabletParts;
  readonly #updates: Updates;
  #runner: OutboxRunner | undefined;
  #refreshing: Promise<Outcome<void>> | undefined;

  constructor(parts: TabletParts) {
    this.#parts = parts;
    this.world = parts.world;
    this.store = parts.store;
    this.drafts = parts.drafts;
    this.visits = parts.visits;
    this.kioskLock = parts.kioskLock;
    this.codeBrake = parts.codeBrake;
    this.derivePin = parts.derivePin;
    this.words = parts.words;
    this.storageRiskAccepted = parts.storageRisk.isAccepted;
    this.now = parts.world.now();
    this.#updates = new Updates(
      () => noFormOpen(parts.locks),
      (state) => {
        this.update = state;
      },
    );
  }

  /** Reads what is on this tablet and starts the clockwork. Never waits for the network. */
  async start(): Promise<Outcome<void>> {
    const [device, day] = await Promise.all([loadDevice(this.store), loadBundle(this.store)]);
    if (!device.ok) return device;
    if (!day.ok) return day;
    this.day = day.value;
    this.storage = await this.#parts.storageState();
    if (device.value === undefined) this.lostDeviceId = this.#parts.enrolmentMark.deviceId;
    else this.#adoptDevice(device.value);
    void this.#updates.start();
    setInterval(() => {
      this.now = this.world.now();
    }, TICK_MS);
    setInterval(() => void this.refresh(), REFRESH_EVERY_MS);
    addEventListener('online', () => void this.#wake('online'));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.#wake('visible');
    });
    void this.refresh();
    return { ok: true, value: undefined };
  }

  /** Milliseconds since 1970 by the hub's clock as far as this tablet knows it. */
  hubNow(): number {
    return this.world.now() - (this.day?.clockOffsetMs ?? 0);
  }

  /** Whether today's list can be read: there is one, and its time is not over. */
  get dayState(): 'missing' | 'expired' | 'current' {
    if (this.day === undefined) return 'missing';
    return isReadable(this.day, this.now) ? 'current' : 'expired';
  }

  /** Puts this tablet into service with a one-time code, and fetches its first bundle. */
  async setUp(code: string, label: string): Promise<Outcome<void>> {
    const enrolled = await enrol(
      { store: this.store, api: this.#parts.api, world: this.world },
      { code, label },
    );
    if (!enrolled.ok) return enrolled;
    await this.askForPersistence();
    this.#adoptDevice(enrolled.value);
    return this.refresh();
  }

  /** The enrolment code in a scanned text, if it is one. */
  enrolmentCodeIn(scanned: string): string | undefined {
    const seen = recognise(scanned);
    return seen.kind === 'enrolment' ? seen.code : undefined;
  }

  /** Fetches the day bundle. Without network the one at hand stays. */
  refresh(): Promise<Outcome<void>> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** 「送信」: everything that waits is tried now. */
  sendNow(): void {
    this.#runner?.kick('manual');
  }

  /** A new revision lies in the outbox. */
  noteSaved(): void {
    this.#runner?.kick('saved');
  }

  /** Puts a record that was set aside back into the queue. */
  async resend(revisionId: string): Promise<Outcome<void>> {
    return this.#runner?.resend(revisionId) ?? problem('device-not-enrolled');
  }

  adoptSession(session: UnlockedSession): void {
    this.session = session;
    void this.#wake('unlocked');
  }

  dropSession(): void {
    this.session = undefined;
  }

  /** Says to every tab that a form is open: no new version is taken in meanwhile. */
  markFormOpen(): () => void {
    return holdFormOpen(this.#parts.locks);
  }

  checkForUpdate(): Promise<void> {
    return this.#updates.check();
  }

  applyUpdate(): Promise<boolean> {
    return this.#updates.activateIfIdle();
  }

  acceptStorageRisk(): void {
    this.storageRiskAccepted = true;
    this.#parts.storageRisk.accept();
  }

  /** Asks the browser for its promise to keep what is stored here. */
  async askForPersistence(): Promise<void> {
    this.storage = await this.#parts.requestPersistence();
  }

  async #wake(reason: 'online' | 'visible' | 'unlocked'): Promise<void> {
    this.#runner?.kick(reason);
    await this.refresh();
  }

  async #refresh(): Promise<Outcome<void>> {
    const { device } = this;
    if (device === undefined) return problem('device-not-enrolled');
    const fetched = await this.#parts.api.bundle({ keyId: device.deviceId, signingKey: device.signingKey });
    this.#noteContact(fetched);
    if (!fetched.ok) return fetched;
    const stored = await receiveBundle({ store: this.store, world: this.world }, device, fetched.value);
    if (!stored.ok) {
      this.hubProblem = stored.error;
      return stored;
    }
    this.day = stored.value;
    this.#runner?.kick('online');
    return { ok: true, value: undefined };
  }

  #noteContact(answer: Outcome<unknown>): void {
    this.contact = !answer.ok && NO_CONTACT.has(answer.error.code) ? 'unreachable' : 'reachable';
    this.hubProblem = !answer.ok && retryRule(answer.error.code) !== 'retry' ? answer.error : undefined;
  }

  /** Sending is a real call too: what it met just now is news of the way to the hub. */
  #noteSending({ lastProblem, counts }: OutboxStatus): void {
    const before = this.queue;
    const isNew = lastProblem !== undefined && lastProblem.at !== before?.lastProblem?.at;
    if (isNew && NO_CONTACT.has(lastProblem.code)) this.contact = 'unreachable';
    else if (before !== undefined && counts.delivered > before.counts.delivered) this.contact = 'reachable';
  }

  #adoptDevice(device: DeviceRow): void {
    this.device = device;
    this.lostDeviceId = undefined;
    this.#parts.enrolmentMark.set(device.deviceId);
    const runner = this.#parts.makeRunner(device, () => this.day);
    runner.subscribe((status) => {
      this.#noteSending(status);
      this.queue = status;
    });
    runner.start();
    this.#runner = runner;
  }
}
