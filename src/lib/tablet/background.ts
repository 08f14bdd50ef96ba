import { problem, retryRule, type Outcome, type ProblemCode } from '../contract/problem.ts';
import type { OutboxRunner, OutboxStatus } from '../sync/outbox-runner.ts';
import type { DeviceRow } from '../store/schema.ts';
import type { Behind } from './behind.ts';
import { opensFor } from './damaged-rows.ts';
import { enrol } from './enrolment.ts';
import { noFormOpen } from './form-lock.ts';
import { HubReports, type HubReportsParts, type RunnerHooks } from './HubReports.svelte.ts';
import type { HubApi } from './hub-api.ts';
import { recoverStaff } from './recovery.ts';
import { askForDay, isSameDay, takeDay } from './refresh-day.ts';
import { becomeRevoked, reinstate } from './revocation.ts';
import type { Tablet } from './Tablet.svelte.ts';
import { Tending, type TendingParts } from './tending.ts';
import { Updates } from './updates.ts';
import type { UnlockedSession } from './vault.ts';
import type { World } from './world.ts';

/** Problems that mean that nobody answered, or not the hub. */
const NO_CONTACT: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'network-unreachable',
  'network-timeout',
  'answer-not-from-hub',
]);

export interface BackgroundParts extends TendingParts, Omit<HubReportsParts, 'world'> {
  readonly world: World;
  readonly api: HubApi;
  readonly locks: LockManager;
  /** How long this tablet needs for the key of a PIN at the least cost, milliseconds. */
  readonly measurePin: () => Promise<number | undefined>;
  /** Builds the runner once the device is known. */
  readonly makeRunner: (device: DeviceRow, hooks: RunnerHooks) => OutboxRunner;
}

/**
 * What goes on behind the screens, for which no family waits: the way to the hub, the care for what is stored, the
 * app's version. What comes of it is told on the {@link Tablet}.
 */
export class Background implements Behind {
  readonly #parts: BackgroundParts;
  readonly #tablet: Tablet;
  readonly #tending: Tending;
  readonly #updates: Updates;
  #runner: OutboxRunner | undefined;
  #refreshing: Promise<Outcome<void>> | undefined;

