import { problem, retryRule, type Outcome, type Problem, type ProblemCode } from '../contract/problem.ts';
import { recognise } from '../qr/recognise.ts';
import type { OutboxRunner, OutboxStatus } from '../sync/outbox-runner.ts';
import type { TabletStore } from '../store/port.ts';
import type { StorageState } from '../store/persistence.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import type { CodeBrake } from './code-brake.ts';
import type { EnrolmentMark } from './enrolment-mark.ts';
import { loadBundle, loadDevice } from './stored.ts';
import { isReadable } from './day.ts';
import type { Drafts } from './drafts.ts';
import { enrol } from './enrolment.ts';
import { holdFormOpen, noFormOpen } from './form-lock.ts';
import { FormShelf } from './form-shelf.ts';
import type { HubApi } from './hub-api.ts';
import { HubReports, type RunnerHooks } from './HubReports.svelte.ts';
import type { KioskLock } from './kiosk-lock.ts';
import { moveForms } from './move-forms.ts';
import { askForDay, isSameDay, takeDay } from './refresh-day.ts';
import type { RestoredMark } from './restored-mark.ts';
import { becomeRevoked, reinstate } from './revocation.ts';
import { Updates, type UpdateState } from './updates.ts';
import type { DerivePin, UnlockedSession } from './vault.ts';
import type { VisitMemory } from './visit-memory.ts';
import type { Passkeys } from './passkey.ts';
import { recoverStaff } from './recovery.ts';
import { keepShift } from './end-shift.ts';
import { Safekeeping } from './Safekeeping.svelte.ts';
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
  /** How long this tablet needs for the key of a PIN at the least cost, milliseconds. */
  readonly measurePin: () => Promise<number | undefined>;
  readonly passkeys: Passkeys;
  readonly locks: LockManager;
  readonly enrolmentMark: EnrolmentMark;
  readonly words: Words;
  readonly storageRisk: StorageRisk;
  readonly storageState: () => Promise<Outcome<StorageState>>;
  readonly requestPersistence: () => Promise<Outcome<StorageState>>;
  /** Builds the runner once the device is known. */
  readonly makeRunner: (device: DeviceRow, hooks: RunnerHooks) => OutboxRunner;
  readonly appVersion: string;
  readonly restoredMark: RestoredMark;
}

/** Whether the hub answered when it was last asked. Derived from real calls, never from `navigator.onLine`. */
export type HubContact = 'unknown' | 'reachable' | 'unreachable';

