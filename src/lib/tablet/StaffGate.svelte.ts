import type { StaffEntry } from '../contract/people.ts';
import type { Problem } from '../contract/problem.ts';
import { Countdown } from './Countdown.svelte.ts';
import { staffByLastUse } from './staff-order.ts';
import type { Tablet } from './Tablet.svelte.ts';
import { pinDelayMs, unlock, type UnlockedSession } from './vault.ts';

/** The way into the staff's side: pick a name, enter the PIN, sit out the wait after wrong ones. */
export class StaffGate {
  /** Who may unlock today, who did so last first. */
  staff: readonly StaffEntry[] = $state.raw([]);
  chosen: StaffEntry | undefined = $state.raw(undefined);
  problem: Problem | undefined = $state.raw(undefined);
  /** A PIN is being tried. */
  busy = $state(false);
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
    await this.#showWait(person.staffId);
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
    const { device, day, store, world, derivePin } = this.#tablet;
    const staffId = this.chosen?.staffId;
    if (device === undefined || day === undefined || staffId === undefined || this.busy) return undefined;
    this.busy = true;
    this.problem = undefined;
    const unlocked = await unlock({ store, world, derivePin }, device, day, { staffId, pin });
    if (unlocked.ok) return unlocked.value;
    this.busy = false;
    this.problem = unlocked.error;
    await this.#showWait(staffId);
    return undefined;
  }

  /** Whoever came through is inside. */
  close(): void {
    this.busy = false;
    this.chooseAgain();
  }

  /** Shows a wait or a destroyed wrap as soon as a name is chosen, not only after another PIN. */
  async #showWait(staffId: string): Promise<void> {
    const { day, store, world } = this.#tablet;
    const read = await store.get('staffLocks', staffId);
    if (this.chosen?.staffId !== staffId || !read.ok) return;
    const lock = read.value;
    if (lock === undefined || lock.shiftId !== day?.bundle.shift.shiftId) return;
    if (lock.destroyed) this.problem = { code: 'pin-destroyed' };
    else this.wait.start(Math.min(lock.waitUntil - world.now(), pinDelayMs(lock.wrongPins)) / 1000);
  }
}
