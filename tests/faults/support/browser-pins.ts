import type { Page } from '@playwright/test';
import type { StaffLockRow } from '../../../src/lib/store/schema.ts';
import type { BrowserDay } from './browser-day.ts';
import { BrowserLife } from './browser-life.ts';
import type { Seeded } from './seeded.ts';

/** What one attack came to. */
export interface Attack {
  /** How often the attacker learnt whether a PIN was right. */
  readonly told: number;
  readonly presses: number;
  readonly isLocked: boolean;
  readonly failures: readonly string[];
}

/** How many presses an attack makes before it counts as endless. */
const MAX_PRESSES = 30;

/** By then the screen says whether there is a wait, milliseconds. */
const SHOWN_AFTER_MS = 150;

const WAYS = ['press', 'reload', 'kill', 'two tabs', 'clock back'] as const;

const locks = (page: Page): Promise<readonly StaffLockRow[]> =>
  page.evaluate(
    () =>
      new Promise<StaffLockRow[]>((resolve, reject) => {
        const opening = indexedDB.open('hagukumi');
        opening.onerror = () => reject(new Error('the database does not open'));
        opening.onsuccess = () => {
          const asked = opening.result.transaction('staffLocks').objectStore('staffLocks').getAll();
          asked.onerror = () => reject(new Error('the locks are not readable'));
          asked.onsuccess = () => {
            opening.result.close();
            resolve(asked.result as StaffLockRow[]);
          };
        };
      }),
  );

/** Somebody who has found the tablet and tries PINs of one person, in the browser itself. */
export class BrowserThief {
  readonly #day: BrowserDay;
  readonly #profile: string;
  readonly #browser: string;
  #life: BrowserLife | undefined;
  #victim = '';
  #victimId = '';
  /** How far the tablet's clock is from the world's, milliseconds. */
  #clockMs = 0;

  constructor(day: BrowserDay, profile: string, browser: string) {
    this.#day = day;
    this.#profile = profile;
    this.#browser = browser;
  }

