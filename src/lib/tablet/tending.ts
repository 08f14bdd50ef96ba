import type { Outcome } from '../contract/problem.ts';
import type { StorageState } from '../store/persistence.ts';
import type { TabletStore } from '../store/port.ts';
import { isRoomLow } from '../store/room.ts';
import type { BundleRow } from '../store/schema.ts';
import { sweepDamaged } from './damaged-rows.ts';
import type { EnrolmentMark } from './enrolment-mark.ts';
import { expireDrafts } from './expire-drafts.ts';
import { makeRoom } from './make-room.ts';
import type { Safekeeping } from './Safekeeping.svelte.ts';
import type { UnlockedSession } from './vault.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;

/** How often the room is looked at, milliseconds. */
const LOOK_EVERY_MS = 5 * 60_000;

export interface TendingParts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now' | 'random'>;
  readonly enrolmentMark: EnrolmentMark;
  readonly storageState: () => Promise<Outcome<StorageState>>;
  readonly requestPersistence: () => Promise<Outcome<StorageState>>;
}

/** What the tablet knows when it looks. */
interface TendingFacts {
  readonly day: BundleRow | undefined;
  readonly session: UnlockedSession | undefined;
  /** What the hub said last that the time was, milliseconds since 1970; `undefined` until it is heard in this run. */
  readonly hubHeardMs: number | undefined;
}

/** Where screens read what was found. */
type Found = Pick<Safekeeping, 'roomLow' | 'promiseLost' | 'countDamaged'>;

/** Looks after what is stored: its room, the browser's promise, damaged rows, drafts whose time is over. */
export class Tending {
  readonly #parts: TendingParts;
  readonly #found: Found;
  #lookedAt = -Infinity;
  #tendedAt = -Infinity;
  /** The hub's time when drafts were last looked at. */
  #expiredAt = -Infinity;
  #looking: Promise<void> | undefined;

  constructor(parts: TendingParts, found: Found) {
    this.#parts = parts;
    this.#found = found;
  }

  /** Looks after the room every few minutes and after everything once a day. Calls that come meanwhile share one. */
  look(facts: TendingFacts): Promise<void> {
    this.#looking ??= this.#look(facts).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Sets aside what does not open; with a session, drafts and copies too. */
  async sweep(session: UnlockedSession | undefined): Promise<void> {
    const swept = await sweepDamaged(this.#parts, session);
    if (!swept.ok || swept.value > 0) await this.#found.countDamaged();
  }

  async #look(facts: TendingFacts): Promise<void> {
    const now = this.#parts.world.now();
    // A clock that was set back does not put off what is due.
    const isDue = (last: number, every: number): boolean => now - last >= every || now < last;
    if (!isDue(this.#lookedAt, LOOK_EVERY_MS)) return;
    this.#lookedAt = now;
    const isDaily = isDue(this.#tendedAt, DAY_MS);
    await this.#checkPromise(isDaily);
    await this.#makeRoom();
    await this.#expire(facts);
    if (!isDaily) return;
    await this.sweep(facts.session);
    this.#tendedAt = now;
  }

  /** Drafts grow older by what the hub says of the time, and only after it was heard: once a day by its clock. */
  async #expire({ hubHeardMs, day }: TendingFacts): Promise<void> {
    if (hubHeardMs === undefined || Math.abs(hubHeardMs - this.#expiredAt) < DAY_MS) return;
    const { store, world } = this.#parts;
    const expired = await expireDrafts({ store, world }, hubHeardMs, day);
    // What failed is tried again at the next look.
    if (expired.ok) this.#expiredAt = hubHeardMs;
  }

  /** @param asks whether the browser is asked for its promise again when it does not hold it */
  async #checkPromise(asks: boolean): Promise<void> {
    const { enrolmentMark, storageState, requestPersistence } = this.#parts;
    const seen = await storageState();
    const isKept = seen.ok && seen.value.persisted;
    const now = isKept || !asks ? seen : await requestPersistence();
    if (now.ok && now.value.persisted) enrolmentMark.notePersisted();
    // A browser that does not answer has not taken its promise back.
    if (seen.ok) this.#found.promiseLost = enrolmentMark.wasPersisted && !(now.ok && now.value.persisted);
  }

  async #makeRoom(): Promise<void> {
    const { store, storageState } = this.#parts;
    const before = await storageState();
    if (!before.ok) return;
    if (!isRoomLow(before.value)) {
      this.#found.roomLow = false;
      return;
    }
    await makeRoom(store);
    const after = await storageState();
    this.#found.roomLow = after.ok && isRoomLow(after.value);
  }
}
