import { believedWall } from '../contract/hlc.ts';
import type { Outcome, Problem } from '../contract/problem.ts';
import { recognise } from '../qr/recognise.ts';
import type { OutboxStatus } from '../sync/outbox-runner.ts';
import type { TabletStore } from '../store/port.ts';
import type { StorageState } from '../store/persistence.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { appPart } from './app-part.ts';
import type { Behind } from './behind.ts';
import type { CodeBrake } from './code-brake.ts';
import type { EnrolmentMark } from './enrolment-mark.ts';
import { loadBundle, loadDevice } from './stored.ts';
import { Drafts } from './drafts.ts';
import { holdFormOpen } from './form-lock.ts';
import { FormShelf } from './form-shelf.ts';
import type { HubReports } from './HubReports.svelte.ts';
import type { KioskLock } from './kiosk-lock.ts';
import { moveForms } from './move-forms.ts';
import type { UpdateState } from './updates.ts';
import type { DerivePin, UnlockedSession } from './vault.ts';
import type { VisitMemory } from './visit-memory.ts';
import type { Passkeys } from './passkey.ts';
import { keepShift } from './end-shift.ts';
import { Safekeeping } from './Safekeeping.svelte.ts';
import { isReadable } from './shift-clock.ts';
import type { StorageRisk } from './storage-risk.ts';
import type { Words } from './Words.svelte.ts';
import type { World } from './world.ts';

/** How often today's list is asked for while the app is open, milliseconds. */
const REFRESH_EVERY_MS = 5 * 60_000;
const TICK_MS = 10_000;

export interface TabletParts {
  readonly world: World;
  readonly store: TabletStore;
  readonly visits: VisitMemory;
  readonly kioskLock: KioskLock;
  readonly codeBrake: CodeBrake;
  readonly derivePin: DerivePin;
  readonly passkeys: Passkeys;
  readonly locks: LockManager;
  readonly enrolmentMark: EnrolmentMark;
  readonly words: Words;
  readonly storageRisk: StorageRisk;
  readonly storageState: () => Promise<Outcome<StorageState>>;
  readonly requestPersistence: () => Promise<Outcome<StorageState>>;
  /** Does something when the screen has nothing to do; what is on it never waits for that. */
  readonly whenIdle: (then: () => void) => void;
  /** Fetches what goes on behind the screens. Rejects when it is neither kept here nor to be had. */
  readonly fetchBehind: (tablet: Tablet) => Promise<Behind>;
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
  readonly whenIdle: TabletParts['whenIdle'];
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
  #behind: Promise<Outcome<Behind>> | undefined;
  #formsOpen = 0;

  constructor(parts: TabletParts) {
    this.#parts = parts;
    this.world = parts.world;
    this.store = parts.store;
    this.drafts = new Drafts({ ...parts, hubNow: () => this.#believedNow() });
    this.forms = new FormShelf(parts.store);
    this.visits = parts.visits;
    this.kioskLock = parts.kioskLock;
    this.codeBrake = parts.codeBrake;
    this.derivePin = parts.derivePin;
    this.passkeys = parts.passkeys;
    this.words = parts.words;
    this.safekeeping = new Safekeeping(parts);
    this.whenIdle = parts.whenIdle;
    this.storageRiskAccepted = parts.storageRisk.isAccepted;
    this.now = parts.world.now();
  }

  /** Reads what is on this tablet and starts its clock. Never waits for the network; {@link refresh} asks the hub. */
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
    else this.adoptDevice(device.value);
    setInterval(() => {
      this.now = this.world.now();
      void this.keepShift();
      void this.#aside((behind) => behind.keepSafe());
    }, TICK_MS);
    setInterval(() => void this.refresh(), REFRESH_EVERY_MS);
    addEventListener('online', () => void this.#wake('online'));
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') void this.#wake('visible');
    });
    return { ok: true, value: undefined };
  }

  /** Milliseconds since 1970 by the hub's clock as far as this tablet knows it. */
  hubNow(): number {
    return this.world.now() - (this.day?.clockOffsetMs ?? 0);
  }

