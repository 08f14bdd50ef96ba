import { type BrowserContext, type CDPSession, expect, type Locator, type Page } from '@playwright/test';
import type { DemoHub } from '../../support/demo-hub.ts';
import { answerScreen, type Entered } from '../../support/form-driver.ts';
import { KioskPages } from '../../support/kiosk-pages.ts';
import type { DeployServer } from './deploy-server.ts';
import type { Release } from './releases.ts';

/** What became of a look for a new version. */
export type Looked = 'waiting' | 'failed' | 'same';

/** Every field of the form on screen, with what is in it. */
const fieldsOf = (page: Page): Promise<readonly string[]> =>
  page
    .locator('[data-form-ready] input, [data-form-ready] textarea')
    .evaluateAll((fields) =>
      (fields as HTMLInputElement[]).map((field) =>
        ['radio', 'checkbox'].includes(field.type) ? `${field.value}: ${field.checked}` : field.value,
      ),
    );

/**
 * Reaches what the page shows; the question about storage before it comes only while the browser has promised
 * nothing, and Chromium promises by itself once a page was used for a while.
 */
const acceptRiskOr = async (page: Page, shown: Locator): Promise<void> => {
  const risk = page.getByRole('button', { name: '承知して続ける' });
  await expect(risk.or(shown)).toBeVisible();
  if (await risk.isVisible()) await risk.click();
  await expect(shown).toBeVisible();
};

/** A tablet in the waiting room, with a family in the middle of its questionnaire. */
export class DeployTablet {
  readonly page: Page;
  readonly #server: DeployServer;
  readonly #context: BrowserContext;
  readonly #kiosk: KioskPages;
  #entered: Entered = new Map();
  #fields: readonly string[] = [];
  #disk: CDPSession | undefined;

  private constructor(context: BrowserContext, page: Page, server: DeployServer) {
    this.page = page;
    this.#context = context;
    this.#server = server;
    this.#kiosk = new KioskPages(page, server.origin);
  }

  static async enrolled(context: BrowserContext, server: DeployServer, hub: DemoHub): Promise<DeployTablet> {
    const tablet = new DeployTablet(context, await context.newPage(), server);
    await tablet.#kiosk.enrol(hub.enrolmentCode, '待合1');
    await tablet.#kiosk.installed();
    return tablet;
  }

  /** The next family begins; the one before is left where it is. */
  async begin(typedCode: string): Promise<void> {
    await this.page.evaluate(() => {
      for (const key of Object.keys(sessionStorage))
        if (!key.includes('risk')) sessionStorage.removeItem(key);
    });
    this.#entered = new Map();
    await this.#kiosk.open();
    await acceptRiskOr(this.page, this.page.locator('[data-step="welcome"]'));
    await this.#kiosk.typeCode(typedCode);
    await this.#kiosk.confirmChild();
  }

