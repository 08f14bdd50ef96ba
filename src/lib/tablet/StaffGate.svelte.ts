import type { StaffEntry } from '../contract/people.ts';
import type { Outcome, Problem } from '../contract/problem.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { Countdown } from './Countdown.svelte.ts';
import { isPasskeyReady, unlockWithPasskey } from './passkey.ts';
import { staffByLastUse } from './staff-order.ts';
import type { Tablet } from './Tablet.svelte.ts';
import { unlock, waitLeftMs, type UnlockedSession } from './vault.ts';

/** The way into the staff's side: pick a name, enter the PIN, sit out the wait after wrong ones. */
export class StaffGate {
  /** Who may unlock today, who did so last first. */
  staff: readonly StaffEntry[] = $state.raw([]);
  chosen: StaffEntry | undefined = $state.raw(undefined);
  problem: Problem | undefined = $state.raw(undefined);
  /** A PIN, a passkey or a code is being tried. */
  busy = $state(false);
  /** The chosen person may use a passkey instead of the PIN. */
  hasPasskey = $state(false);
  /** The chosen person has no way in any more but a recovery code. */
  lockedOut = $state(false);
  /** The chosen person was locked out and has just been let in again. */
  recovered = $state(false);
  /** The wait after wrong PINs. */
  readonly wait = new Countdown();

  readonly #tablet: Tablet;

  constructor(tablet: Tablet) {
    this.#tablet = tablet;
  }

  /** Lists the staff of the day anew. */
  async list(): Promise<void> {
    const { day, store } = this.#tablet;
    const audit = await store.all('audit');
    this.staff = staffByLastUse(day?.bundle.staff ?? [], audit.ok ? audit.value : []);
  }

  async choose(person: StaffEntry): Promise<void> {
    this.chosen = person;
    this.problem = undefined;
    this.hasPasskey = false;
    this.lockedOut = false;
    this.recovered = false;
    await this.#showWait(person.staffId);
    await this.#showPasskey(person.staffId);
  }

  chooseAgain(): void {
    if (this.busy) return;
    this.wait.stop();
    this.chosen = undefined;
    this.problem = undefined;
  }

  /**
   * @returns the session that the PIN opens, and the gate stays as it is until {@link close}; else {@link problem}
   * says why not
   */
  async tryPin(pin: string): Promise<UnlockedSession | undefined> {
    const { store, world, derivePin } = this.#tablet;
    return this.#try((device, day, staffId) =>
      unlock({ store, world, derivePin }, device, day, { staffId, pin }),
    );
  }

  /** As {@link tryPin}, with the passkey of the chosen person. */
  async tryPasskey(): Promise<UnlockedSession | undefined> {
    const { store, world, passkeys } = this.#tablet;
    return this.#try((device, day, staffId) =>
      unlockWithPasskey({ store, world, passkeys }, device, day, staffId),
    );
  }

  /** Lets the chosen person in again who is locked out, with a one-time code; the PIN is asked for afterwards. */
  async recover(code: string): Promise<void> {
    const staffId = this.chosen?.staffId;
    if (staffId === undefined || this.busy) return;
    this.busy = true;
    const done = await this.#tablet.recover(staffId, code);
    this.busy = false;
    if (this.chosen?.staffId !== staffId) return;
    this.recovered = done.ok;
    this.lockedOut = !done.ok;
    this.problem = done.ok ? undefined : done.error;
    await this.list();
    this.chosen = this.staff.find((each) => each.staffId === staffId);
  }

  async #try(
    open: (device: DeviceRow, day: BundleRow, staffId: string) => Promise<Outcome<UnlockedSession>>,
  ): Promise<UnlockedSession | undefined> {
    const { device, day } = this.#tablet;
    const staffId = this.chosen?.staffId;
    if (device === undefined || day === undefined || staffId === undefined || this.busy) return undefined;
    this.busy = true;
    this.problem = undefined;
    this.recovered = false;
    const unlocked = await open(device, day, staffId);
    if (unlocked.ok) return unlocked.value;
    this.busy = false;
    this.problem = unlocked.error;
    await this.#showWait(staffId);
    return undefined;
  }

  async #showPasskey(staffId: string): Promise<void> {
    const { day, store, world } = this.#tablet;
    if (day === undefined) return;
    const isReady = await isPasskeyReady({ store, world }, day, staffId);
    if (this.chosen?.staffId === staffId) this.hasPasskey = isReady;
  }

  /** Whoever came through is inside. */
  close(): void {
    this.busy = false;
    this.chooseAgain();
  }

  /** Shows a wait or a destroyed wrap as soon as a name is chosen, not only after another PIN. */
  async #showWait(staffId: string): Promise<void> {
    const { store, world } = this.#tablet;
    const read = await store.get('staffLocks', staffId);
    if (this.chosen?.staffId !== staffId || !read.ok) return;
    const lock = read.value;
    if (lock === undefined) return;
    this.lockedOut = lock.destroyed;
    if (lock.destroyed) {
      this.problem = { code: 'pin-destroyed' };
      this.hasPasskey = false;
    } else this.wait.start((await waitLeftMs({ store, world }, lock)) / 1000);
  }
}
