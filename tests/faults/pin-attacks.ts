import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PIN_MAX_WRONG } from '../../src/lib/tablet/vault.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { BrowserDay } from './support/browser-day.ts';
import { BrowserLife } from './support/browser-life.ts';
import { BrowserThief, type Attack } from './support/browser-pins.ts';
import { NO_FAULT, type FaultFigures, type FaultRow, type FaultRun } from './support/fault-row.ts';
import { seeded, type Seeded } from './support/seeded.ts';
import { triesOf } from './support/tries-of.ts';
import { VaultThief } from './support/vault-thief.ts';

/** Every tenth attack is made in a browser with the real cost of a PIN; the others on the same store and vault. */
const IN_BROWSER_EVERY = 10;

const COPY_BACK_ROUNDS = 3;

/** A tablet with its hub on which one person after the other is attacked. */
class StolenTablet {
  readonly #day: BrowserDay;
  readonly #profile: string;
  readonly #thief: BrowserThief;

  private constructor(day: BrowserDay, profile: string, browser: string) {
    this.#day = day;
    this.#profile = profile;
    this.#thief = new BrowserThief(day, profile, browser);
  }

  static async find(browser: string, victims: readonly string[]): Promise<StolenTablet> {
    const staff = victims.map((name) => ({ name, kana: 'シケン', role: 'nurse', pin: '271828' }) as const);
    const day = await BrowserDay.open([], { codeIterations: 10_000, staff });
    const profile = await mkdtemp(join(tmpdir(), 'hagukumi-stolen-'));
    const life = await BrowserLife.begin(profile, { browser });
    const kiosk = new KioskPages(life.page, day.origin);
    await kiosk.enrol(day.demo.enrolment.code, '待合1');
    await kiosk.installed();
    await life.page.goto(`${day.origin}/kiosk`);
    await life.page.locator('[data-step="welcome"]').waitFor();
    await life.context.close();
    // What lets the tablet find out the time again stays out of a thief's reach.
    day.reach(false);
    return new StolenTablet(day, profile, browser);
  }

  attack(victim: string, draw: Seeded): Promise<Attack> {
    return this.#thief.attack(victim, draw);
  }

  async dispose(): Promise<void> {
    await this.#thief.leave();
    await this.#day.dispose();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const victimOf = (index: number): string => `試験 第${String(index)}`;

const copyBack = async (draw: Seeded): Promise<{ guesses: number; afterShift: string }> => {
  const thief = await VaultThief.find(draw);
  const copied = await thief.copyBack(COPY_BACK_ROUNDS);
  thief.close();
  return copied;
};

const run = async ({ browser, note, ...run }: FaultRun): Promise<FaultFigures> => {
  const failures: string[] = [];
  let [made, told, presses, browserSeconds, vaultSeconds] = [0, 0, 0, 0, 0];
  const tries = [...triesOf(run)];
  const isInBrowser = (index: number): boolean => index % IN_BROWSER_EVERY === 0;
  const victims = tries.map(({ index }) => index).filter(isInBrowser);
  const tablet = victims.length > 0 ? await StolenTablet.find(browser, victims.map(victimOf)) : undefined;
  for (const { index, draw } of tries) {
    const started = performance.now();
    const seconds = (): number => (performance.now() - started) / 1000;
    if (tablet !== undefined && isInBrowser(index)) {
      const attack = await tablet.attack(victimOf(index), draw);
      told += attack.told;
      presses += attack.presses;
      failures.push(...attack.failures.map((text) => `try ${String(index)} in the browser: ${text}`));
      browserSeconds += seconds();
    } else {
      const thief = await VaultThief.find(draw);
      failures.push(...(await thief.attack()).map((text) => `try ${String(index)}: ${text}`));
      told += thief.guesses;
      presses += thief.presses;
      thief.close();
      vaultSeconds += seconds();
    }
    made += 1;
    if (index % 10 === 9) note(`${String(made)} attacks`);
  }
  await tablet?.dispose();
  const copied = await copyBack(seeded(run.seed));
  if (copied.afterShift === 'ok') failures.push('a disk put back opens after the shift has ended');
  return {
    ...NO_FAULT,
    tries: made,
    counted: {
      'attacks in the browser': victims.length,
      'wrong PINs pressed': presses,
      'wrong PINs whose outcome became known': told,
      [`PINs tried when the OS puts the disk back ${String(COPY_BACK_ROUNDS)} times (known limit)`]: `${String(copied.guesses)}; after the shift: ${copied.afterShift}`,
      'most wrong PINs without that': PIN_MAX_WRONG,
      'seconds per attack in the browser': (browserSeconds / Math.max(1, victims.length)).toFixed(1),
      'seconds per attack on the vault': (vaultSeconds / Math.max(1, made - victims.length)).toFixed(2),
    },
    failures,
  };
};

/** Ten wrong PINs lock a person out of the tablet, whatever happens between them. */
export const pinAttacks: FaultRow = {
  name: 'pin-attacks',
  title: 'wrong PINs with reload, kill, clock back, tabs at once: locked at the tenth, others unaffected',
  tries: { ci: 20, full: 200 },
  needsBrowser: true,
  run,
};