  constructor(parts: BackgroundParts, tablet: Tablet) {
    this.#parts = parts;
    this.#tablet = tablet;
    this.#tending = new Tending(parts, tablet.safekeeping);
    this.#updates = new Updates({
      mayActivate: () => noFormOpen(parts.locks),
      isFormOpen: () => tablet.hasFormOpen,
      onState: (state) => {
        tablet.update = state;
      },
    });
  }

  /** Goes on with what the tablet is at already. */
  start(): void {
    const { device } = this.#tablet;
    if (device !== undefined) this.#startRunner(device);
    void this.#updates.start();
    void this.keepSafe();
  }

  async setUp(code: string, label: string): Promise<Outcome<void>> {
    const { store, api, world, measurePin } = this.#parts;
    const enrolled = await enrol({ store, api, world }, { code, label, pinKeyMs: await measurePin() });
    if (!enrolled.ok) return enrolled;
    await this.#tablet.askForPersistence();
    this.#tablet.adoptDevice(enrolled.value);
    this.#startRunner(enrolled.value);
    return this.refresh();
  }

  async recover(staffId: string, code: string): Promise<Outcome<void>> {
    const { device } = this.#tablet;
    if (device === undefined) return problem('device-not-enrolled');
    // The new wrap belongs to the hub's shift of today: that one must be here before the code is used up.
    const refreshed = await this.refresh();
    if (!refreshed.ok) return refreshed;
    const recovered = await recoverStaff(this.#parts, device, { staffId, code });
    if (!recovered.ok) return recovered;
    this.#tablet.day = recovered.value;
    return { ok: true, value: undefined };
  }

  refresh(): Promise<Outcome<void>> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  kick(reason: Parameters<OutboxRunner['kick']>[0]): void {
    this.#runner?.kick(reason);
  }

  async resend(revisionId: string): Promise<Outcome<void>> {
    return this.#runner?.resend(revisionId) ?? problem('device-not-enrolled');
  }

  checkForUpdate(): Promise<void> {
    return this.#updates.check();
  }

  applyUpdate(): Promise<boolean> {
    return this.#updates.activateIfIdle();
  }

  formClosed(): void {
    this.#updates.formClosed();
  }

  async keepSafe(): Promise<void> {
    const tablet = this.#tablet;
    const { day, session, safekeeping } = tablet;
    const wasKept = !safekeeping.promiseLost;
    await this.#tending.look({ day, session, hubHeardMs: this.#parts.api.heardMs });
    await tablet.reports?.drafts.follow();
    if (tablet.reports?.drafts.isNew === true) this.kick('online');
    // What the browser may remove now is better at the hub.
    if (wasKept && safekeeping.promiseLost) this.kick('manual');
  }

  async checkUnlocked(session: UnlockedSession): Promise<void> {
    const tablet = this.#tablet;
    const { device, day } = tablet;
    if (device !== undefined && day !== undefined) {
      const sound = await tablet.safekeeping.soundBundle(device, day, opensFor(session));
      if (sound.ok && tablet.day === day) tablet.day = sound.value;
    }
    await this.#tending.sweep(session);
  }

  /** The hub no longer trusts this tablet: nothing on it reads any more, and the sealed queue goes to quarantine. */
  async beRevoked(): Promise<Outcome<DeviceRow>> {
    const tablet = this.#tablet;
    tablet.dropSession();
    const revoked = await becomeRevoked(this.#parts, tablet.day?.bundle.hubKeys);
    if (!revoked.ok) return revoked;
    tablet.device = revoked.value;
    tablet.day = undefined;
    return revoked;
  }

  async #refresh(): Promise<Outcome<void>> {
    const tablet = this.#tablet;
    const { device } = tablet;
    if (device === undefined) return problem('device-not-enrolled');
    const told = await askForDay(this.#parts, device);
    this.#noteContact(told);
    if (!told.ok) {
      // The queue is handed over as soon as the runner comes to it.
      if (told.error.code === 'device-revoked' && (await this.beRevoked()).ok) this.kick('online');
      return told;
    }
    if (told.value.hubDay.isNewer) void this.#updates.check();
    const trusted = await reinstate(this.#parts, device);
    if (!trusted.ok) return trusted;
    tablet.device = trusted.value;
    const taken = await takeDay(this.#parts, device, told.value);
    if (!taken.ok) {
      this.#noteContact(taken);
      if (!NO_CONTACT.has(taken.error.code)) tablet.hubProblem = taken.error;
      return taken;
    }
    if (!isSameDay(tablet.day, taken.value)) tablet.day = taken.value;
    await tablet.reports?.drafts.follow();
    this.kick('online');
    return { ok: true, value: undefined };
  }

  #noteContact(answer: Outcome<unknown>): void {
    const tablet = this.#tablet;
    tablet.contact = !answer.ok && NO_CONTACT.has(answer.error.code) ? 'unreachable' : 'reachable';
    tablet.hubProblem = !answer.ok && retryRule(answer.error.code) !== 'retry' ? answer.error : undefined;
  }

  /** Sending is a real call too: what it met just now is news of the way to the hub. */
  #noteSending({ lastProblem, counts, running }: OutboxStatus): void {
    const tablet = this.#tablet;
    const before = tablet.queue;
    if (counts !== before?.counts) tablet.reports?.noteCounts(counts);
    const unsent = counts.queued + counts.parked;
    const { queued, parked } = before?.counts ?? { queued: -1, parked: 0 };
    // A long queue is noted when it has come to rest, not record by record.
    if (!running && (before?.running === true || unsent !== queued + parked)) {
      void tablet.safekeeping.noteNumbers();
    }
    const isNew = lastProblem !== undefined && lastProblem.at !== before?.lastProblem?.at;
    if (isNew && NO_CONTACT.has(lastProblem.code)) tablet.contact = 'unreachable';
    else if (before !== undefined && counts.delivered > before.counts.delivered) tablet.contact = 'reachable';
  }

  #startRunner(device: DeviceRow): void {
    const tablet = this.#tablet;
    const reports = new HubReports(this.#parts, {
      get device() {
        return tablet.device;
      },
      get day() {
        return tablet.day;
      },
      beRevoked: () => this.beRevoked(),
    });
    tablet.reports = reports;
    const runner = this.#parts.makeRunner(device, reports);
    runner.subscribe((status) => {
      this.#noteSending(status);
      tablet.queue = status;
    });
    runner.start();
    this.#runner = runner;
  }
}