/** The app around the screens: device, day, queue, storage, version. One per tab, made by `compose`. */
export class Tablet {
  readonly world: World;
  readonly store: TabletStore;
  readonly drafts: Drafts;
  readonly forms: FormShelf;
  readonly visits: VisitMemory;
  readonly kioskLock: KioskLock;
  readonly codeBrake: CodeBrake;
  readonly derivePin: DerivePin;
  readonly passkeys: Passkeys;
  readonly words: Words;
  readonly safekeeping: Safekeeping;
  /** What this tablet tells the hub of itself, and what came of it; from the moment it is enrolled. */
  reports: HubReports | undefined = $state.raw(undefined);

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
    this.forms = new FormShelf(parts.store);
    this.visits = parts.visits;
    this.kioskLock = parts.kioskLock;
    this.codeBrake = parts.codeBrake;
    this.derivePin = parts.derivePin;
    this.passkeys = parts.passkeys;
    this.words = parts.words;
    this.safekeeping = new Safekeeping(parts);
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
    const moved = await moveForms(this);
    if (!moved.ok) return moved;
    const [device, day] = await Promise.all([loadDevice(this.store), loadBundle(this.store)]);
    if (!device.ok) return device;
    if (!day.ok) return day;
    this.day = day.value;
    await this.keepShift();
    this.storage = await this.#parts.storageState();
    const searched = await this.safekeeping.findIncident(device.value);
    if (!searched.ok) return searched;
    if (device.value !== undefined && this.day !== undefined) {
      const sound = await this.safekeeping.soundBundle(device.value, this.day);
      if (!sound.ok) return sound;
      this.day = sound.value;
    }
    if (device.value === undefined) this.lostDeviceId = this.#parts.enrolmentMark.deviceId;
    else this.#adoptDevice(device.value);
    void this.#updates.start();
    setInterval(() => {
      this.now = this.world.now();
      void this.keepShift();
      void this.#keepSafe();
    }, TICK_MS);
    void this.#keepSafe();
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
      { code, label, pinKeyMs: await this.#parts.measurePin() },
    );
    if (!enrolled.ok) return enrolled;
    await this.askForPersistence();
    this.#adoptDevice(enrolled.value);
    return this.refresh();
  }

  /** Ends the shift when its time is over, and follows what another tab did to it. */
  async keepShift(): Promise<void> {
    const { day } = this;
    const kept = await keepShift(this, day);
    // A bundle that arrived meanwhile is newer than what was looked at.
    if (kept.ok && this.day === day) this.day = kept.value;
  }

  /** Lets in again who is locked out, with a one-time code of an administrator. Needs the network. */
  async recover(staffId: string, code: string): Promise<Outcome<void>> {
    const { device } = this;
    if (device === undefined) return problem('device-not-enrolled');
    // The new wrap belongs to the hub's shift of today: that one must be here before the code is used up.
    const refreshed = await this.refresh();
    if (!refreshed.ok) return refreshed;
    const { store, world } = this;
    const recovered = await recoverStaff({ store, world, api: this.#parts.api }, device, { staffId, code });
    if (!recovered.ok) return recovered;
    this.day = recovered.value;
    return { ok: true, value: undefined };
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
    void this.safekeeping.noteNumbers();
    this.#runner?.kick('saved');
  }

  /** Puts a record that was set aside back into the queue. */
  async resend(revisionId: string): Promise<Outcome<void>> {
    return this.#runner?.resend(revisionId) ?? problem('device-not-enrolled');
  }

  adoptSession(session: UnlockedSession): void {
    this.session = session;
    void this.#checkUnlocked(session);
    void this.#wake('unlocked');
  }

  dropSession(): void {
    this.session = undefined;
  }

  /** Says to every tab that a form is open: no new version is taken in meanwhile. */
  markFormOpen(): () => void {
    const release = holdFormOpen(this.#parts.locks);
    const close = this.#updates.formOpened();
    return () => {
      release();
      close();
    };
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

  async #keepSafe(): Promise<void> {
    const { day, session } = this;
    const wasKept = !this.safekeeping.promiseLost;
    await this.safekeeping.look({ day, session, hubNow: this.hubNow() });
    // What the browser may remove now is better at the hub.
    if (wasKept && this.safekeeping.promiseLost) this.sendNow();
  }

  /** Looks at what only unlocked staff can look into. */
  async #checkUnlocked(session: UnlockedSession): Promise<void> {
    const { device, day } = this;
    if (device !== undefined && day !== undefined) {
      const sound = await this.safekeeping.soundBundle(device, day, session);
      if (sound.ok && this.day === day) this.day = sound.value;
    }
    await this.safekeeping.sweep(session);
  }

  async #wake(reason: 'online' | 'visible' | 'unlocked'): Promise<void> {
    this.#runner?.kick(reason);
    await this.refresh();
  }

  async #refresh(): Promise<Outcome<void>> {
    const { device } = this;
    if (device === undefined) return problem('device-not-enrolled');
    const told = await askForDay(this.#parts, device);
    this.#noteContact(told);
    if (!told.ok) {
      // The queue is handed over as soon as the runner comes to it.
      if (told.error.code === 'device-revoked' && (await this.beRevoked()).ok) this.#runner?.kick('online');
      return told;
    }
    const trusted = await reinstate(this, device);
    if (!trusted.ok) return trusted;
    this.device = trusted.value;
    const taken = await takeDay(this.#parts, device, told.value);
    if (!taken.ok) {
      this.#noteContact(taken);
      if (!NO_CONTACT.has(taken.error.code)) this.hubProblem = taken.error;
      return taken;
    }
    if (!isSameDay(this.day, taken.value)) this.day = taken.value;
    this.#runner?.kick('online');
    return { ok: true, value: undefined };
  }

  /** The hub no longer trusts this tablet: nothing on it reads any more, and the sealed queue goes to quarantine. */
  async beRevoked(): Promise<Outcome<DeviceRow>> {
    this.dropSession();
    const revoked = await becomeRevoked(this, this.day?.bundle.hubKeys);
    if (!revoked.ok) return revoked;
    this.device = revoked.value;
    this.day = undefined;
    return revoked;
  }

  #noteContact(answer: Outcome<unknown>): void {
    this.contact = !answer.ok && NO_CONTACT.has(answer.error.code) ? 'unreachable' : 'reachable';
    this.hubProblem = !answer.ok && retryRule(answer.error.code) !== 'retry' ? answer.error : undefined;
  }

  /** Sending is a real call too: what it met just now is news of the way to the hub. */
  #noteSending({ lastProblem, counts, running }: OutboxStatus): void {
    const before = this.queue;
    if (counts !== before?.counts) this.reports?.noteCounts(counts);
    const unsent = counts.queued + counts.parked;
    const { queued, parked } = before?.counts ?? { queued: -1, parked: 0 };
    // A long queue is noted when it has come to rest, not record by record.
    if (!running && (before?.running === true || unsent !== queued + parked)) {
      void this.safekeeping.noteNumbers();
    }
    const isNew = lastProblem !== undefined && lastProblem.at !== before?.lastProblem?.at;
    if (isNew && NO_CONTACT.has(lastProblem.code)) this.contact = 'unreachable';
    else if (before !== undefined && counts.delivered > before.counts.delivered) this.contact = 'reachable';
  }

  #adoptDevice(device: DeviceRow): void {
    this.device = device;
    this.lostDeviceId = undefined;
    this.#parts.enrolmentMark.set(device.deviceId);
    const reports = new HubReports(this.#parts, this);
    this.reports = reports;
    const runner = this.#parts.makeRunner(device, reports);
    runner.subscribe((status) => {
      this.#noteSending(status);
      this.queue = status;
    });
    runner.start();
    this.#runner = runner;
  }
}
