import type { RosterEntry } from '../../../src/lib/contract/people.ts';
import type { MemoryDisk } from '../../../src/lib/store/memory-store.ts';
import { HubClock } from '../../../src/lib/sync/hub-clock.ts';
import { aLock, type FakeClock } from '../../../src/lib/sync/testing/sync-bench.ts';
import { EnrolmentMark } from '../../../src/lib/tablet/enrolment-mark.ts';
import { HubApi } from '../../../src/lib/tablet/hub-api.ts';
import { askForDay, takeDay } from '../../../src/lib/tablet/refresh-day.ts';
import { someLocks } from '../../../src/lib/tablet/testing/some-locks.ts';
import type { World } from '../../../src/lib/tablet/world.ts';
import { HistoryTab, type Shared } from './history-tab.ts';
import type { Seeded } from './seeded.ts';
import { aRightClock, copyOf, worldOf, type BornTablet, type Town } from './town.ts';

/** Tabs that a tablet has open. */
export const TABS = 3;

/** Times everything is looked at after the last fault; far more than it needs. */
const LAST_ROUNDS = 10;

const A_ROOMY_DISK = { persisted: true, quotaBytes: 1024 ** 3, usageBytes: 1024 ** 2, likelyPrivate: false };

/** What the network does with a request. */
export const WIRE = ['away', 'lost on the way back', 'twice', 'page', 'unavailable', 'whole'] as const;

/** A draft of which the screen said that it is kept, and how it opens. */
export interface KeptDraft {
  readonly entry: RosterEntry;
  readonly asStaff: boolean;
  /** Answers by linkId. */
  readonly answers: Readonly<Record<string, string>>;
}

/** One tablet of a history with its tabs. */
export class HistoryTablet {
  readonly born: BornTablet;
  readonly disk: MemoryDisk;
  readonly clock: FakeClock = aRightClock();
  readonly tabs: HistoryTab[] = [];
  readonly kept = new Map<string, KeptDraft>();
  readonly #shared: Shared;
  readonly #town: Town;
  readonly #builds: Seeded;
  readonly world: World;
  /** What becomes of the next requests; whole when empty. */
  plan: (typeof WIRE)[number][] = [];

  constructor(town: Town, born: BornTablet, draw: Seeded) {
    this.#town = town;
    this.#builds = draw.of('builds');
    this.born = born;
    this.disk = copyOf(born.disk);
    const { auditSeq: seq, auditHead: hash } = born.chain;
    // The lines of the history before are at the hub; the log goes on from its last.
    this.disk.meta.set('chain', { ...born.chain, auditBase: { seq, hash } });
    this.disk.audit.clear();
    this.world = worldOf(this.clock, (request) => this.#exchange(request));
    this.#shared = {
      town,
      tablet: born,
      disk: this.disk,
      clock: this.clock,
      world: this.world,
      locks: someLocks(),
      runnerLock: aLock(),
      random: draw.next,
      fetch: (url, init) => this.#exchange(new Request(url, init)),
      enrolmentMark: new EnrolmentMark({ getItem: () => null, setItem: () => undefined }),
      storage: A_ROOMY_DISK,
      reportsAlways: false,
    };
    for (let left = TABS; left > 0; left -= 1) this.tabs.push(this.#aTab());
  }

  /** A tab of this build, or of the one before while the other tabs have not gone on yet. */
  #aTab(): HistoryTab {
    return new HistoryTab(this.#shared, this.#builds.below(3) === 0);
  }

  async #exchange(request: Request): Promise<Response> {
    const fate = this.plan.shift() ?? 'whole';
    if (fate === 'away') throw new TypeError('fetch failed');
    if (fate === 'page') return new Response('<p>Wi-Fi', { headers: { 'content-type': 'text/html' } });
    if (fate === 'unavailable') return new Response('', { status: 503 });
    const again = fate === 'twice' ? request.clone() : undefined;
    const response = await this.#town.ask(request);
    if (again !== undefined) await this.#town.ask(again);
    if (fate === 'lost on the way back') throw new TypeError('fetch failed');
    return response;
  }

  /** Looks after what is stored, where the disk may be all but full. */
  async tend(tab: HistoryTab, isFull: boolean): Promise<void> {
    this.#shared.storage = isFull ? { ...A_ROOMY_DISK, usageBytes: A_ROOMY_DISK.quotaBytes } : A_ROOMY_DISK;
    await tab.tend();
  }

  async settle(): Promise<void> {
    for (const tab of this.tabs) await tab.runner.whenIdle();
  }

  pass(ms: number): Promise<void> {
    return this.clock.pass(ms, () => this.settle());
  }

  async killTab(index: number): Promise<void> {
    await this.tabs[index]?.kill();
    this.tabs[index] = this.#aTab();
  }

  async refreshBundle(): Promise<void> {
    const { device } = this.born;
    const store = this.tabs[0]?.store;
    if (store === undefined) return;
    const api = new HubApi(this.world, new HubClock(this.world));
    const parts = { store, world: this.world, api };
    const told = await askForDay(parts, device);
    if (told.ok) await takeDay(parts, device, told.value);
  }

  /** Everything is whole again: clock, network, people. */
  async deliverAll(): Promise<void> {
    this.plan = [];
    const away = this.#town.running().clock.ms - this.clock.now();
    this.clock.jump(away);
    this.#shared.reportsAlways = true;
    for (let round = 0; round < LAST_ROUNDS; round += 1) {
      for (const row of this.disk.outbox.values()) {
        if (row.state === 'parked') await this.tabs[0]?.runner.resend(row.revisionId);
      }
      for (const tab of this.tabs) tab.runner.kick('manual');
      await this.settle();
      if (round > 0 && [...this.disk.outbox.values()].every(({ state }) => state === 'delivered')) return;
      await this.pass(1_000_000);
    }
  }
}
