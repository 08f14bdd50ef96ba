import type { Problem } from '../contract/problem.ts';
import { addPasskey, removePasskey } from './passkey.ts';
import type { Tablet } from './Tablet.svelte.ts';

/** The passkey of whoever is unlocked: whether one can be had, is there, is added or taken away. */
export class StaffPasskey {
  /** This browser may have passkeys; until it is known nothing is offered. */
  supported = $state(false);
  /** The person has one on this tablet. */
  present = $state(false);
  busy = $state(false);
  /** What was done last. */
  done: 'added' | 'removed' | undefined = $state(undefined);
  problem: Problem | undefined = $state.raw(undefined);

  readonly #tablet: Tablet;

  constructor(tablet: Tablet) {
    this.#tablet = tablet;
  }

  async look(): Promise<void> {
    const { passkeys, session, store } = this.#tablet;
    this.supported = await passkeys.isSupported();
    if (session === undefined) return;
    const read = await store.get('passkeys', session.staff.staffId);
    this.present = read.ok && read.value !== undefined;
  }

  async add(): Promise<void> {
    const { passkeys, session, store, world } = this.#tablet;
    if (session === undefined || this.busy) return;
    this.#begin();
    const added = await addPasskey({ store, world, passkeys }, session.staff);
    this.#finish('added', added.ok ? undefined : added.error);
  }

  async remove(): Promise<void> {
    const { session, store, world } = this.#tablet;
    if (session === undefined || this.busy) return;
    this.#begin();
    const removed = await removePasskey({ store, world }, session.staff.staffId);
    this.#finish('removed', removed.ok ? undefined : removed.error);
  }

  #begin(): void {
    this.busy = true;
    this.done = undefined;
    this.problem = undefined;
  }

  #finish(what: 'added' | 'removed', problem: Problem | undefined): void {
    this.busy = false;
    this.problem = problem;
    if (problem !== undefined) return;
    this.done = what;
    this.present = what === 'added';
  }
}