  /** Answers what is on screen and leaves it there; this page is from now on the one that must not be reloaded. */
  async answer(): Promise<void> {
    await answerScreen(this.page, this.#entered, this.#entered.size);
    await this.#kiosk.saved();
    this.#fields = await fieldsOf(this.page);
    await this.page.evaluate(() => {
      (globalThis as { isSamePage?: boolean }).isSamePage = true;
    });
  }

  isSamePage(): Promise<boolean> {
    return this.page.evaluate(() => (globalThis as { isSamePage?: boolean }).isSamePage === true);
  }

  /** Whether the form on screen holds what was entered. */
  async holdsInput(): Promise<boolean> {
    await this.#kiosk.formIsReady();
    const fields = await fieldsOf(this.page);
    return fields.length > 0 && JSON.stringify(fields) === JSON.stringify(this.#fields);
  }

  /** つぎへ. @returns whether there is a further question */
  async goOn(): Promise<boolean> {
    await this.#kiosk.answer(this.#entered, 1);
    return (await this.#kiosk.step()) !== 'review';
  }

  /** Answers of this family that the page before handing in does not show. */
  async notReviewed(): Promise<readonly string[]> {
    const shown = await this.page.locator('[data-step="review"]').innerText();
    return [...this.#entered].filter(([, answer]) => !shown.includes(answer)).map(([linkId]) => linkId);
  }

  /** Looks for a new version and waits for what becomes of it. */
  look(page: Page = this.page): Promise<Looked> {
    return page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const before = registration.waiting;
      try {
        await registration.update();
      } catch {
        return 'failed';
      }
      const worker = registration.installing;
      if (worker === null) return registration.waiting === before ? 'same' : 'waiting';
      return new Promise<'waiting' | 'failed'>((resolve) => {
        const tell = (): void => {
          if (worker.state === 'redundant') resolve('failed');
          else if (worker.state !== 'installing') resolve('waiting');
        };
        worker.addEventListener('statechange', tell);
        tell();
      });
    });
  }

  /** Of these paths, those that the open page cannot load. */
  missing(paths: readonly string[]): Promise<readonly string[]> {
    return this.page.evaluate(async (asked) => {
      const missing: string[] = [];
      for (const path of asked) {
        const ok = await fetch(path).then(
          (response) => response.ok && !(response.headers.get('content-type') ?? '').startsWith('text/html'),
          () => false,
        );
        if (!ok) missing.push(path);
      }
      return missing;
    }, paths);
  }

  /** The form is left, and staff take the waiting version in, as the device page offers. @returns its version */
  async takeIn(release: Release): Promise<void> {
    await this.page.goto(`${this.#server.origin}/admin`);
    await this.page.getByTestId('apply-update').click();
    await this.runs(release);
  }

  /**
   * The version that runs, as the device page shows it. Chromium, with a debugger at its workers as here and much else to
   * do, now and then holds a worker that has nothing left to do for five minutes; that fails, and tells so by the states.
   */
  async runs(release: Release): Promise<void> {
    await expect(this.page.getByTestId('app-version').first())
      .toHaveText(release.version, { timeout: 20_000 })
      .catch(async () => {
        throw new Error(`${release.version} does not run: ${JSON.stringify(await this.#whatHoldsUp())}`);
      });
  }

  /** What a version that does not come may wait for. */
  #whatHoldsUp(): Promise<{ shown: string; states: readonly string[]; locks: readonly string[] }> {
    return this.page.evaluate(async () => {
      const { active, waiting, installing } = await navigator.serviceWorker.ready;
      const { held = [], pending = [] } = await navigator.locks.query();
      return {
        shown: document.querySelector<HTMLElement>('[data-testid="app-version"]')?.innerText ?? '',
        states: [active, waiting, installing].flatMap((worker) => worker?.state ?? []),
        // The lock of its own build is held by every page.
        locks: [...held, ...pending].flatMap(({ name }) => name ?? []),
      };
    });
  }

  /** Waits until the worker of this release is the only one, with its shell in its cache. */
  async hasShell({ version }: Release): Promise<void> {
    await expect
      .poll(
        () =>
          this.page
            .evaluate(async (name) => {
              const { active, waiting, installing } = await navigator.serviceWorker.ready;
              return (
                active?.state === 'activated' &&
                waiting === null &&
                installing === null &&
                (await caches.has(`hagukumi-shell-${name}`))
              );
            }, version)
            // The page may be loaded anew at this moment.
            .catch(() => false),
        { timeout: 30_000 },
      )
      .toBe(true);
  }

  async showVersion(): Promise<void> {
    await this.page.goto(`${this.#server.origin}/admin`);
  }

  /** Back to the family's form, which goes on where it was. */
  async resume(): Promise<void> {
    await this.#kiosk.open();
    await this.#kiosk.formIsReady();
  }

  /** A second tab of the same tablet. */
  async otherTab(): Promise<Page> {
    const page = await this.#context.newPage();
    await page.goto(`${this.#server.origin}/admin`);
    await acceptRiskOr(page, page.getByTestId('app-version').first());
    return page;
  }

  /** Leaves so much room on the disk beyond what is used, or as much as there is. */
  async room(bytes: number | undefined): Promise<void> {
    // What a session has changed lasts as long as the session.
    await this.#disk?.detach();
    this.#disk = undefined;
    const { origin } = this.#server;
    if (bytes !== undefined) {
      const session = await this.#context.newCDPSession(this.page);
      this.#disk = session;
      const { usage } = await session.send('Storage.getUsageAndQuota', { origin });
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: Math.ceil(usage + bytes) });
    }
  }
}