  /** The same where the clock may have been moved since: then what the hub said last stands in its place. */
  #believedNow(): number {
    const { day } = this;
    if (day === undefined) return this.world.now();
    const heard = { heardMs: Date.parse(day.bundle.issuedAt), offsetMs: day.clockOffsetMs };
    return believedWall(this.world.now(), heard);
  }

  /** Whether today's list can be read: there is one, and its time is not over. */
  get dayState(): 'missing' | 'expired' | 'current' {
    if (this.day === undefined) return 'missing';
    return isReadable(this.day, this.now) ? 'current' : 'expired';
  }

  /** Puts this tablet into service with a one-time code, and fetches its first bundle. */
  setUp(code: string, label: string): Promise<Outcome<void>> {
    return this.#ask((behind) => behind.setUp(code, label));
  }

  /** The device that this tablet is, as it came up or was enrolled. */
  adoptDevice(device: DeviceRow): void {
    this.device = device;
    this.lostDeviceId = undefined;
    this.#parts.enrolmentMark.set(device.deviceId);
  }

  /** Ends the shift when its time is over, and follows what another tab did to it. */
  async keepShift(): Promise<void> {
    const { day } = this;
    const kept = await keepShift(this, day);
    // A bundle that arrived meanwhile is newer than what was looked at.
    if (kept.ok && this.day === day) this.day = kept.value;
  }

  /** Lets in again who is locked out, with a one-time code of an administrator. Needs the network. */
  recover(staffId: string, code: string): Promise<Outcome<void>> {
    return this.#ask((behind) => behind.recover(staffId, code));
  }

  /** The enrolment code in a scanned text, if it is one. */
  enrolmentCodeIn(scanned: string): string | undefined {
    const seen = recognise(scanned);
    return seen.kind === 'enrolment' ? seen.code : undefined;
  }

  /** Fetches the day bundle. Without network the one at hand stays. */
  refresh(): Promise<Outcome<void>> {
    return this.#ask((behind) => behind.refresh());
  }

  /** 「送信」: everything that waits is tried now. */
  sendNow(): void {
    void this.#aside((behind) => behind.kick('manual'));
  }

  /** A new revision lies in the outbox. */
  noteSaved(): void {
    void this.safekeeping.noteNumbers();
    void this.#aside((behind) => behind.kick('saved'));
  }

  /** Puts a record that was set aside back into the queue. */
  resend(revisionId: string): Promise<Outcome<void>> {
    return this.#ask((behind) => behind.resend(revisionId));
  }

  adoptSession(session: UnlockedSession): void {
    this.session = session;
    void this.#aside((behind) => behind.checkUnlocked(session));
    void this.#wake('unlocked');
  }

  dropSession(): void {
    this.session = undefined;
  }

  /** A form is open in this tab. */
  get hasFormOpen(): boolean {
    return this.#formsOpen > 0;
  }

  /** Says to every tab that a form is open: no new version is taken in meanwhile. */
  markFormOpen(): () => void {
    const release = holdFormOpen(this.#parts.locks);
    let open = true;
    this.#formsOpen += 1;
    return () => {
      if (!open) return;
      open = false;
      release();
      this.#formsOpen -= 1;
      void this.#aside((behind) => behind.formClosed());
    };
  }

  async checkForUpdate(): Promise<void> {
    await this.#aside((behind) => behind.checkForUpdate());
  }

  async applyUpdate(): Promise<boolean> {
    return (await this.#aside((behind) => behind.applyUpdate())) ?? false;
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
    void this.#aside((behind) => behind.kick(reason));
    await this.refresh();
  }

  /** What goes on behind the screens: fetched when it is asked for first, and again when it could not be had. */
  async #fetchBehind(): Promise<Outcome<Behind>> {
    this.#behind ??= appPart(() => this.#parts.fetchBehind(this), 'network-unreachable');
    const asked = this.#behind;
    const fetched = await asked;
    if (!fetched.ok && this.#behind === asked) {
      this.#behind = undefined;
      this.contact = 'unreachable';
    }
    return fetched;
  }

  async #ask<T>(what: (behind: Behind) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const fetched = await this.#fetchBehind();
    return fetched.ok ? what(fetched.value) : fetched;
  }

  /** Nobody waits for it: what could not be fetched is asked for again the next time. */
  async #aside<T>(what: (behind: Behind) => Promise<T> | T): Promise<T | undefined> {
    const fetched = await this.#fetchBehind();
    return fetched.ok ? what(fetched.value) : undefined;
  }
}
