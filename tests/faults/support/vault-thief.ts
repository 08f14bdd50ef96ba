import 'fake-indexeddb/auto';
import { aChild, aHub, anId, NOW } from '../../support/a-bundle.ts';
import { anEnrolledDevice, TestWorld } from '../../support/a-tablet.ts';
import { derivePinKey } from '../../../src/lib/crypto/pin.ts';
import { openIdbStore } from '../../../src/lib/store/idb-store.ts';
import type { TabletStore } from '../../../src/lib/store/port.ts';
import { TABLE_KEYS, type DeviceRow, type TableName } from '../../../src/lib/store/schema.ts';
import type { DayBundle } from '../../../src/lib/contract/bundle.ts';
import type { Outcome } from '../../../src/lib/contract/problem.ts';
import { receiveBundle } from '../../../src/lib/tablet/day.ts';
import { loadBundle, loadDevice } from '../../../src/lib/tablet/stored.ts';
import { PIN_MAX_WRONG, unlock } from '../../../src/lib/tablet/vault.ts';
import type { Seeded } from './seeded.ts';

const WAYS = [
  'press',
  'reload',
  'kill while deriving',
  'kill at the disk',
  'clock back',
  'clock on',
  'tabs',
] as const;
const TEN_YEARS_MS = 10 * 365 * 86_400_000;

/** How many presses an attack makes before it counts as endless. */
const MAX_PRESSES = 60;

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
};

class Killed extends Error {}

/** A store whose process is killed at the n-th call: that call is done or not, and nothing comes after it. */
const killedAt = (store: TabletStore, calls: number, isDone: boolean): TabletStore => {
  let left = calls;
  return new Proxy(store, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return async (...parts: unknown[]): Promise<unknown> => {
        left -= 1;
        if (left < 0) throw new Killed();
        const done: unknown = left > 0 || isDone ? await Reflect.apply(member, target, parts) : undefined;
        if (left === 0) throw new Killed();
        return done;
      };
    },
  });
};

/** Rows of every table: a copy of the profile. */
type Image = ReadonlyMap<TableName, readonly object[]>;

let tablets = 0;

/** A tablet in the hands of somebody who tries PINs of one person, with its real store and its real vault. */
export class VaultThief {
  readonly #name: string;
  readonly #world: TestWorld;
  readonly #bundle: DayBundle;
  readonly #victim: { readonly staffId: string; readonly pin: string };
  readonly #other: { readonly staffId: string; readonly pin: string };
  readonly #random: Seeded;
  #store: TabletStore;
  /** Where the clock would be if nobody turned it. */
  #honestTime = NOW;
  /** How often a PIN's key was derived to the end: each time its holder may know whether it was right. */
  guesses = 0;
  presses = 0;

  private constructor(parts: {
    name: string;
    world: TestWorld;
    bundle: DayBundle;
    victim: { staffId: string; pin: string };
    other: { staffId: string; pin: string };
    random: Seeded;
    store: TabletStore;
  }) {
    this.#name = parts.name;
    this.#world = parts.world;
    this.#bundle = parts.bundle;
    this.#victim = parts.victim;
    this.#other = parts.other;
    this.#random = parts.random;
    this.#store = parts.store;
  }

  static async find(random: Seeded): Promise<VaultThief> {
    tablets += 1;
    const name = `stolen-${String(tablets)}`;
    const store = must(await openIdbStore({ name }));
    const world = new TestWorld();
    const hub = await aHub();
    const victim = { staffId: anId(), role: 'nurse' as const, pin: '271828' };
    const other = { staffId: anId(), role: 'doctor' as const, pin: '314159' };
    const { device, known } = await anEnrolledDevice(store, hub);
    const bundle = await hub.bundle(known, { children: [aChild()], staff: [victim, other] });
    must(await receiveBundle({ store, world }, device, { bundle, clockOffsetMs: 0 }));
    return new VaultThief({ name, world, bundle, victim, other, random, store });
  }

