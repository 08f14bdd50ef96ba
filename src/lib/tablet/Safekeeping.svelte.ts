import type { Outcome } from '../contract/problem.ts';
import { isDraftAside } from '../contract/draft-aside.ts';
import type { StoreEvent } from '../store/idb-connection.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { checkBundle } from './check-bundle.ts';
import type { EnrolmentMark } from './enrolment-mark.ts';
import { incidentOf, readIncident, sealedNumbers, type Incident } from './incident.ts';
import { loadBundle } from './stored.ts';
import type { World } from './world.ts';

interface Parts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now' | 'random'>;
  readonly enrolmentMark: EnrolmentMark;
}

/** How what is stored on this tablet fares: its room, the browser's promise, damaged rows, what was lost. */
export class Safekeeping {
  /** Little room is left, although what can be fetched again has been removed. */
  roomLow = $state(false);
  /** The browser had promised to keep what is stored, and does not any more. */
  promiseLost = $state(false);
  /** Rows that cannot be read any more and were set aside (要対応). */
  damaged = $state(0);
  /** What this tablet is known to have lost, until staff have dealt with it. */
  incident: Incident | undefined = $state.raw(undefined);

  /** What happened to the store beside the calls that staff have to know. */
  storeEvent: StoreEvent | undefined = $state(undefined);

  readonly #parts: Parts;
  #noting: Promise<void> | undefined;
  #noteAgain = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A connection that was lost opens again by itself; a store that is gone outweighs everything else. */
  noteStoreEvent(event: StoreEvent): void {
    if (event !== 'connection-lost' && this.storeEvent !== 'recreated') this.storeEvent = event;
  }

  /** Compares what was noted outside of the database with what it came up with. */
  async findIncident(device: DeviceRow | undefined): Promise<Outcome<void>> {
    const { store, enrolmentMark } = this.#parts;
    const numbers = await sealedNumbers(store);
    if (!numbers.ok) return numbers;
    const found = incidentOf(enrolmentMark, device !== undefined, numbers.value);
    if (found !== undefined) enrolmentMark.noteIncident(JSON.stringify(found));
    this.incident = found ?? readIncident(enrolmentMark.incident);
    if (found?.kind === 'older' && found.last !== undefined) await this.#skipNumbers(found.last);
    await this.countDamaged();
    return { ok: true, value: undefined };
  }

  /** Staff have saved the report and told the hub's administrators. */
  closeIncident(): void {
    this.#parts.enrolmentMark.clearIncident();
    this.incident = undefined;
  }

  /**
   * The bundle that can be used: the one given, or what is left of it when it is damaged.
   * @param reads see {@link checkBundle}
   */
  async soundBundle(
    device: DeviceRow,
    day: BundleRow,
    reads?: (row: BundleRow) => Promise<boolean>,
  ): Promise<Outcome<BundleRow | undefined>> {
    const { store } = this.#parts;
    const changed = await checkBundle(this.#parts, device, day, reads);
    if (!changed.ok) return changed;
    if (!changed.value) return { ok: true, value: day };
    await this.countDamaged();
    return loadBundle(store);
  }

  async countDamaged(): Promise<void> {
    const aside = await this.#parts.store.all('damaged');
    // A sound draft in whose place a section was begun anew lies there too.
    if (aside.ok) this.damaged = aside.value.filter((row) => !isDraftAside(row)).length;
  }

  /** Notes outside of the database what is sealed and unsent. Calls that come meanwhile share one more. */
  noteNumbers(): Promise<void> {
    this.#noteAgain = true;
    this.#noting ??= this.#note().finally(() => {
      this.#noting = undefined;
    });
    return this.#noting;
  }

  async #note(): Promise<void> {
    while (this.#noteAgain) {
      this.#noteAgain = false;
      const numbers = await sealedNumbers(this.#parts.store);
      if (numbers.ok) this.#parts.enrolmentMark.note(numbers.value);
    }
  }

  /** Numbers that were given once are never given again: the hub would take the new records for the lost ones. */
  async #skipNumbers(last: number): Promise<void> {
    const { store } = this.#parts;
    const chain = await store.get('meta', 'chain');
    if (!chain.ok || chain.value?.key !== 'chain' || chain.value.deviceSeq >= last) return;
    const { deviceSeq: value } = chain.value;
    await store.commit([
      { do: 'expect', table: 'meta', key: 'chain', field: 'deviceSeq', value },
      { do: 'put', table: 'meta', row: { ...chain.value, deviceSeq: last } },
    ]);
  }
}