  /** @param victim name of the person whose PIN is tried */
  async attack(victim: string, random: Seeded): Promise<Attack> {
    const { db } = this.#day.eyes.store;
    const person = await db
      .selectFrom('staff')
      .select('staff_id')
      .where('name', '=', victim)
      .executeTakeFirstOrThrow();
    this.#victim = victim;
    this.#victimId = person.staff_id;
    this.#clockMs = 0;
    await this.leave();
    const failures: string[] = [];
    let [told, presses] = [0, 0];
    let isLocked = false;
    while (presses < MAX_PRESSES && !isLocked) {
      const way = random.pick(WAYS);
      const page = await this.#page();
      if (await this.#isDestroyed(page)) {
        isLocked = true;
        break;
      }
      const wrong = String(100_000 + random.below(900_000));
      if (way === 'clock back') await this.#moveClock(page, -random.below(10) * 365 * 86_400_000);
      presses += way === 'two tabs' ? 2 : 1;
      told += await this.#press(page, way, wrong, random);
    }
    const page = await this.#page();
    isLocked ||= await this.#isDestroyed(page);
    const lock = (await locks(page)).find(({ staffId }) => staffId === this.#victimId);
    if (told > 10) failures.push(`told ${String(told)} times whether a PIN was right`);
    if (!isLocked) failures.push(`not locked after ${String(presses)} presses`);
    if (lock?.destroyed !== true) failures.push('the stored counter does not say destroyed');
    if (!(await this.#opens('doctor', this.#day.pin('医師')))) failures.push('another person cannot unlock');
    return { told, presses, isLocked, failures };
  }

  async leave(): Promise<void> {
    this.#life?.kill();
    await this.#life?.gone();
    this.#life = undefined;
  }

  async #page(): Promise<Page> {
    if (this.#life === undefined || this.#life.isKilled) {
      await this.#life?.gone();
      this.#life = await BrowserLife.begin(this.#profile, { browser: this.#browser, isToldOffline: true });
      await this.#life.context.clock.install({ time: Date.now() + this.#clockMs });
    }
    const { page } = this.#life;
    await this.#open(page);
    return page;
  }

  async #open(page: Page): Promise<void> {
    await page.goto(`${this.#day.origin}/clinic`);
    const risk = page.getByRole('button', { name: '承知して続ける' });
    const staff = page.getByRole('button', { name: this.#victim });
    await risk.or(staff).first().waitFor();
    if (await risk.isVisible()) await risk.click();
    await staff.click();
    await page.locator('[data-problem="pin-destroyed"]').or(page.getByLabel('暗証番号')).first().waitFor();
  }

  async #isDestroyed(page: Page): Promise<boolean> {
    const lock = (await locks(page)).find(({ staffId }) => staffId === this.#victimId);
    return lock?.destroyed === true && (await page.locator('[data-problem="pin-destroyed"]').isVisible());
  }

  async #moveClock(page: Page, milliseconds: number): Promise<void> {
    this.#clockMs = milliseconds;
    await page.clock.setSystemTime(Date.now() + milliseconds);
    await this.#open(page);
  }

  /** Sits out the wait that the screen asks for: the only honest way to go on. */
  async #wait(page: Page): Promise<void> {
    const waiting = page.getByTestId('pin-wait');
    // The wait is read from the store after the name was chosen.
    await page.waitForTimeout(SHOWN_AFTER_MS);
    for (let round = 0; round < 8 && (await waiting.isVisible()); round += 1) {
      this.#clockMs += 300_000;
      await page.clock.fastForward(300_000);
      await page.waitForTimeout(50);
    }
  }

  /** @returns how often the screen has told whether a PIN is right */
  async #press(page: Page, way: (typeof WAYS)[number], pin: string, random: Seeded): Promise<number> {
    if (way === 'two tabs' && this.#life !== undefined) {
      const second = await this.#life.context.newPage();
      await this.#open(second);
      for (const tab of [page, second]) await this.#wait(tab);
      for (const tab of [page, second]) await tab.getByLabel('暗証番号').fill(pin);
      await Promise.all([page, second].map((tab) => this.#go(tab)));
      const told = await Promise.all([page, second].map((tab) => this.#answer(tab)));
      await second.close();
      return told.filter(Boolean).length;
    }
    await this.#wait(page);
    await page.getByLabel('暗証番号').fill(pin);
    await this.#go(page);
    if (way === 'kill') {
      const life = this.#life;
      setTimeout(() => life?.kill(), random.below(600));
      await life?.killed;
      return 0;
    }
    if (way === 'reload') return 0;
    return (await this.#answer(page)) ? 1 : 0;
  }

  async #go(page: Page): Promise<void> {
    const button = page.getByRole('button', { name: 'ロックを解除する' });
    if (!(await button.isEnabled())) await this.#wait(page);
    await button.click({ noWaitAfter: true });
  }

  /** Waits for the outcome of a press. @returns whether it tells that the PIN is wrong */
  async #answer(page: Page): Promise<boolean> {
    const left = page.getByTestId('pin-left');
    const destroyed = page.locator('[data-problem="pin-destroyed"]');
    const refused = page.locator('[data-problem="storage-conflict"]').or(page.getByTestId('pin-wait'));
    await left.or(destroyed).or(refused).first().waitFor();
    return (await left.isVisible()) || (await destroyed.isVisible());
  }

  async #opens(role: string, pin: string): Promise<boolean> {
    const page = await this.#page();
    await page.clock.setSystemTime(Date.now());
    await page.goto(`${this.#day.origin}/clinic`);
    await page.getByTestId(`staff-${role}`).first().click();
    await page.getByLabel('暗証番号').fill(pin);
    await this.#go(page);
    const board = page.getByTestId('board');
    await board.waitFor().catch(() => undefined);
    return board.isVisible();
  }
}