  /** Tries wrong PINs in every way until the person is locked out. */
  async attack(): Promise<readonly string[]> {
    while (this.presses < MAX_PRESSES && !(await this.#isLocked())) await this.#wrongPin();
    const failures: string[] = [];
    const say = (text: string): void => void failures.push(text);
    if (this.guesses > PIN_MAX_WRONG) say(`${String(this.guesses)} PINs were tried`);
    if (!(await this.#isLocked())) say(`not locked after ${String(this.presses)} presses`);
    await this.#reopen();
    this.#world.time = this.#honestTime;
    const right = await this.#try(this.#victim.staffId, this.#victim.pin, this.#store);
    if (right !== 'pin-destroyed') say(`the right PIN gives ${right} after the lock-out`);
    const stored = must(await loadBundle(this.#store));
    const wrap = this.#bundle.staff.find(({ staffId }) => staffId === this.#victim.staffId);
    if (JSON.stringify(stored?.bundle).includes(wrap?.wrappedSecret ?? ''))
      say('the wrap still lies on disk');
    const device = await this.#device();
    must(
      await receiveBundle({ store: this.#store, world: this.#world }, device, {
        bundle: { ...this.#bundle, bundleId: anId() },
        clockOffsetMs: 0,
      }),
    );
    const again = await this.#try(this.#victim.staffId, this.#victim.pin, this.#store);
    if (again !== 'pin-destroyed') say(`the next bundle of the shift brings the person back: ${again}`);
    const other = await this.#try(this.#other.staffId, this.#other.pin, this.#store);
    if (other !== 'ok') say(`another person's right PIN gives ${other}`);
    return failures;
  }

  /**
   * The attack that no browser can see: nine wrong PINs, then the disk as it was before them, and so on.
   * @returns how many PINs could be tried, and what the right one gives after the shift has ended
   */
  async copyBack(rounds: number): Promise<{ readonly guesses: number; readonly afterShift: string }> {
    const image = await this.#image();
    for (let round = 0; round < rounds; round += 1) {
      for (let wrong = 1; wrong < PIN_MAX_WRONG; wrong += 1) {
        await this.#try(this.#victim.staffId, '582931', this.#store);
        this.#world.time += 600_000;
      }
      this.#world.time = NOW;
      await this.#restore(image);
    }
    this.#world.time = Date.parse(this.#bundle.expiresAt);
    return {
      guesses: this.guesses,
      afterShift: await this.#try(this.#victim.staffId, this.#victim.pin, this.#store),
    };
  }

  close(): void {
    this.#store.close();
    indexedDB.deleteDatabase(this.#name);
  }

  async #wrongPin(): Promise<void> {
    const { staffId } = this.#victim;
    const way = this.#random.pick(WAYS);
    const pin = String(300_000 + this.#random.below(600_000));
    this.presses += 1;
    // Mostly the wait is sat out; else the press comes too early.
    if (this.#random.next() < 0.7) this.#honestTime += 600_000;
    this.#world.time = this.#honestTime;
    if (way === 'clock back') this.#world.time -= this.#random.below(TEN_YEARS_MS);
    if (way === 'clock on') this.#world.time += 600_000;
    if (way === 'reload') await this.#reopen();
    if (way === 'tabs') {
      const tabs = await Promise.all([1, 2, 3].map(() => openIdbStore({ name: this.#name })));
      await Promise.all(tabs.map((tab) => this.#try(staffId, pin, must(tab))));
      for (const tab of tabs) must(tab).close();
    } else if (way === 'kill while deriving') {
      await this.#try(staffId, pin, this.#store, true);
      await this.#reopen();
    } else if (way === 'kill at the disk') {
      const dying = killedAt(this.#store, 1 + this.#random.below(9), this.#random.next() < 0.5);
      await this.#try(staffId, pin, dying);
      await this.#reopen();
    } else await this.#try(staffId, pin, this.#store);
  }

  async #try(staffId: string, pin: string, store: TabletStore, isCut = false): Promise<string> {
    const world = this.#world;
    const row = must(await loadBundle(this.#store));
    if (row === undefined) throw new Error('the tablet has its bundle');
    const device = await this.#device();
    try {
      const opened = await unlock(
        {
          store,
          world,
          derivePin: async (tried, kdf) => {
            if (isCut) throw new Killed();
            const key = await derivePinKey(tried, kdf);
            if (staffId === this.#victim.staffId && pin !== this.#victim.pin) this.guesses += 1;
            return key;
          },
        },
        device,
        row,
        { staffId, pin },
      );
      return opened.ok ? 'ok' : opened.error.code;
    } catch (error) {
      if (error instanceof Killed) return 'killed';
      throw error;
    }
  }

  async #device(): Promise<DeviceRow> {
    const device = must(await loadDevice(this.#store));
    if (device === undefined) throw new Error('the tablet is enrolled');
    return device;
  }

  async #isLocked(): Promise<boolean> {
    const lock = must(await this.#store.get('staffLocks', this.#victim.staffId));
    return lock?.destroyed === true;
  }

  async #reopen(): Promise<void> {
    this.#store.close();
    this.#store = must(await openIdbStore({ name: this.#name }));
  }

  async #image(): Promise<Image> {
    const image = new Map<TableName, readonly object[]>();
    for (const table of Object.keys(TABLE_KEYS) as TableName[]) {
      image.set(table, must(await this.#store.all(table)));
    }
    return image;
  }

  /** Puts the disk back behind the app's back: past its store, as a copied profile does. */
  async #restore(image: Image): Promise<void> {
    this.#store.close();
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(this.#name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(new Error('the database does not open'));
    });
    const writing = database.transaction([...image.keys()], 'readwrite');
    for (const [table, rows] of image) {
      writing.objectStore(table).clear();
      for (const row of rows) writing.objectStore(table).put(row);
    }
    await new Promise<void>((resolve, reject) => {
      writing.oncomplete = () => resolve();
      writing.onabort = () => reject(new Error('the image is not put back'));
    });
    database.close();
    this.#store = must(await openIdbStore({ name: this.#name }));
  }
}
