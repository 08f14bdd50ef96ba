import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGS } from '../../support/chromium-args.ts';
import { watchScreen, WITNESS, type Sighting } from './browser-witness.ts';
import type { TornWrite, TornWrites } from './torn-writes.ts';

/** What costs time at every start and has nothing to do with the app. */
const LEAN_ARGS = [
  '--disable-extensions',
  '--disable-component-extensions-with-background-pages',
  `--disable-features=${[
    'Translate',
    'OptimizationHints',
    'MediaRouter',
    'InterestFeedContentSuggestions',
    // Pages of the browser's own window and a process kept ready: a fifth of what a start costs.
    'WebUIOmniboxPopup',
    'WebUIOmniboxAimPopup',
    'SpareRendererForSitePerProcess',
  ].join(',')}`,
  '--mute-audio',
];

/** Where the browser says what went wrong, such as why it gave up a database; within its profile. */
const ERROR_LOG = 'errors.log';

const errorsTo = (path: string): readonly string[] => [
  '--enable-logging',
  `--log-file=${path}`,
  '--log-level=2',
];

/** Longest wait for one thing on screen. */
const ACTION_TIMEOUT_MS = 20_000;

/** How a browser ends: so many milliseconds after what is done, or within a write of its engine that follows it. */
export type Ending = { readonly delayMs: number } | TornWrite;

interface LifeOptions {
  readonly browser: string;
  /**
   * Whether the browser believes that there is no network; whether there is one is the matter of the gate before the
   * hub.
   */
  readonly isToldOffline?: boolean;
  /** Given when the browser may have to end within a write. */
  readonly torn?: TornWrites | undefined;
}

interface ProcessStat {
  readonly pid: number;
  readonly group: number;
  readonly isZombie: boolean;
}

const processes = (): readonly ProcessStat[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        return [{ pid: Number(name), group: Number(group), isZombie: state === 'Z' }];
      } catch {
        return [];
      }
    });

/** The browser process of a profile: the one that no other has started with `--type`. */
const browserOf = (folder: string): number => {
  for (const { pid } of processes()) {
    try {
      const words = readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0');
      const isOurs = words.includes(`--user-data-dir=${folder}`);
      if (isOurs && !words.some((word) => word.startsWith('--type='))) return pid;
    } catch {
      // Ended meanwhile.
    }
  }
  throw new Error('no browser runs on this profile');
};

const spin = (milliseconds: number): void => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

/** One life of a tablet's browser: from a start on a profile to a SIGKILL of everything it consists of. */
export class BrowserLife {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Resolves when the browser has been killed. */
  readonly killed: Promise<void>;
  /** Whether nobody here ended it. */
  endedItself = false;
  onSighting: (sighting: Sighting) => void = () => undefined;
  readonly #group: number;
  #isKilled = false;
  readonly #torn: TornWrites | undefined;
  #armed: { events: number; ending: Ending } | undefined;
  #noteKilled: () => void = () => undefined;

  private constructor(context: BrowserContext, page: Page, group: number, torn: TornWrites | undefined) {
    this.context = context;
    this.page = page;
    this.#group = group;
    this.#torn = torn;
    this.killed = new Promise((resolve) => {
      this.#noteKilled = resolve;
    });
    // One that ended by itself within a write is as dead as one that was killed from here.
    context.on('close', () => {
      this.endedItself = !this.#isKilled;
      this.#isKilled = true;
      this.#noteKilled();
    });
  }

  static async begin(
    folder: string,
    { browser, isToldOffline = false, torn }: LifeOptions,
  ): Promise<BrowserLife> {
    const context = await chromium.launchPersistentContext(folder, {
      executablePath: browser,
      args: [...CHROMIUM_ARGS, ...LEAN_ARGS, ...errorsTo(join(folder, ERROR_LOG))],
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
      viewport: { width: 810, height: 1080 },
      ...(torn !== undefined && { env: { ...process.env, ...torn.environment() } }),
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    context.setDefaultTimeout(ACTION_TIMEOUT_MS);
    const page = context.pages()[0] ?? (await context.newPage());
    const pid = browserOf(folder);
    const group = processes().find((each) => each.pid === pid)?.group ?? 0;
    // Playwright starts a browser as leader of a group of its own; anything else must not be killed by group.
    if (group !== pid) throw new Error('the browser leads no process group');
    const life = new BrowserLife(context, page, group, torn);
    const session = await context.newCDPSession(page);
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === WITNESS) life.#see(JSON.parse(payload) as Sighting);
    });
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: WITNESS });
    await page.addInitScript(watchScreen, WITNESS);
    await context.setOffline(isToldOffline);
    return life;
  }

  /** From now on: the `events`-th thing done at the screen is followed by this end. */
  arm(events: number, ending: Ending): void {
    this.#armed = { events, ending };
  }

  /** Ends every process at once, as a battery that runs out would end them. */
  kill(): void {
    if (this.#isKilled) return;
    this.#isKilled = true;
    try {
      process.kill(-this.#group, 'SIGKILL');
    } catch (error) {
      // Has ended by itself, and nobody has told yet.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    this.#noteKilled();
  }

  get isKilled(): boolean {
    return this.#isKilled;
  }

  /** Waits until nothing of it is left. */
  async gone(): Promise<void> {
    while (processes().some(({ group, isZombie }) => group === this.#group && !isZombie)) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await this.context.close().catch(() => undefined);
  }

  #see(sighting: Sighting): void {
    // What arrives after the kill was not seen by anybody.
    if (this.#isKilled) return;
    this.onSighting(sighting);
    if (sighting.kind !== 'event' || this.#armed === undefined) return;
    this.#armed.events -= 1;
    if (this.#armed.events > 0) return;
    const { ending } = this.#armed;
    this.#armed = undefined;
    if (!('delayMs' in ending)) {
      this.#torn?.order(ending);
      return;
    }
    const { delayMs } = ending;
    if (delayMs >= 3) {
      setTimeout(() => {
        this.kill();
      }, delayMs);
      return;
    }
    spin(delayMs);
    this.kill();
  }
}
