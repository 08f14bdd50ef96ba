import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readdirSync, readFileSync } from 'node:fs';
import { type BrowserContext, chromium } from '@playwright/test';
import { findBrowser } from '../../scripts/find-browser.ts';
import { CHROMIUM_ARGS } from './chromium-args.ts';
import { killAtOnce, treeOf } from './process-tree.ts';
import { watch } from './watch.ts';

export interface ProfileOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** More switches for Chromium, such as those of a camera. */
  readonly args?: readonly string[];
  readonly permissions?: readonly string[];
}

/** The processes whose command line names the profile folder: the browser itself and its first helpers. */
const processesOf = (folder: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8')
          .split('\0')
          .includes(`--user-data-dir=${folder}`);
      } catch {
        return false;
      }
    })
    .map(Number);

/**
 * A tablet's browser with a profile that survives it: what is stored stays stored when the browser is closed, killed
 * and opened again.
 */
export class BrowserProfile {
  readonly #folder: string;
  readonly #options: ProfileOptions;
  #context: BrowserContext | undefined;

  private constructor(folder: string, options: ProfileOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  static async create(options: ProfileOptions = {}): Promise<BrowserProfile> {
    return new BrowserProfile(await mkdtemp(join(tmpdir(), 'hagukumi-profile-')), options);
  }

  /** Where the browser keeps this profile. */
  get folder(): string {
    return this.#folder;
  }

  /** Opens the browser on this profile. At most one is open at a time. */
  async open(): Promise<BrowserContext> {
    await this.close();
    const executablePath = findBrowser();
    this.#context = await chromium.launchPersistentContext(this.#folder, {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [...CHROMIUM_ARGS, ...(this.#options.args ?? [])],
      locale: 'ja-JP',
      timezoneId: 'Asia/Tokyo',
      viewport: this.#options.viewport ?? { width: 1080, height: 810 },
      permissions: [...(this.#options.permissions ?? [])],
    });
    await watch.context(this.#context);
    return this.#context;
  }

  /** The browser as it is open now; opens it when it is not. */
  async opened(): Promise<BrowserContext> {
    return this.#context ?? this.open();
  }

  /** Closes it as a user would. */
  async close(): Promise<void> {
    const context = this.#context;
    this.#context = undefined;
    await context?.close();
  }

  /** Ends every process of the browser at once, as a battery that runs out. Linux only. */
  async kill(): Promise<void> {
    const context = this.#context;
    this.#context = undefined;
    const pids = [...new Set(processesOf(this.#folder).flatMap(treeOf))];
    if (pids.length === 0) throw new Error('no browser runs on this profile');
    await killAtOnce(pids);
    // Playwright learns of it by itself; closing only tidies up.
    await context?.close().catch(() => undefined);
  }

  /** Closes it and removes the profile. */
  async dispose(): Promise<void> {
    await this.close();
    await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
