import type { Outcome } from '../contract/problem.ts';
import type { StorageState } from '../store/persistence.ts';
import type { TabletStore } from '../store/port.ts';
import { isRoomLow, purgeCaches } from '../store/room.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { checkBundle, sweepDamaged } from './damaged-rows.ts';
import type { EnrolmentMark } from './enrolment-mark.ts';
import { expireDrafts } from './expire-drafts.ts';
import { incidentOf, readIncident, sealedNumbers, type Incident } from './incident.ts';
import { loadBundle } from './stored.ts';
import type { UnlockedSession } from './vault.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;

/** How often the room is looked at, milliseconds. */
const LOOK_EVERY_MS = 5 * 60_000;

interface Parts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now' | 'random'>;
  readonly enrolmentMark: EnrolmentMark;
  readonly storageState: () => Promise<Outcome<StorageState>>;
  readonly requestPersistence: () => Promise<Outcome<StorageState>>;
}

/** What the tablet knows when it looks. */
export interface SafekeepingFacts {
  readonly day: BundleRow | undefined;
  readonly session: UnlockedSession | undefined;
  /** Milliseconds since 1970 by the hub's clock. */
  readonly hubNow: number;
}

/** Keeps what is stored on this tablet: its room, the browser's promise, damaged rows, drafts whose time is over. */
export class Safekeeping {
  /** Little room is left, although what can be fetched again has been removed. */
  roomLow = $state(false);
  /** The browser had promised to keep what is stored, and does not any more. */
  promiseLost = $state(false);
  /** Rows that cannot be read any more and were set aside (要対応). */
  damaged = $state(0);
  /** What this tablet is known to have lost, until staff have dealt with it. */
  incident: Incident | undefined = $state.raw(undefined);

  readonly #parts: Parts;
  #lookedAt = -Infinity;
  #tendedAt = -Infinity;
  #looking: Promise<void> | undefined;
  #noting: Promise<void> | undefined;
  #noteAgain = false;

  constructor(parts: Parts) {
    this.#parts = parts;
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

  /** The bundle that can be used: the one given, or what is left of it when it is damaged. */
  async soundBundle(
    device: DeviceRow,
    day: BundleRow,
    session?: UnlockedSession,
  ): Promise<Outcome<BundleRow | undefined>> {
    const { store } = this.#parts;
    const changed = await checkBundle(this.#parts, device, day, session);
    if (!changed.ok) return changed;
    if (!changed.value) return { ok: true, value: day };
    await this.countDamaged();
    return loadBundle(store);
  }

  /** Looks after the room every few minutes and after everything once a day. Calls that come meanwhile share one. */
  look(facts: SafekeepingFacts): Promise<void> {
    this.#looking ??= this.#look(facts).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Sets aside what does not open; with a session, drafts and copies too. */
  async sweep(session: UnlockedSession | undefined): Promise<void> {
    const swept = await sweepDamaged(this.#parts, session);
    if (!swept.ok || swept.value > 0) await this.countDamaged();
  }

  async countDamaged(): Promise<void> {
    const counted = await this.#parts.store.count('damaged');
    if (counted.ok) this.damaged = counted.value;
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

  async #look(facts: SafekeepingFacts): Promise<void> {
    const now = this.#parts.world.now();
    // A clock that was set back does not put off what is due.
    const isDue = (last: number, every: number): boolean => now - last >= every || now < last;
    if (!isDue(this.#lookedAt, LOOK_EVERY_MS)) return;
    this.#lookedAt = now;
    const isDaily = isDue(this.#tendedAt, DAY_MS);
    await this.#checkPromise(isDaily);
    await this.#makeRoom(facts);
    if (!isDaily) return;
    const { store, world } = this.#parts;
    const expired = await expireDrafts({ store, world }, facts.hubNow, facts.day);
    await this.sweep(facts.session);
    // What failed is tried again at the next look.
    if (expired.ok) this.#tendedAt = now;
  }

  /** @param asks whether the browser is asked for its promise again when it does not hold it */
  async #checkPromise(asks: boolean): Promise<void> {
    const { enrolmentMark, storageState, requestPersistence } = this.#parts;
    const seen = await storageState();
    const isKept = seen.ok && seen.value.persisted;
    const now = isKept || !asks ? seen : await requestPersistence();
    if (now.ok && now.value.persisted) enrolmentMark.notePersisted();
    // A browser that does not answer has not taken its promise back.
    if (seen.ok) this.promiseLost = enrolmentMark.wasPersisted && !(now.ok && now.value.persisted);
  }

  async #makeRoom({ day }: SafekeepingFacts): Promise<void> {
    const { store, storageState } = this.#parts;
    const before = await storageState();
    if (!before.ok) return;
    if (!isRoomLow(before.value)) {
      this.roomLow = false;
      return;
    }
    const drafts = await store.count('drafts');
    const parts = drafts.ok && drafts.value === 0 ? partsOf(day) : undefined;
    await purgeCaches(store, { shiftId: day?.bundle.shift.shiftId, parts });
    const after = await storageState();
    this.roomLow = after.ok && isRoomLow(after.value);
  }
}

/** Hashes of the parts that a bundle names. A draft may need a part that today's bundle names no more. */
const partsOf = (day: BundleRow | undefined): ReadonlySet<string> | undefined =>
  day && new Set(day.bundle.forms.flatMap((form) => ('sha256' in form ? [form.sha256] : [])));
