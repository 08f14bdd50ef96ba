import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { BenchTablet } from './bench-tablet.ts';
import { brotliBytes } from './page-bytes.ts';

const SCRIPT_OR_STYLE = /^\/_app\/.*\.(?:js|css)$/;

/** Milliseconds since the page began. */
interface Moments {
  welcome: number | undefined;
  question: number | undefined;
  clicks: number[];
}

declare global {
  interface Window {
    benchMoments?: Moments;
  }
}

const noteMoments = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    const moments: Moments = { welcome: undefined, question: undefined, clicks: [] };
    window.benchMoments = moments;
    const now = (selector: string): number | undefined =>
      document.querySelector(selector) === null ? undefined : performance.now();
    new MutationObserver(() => {
      moments.welcome ??= now('[data-page="kiosk"][data-step="welcome"] button');
      moments.question ??= now('[data-form-ready]');
    }).observe(document, { subtree: true, childList: true, attributes: true });
    addEventListener('click', () => moments.clicks.push(performance.now()), { capture: true });
  });

const readMoments = (
  page: Page,
): Promise<{ moments: Moments | undefined; asked: readonly { path: string; at: number }[] }> =>
  page.evaluate(() => ({
    moments: window.benchMoments,
    asked: performance
      .getEntriesByType('resource')
      .map(({ name, startTime: at }) => ({ path: new URL(name).pathname, at })),
  }));

/** Brotli bytes, by when a fresh tab asks for them. */
export interface LoadedBytes {
  /** Until the guardian can begin, and from the confirmed child to the first question. */
  readonly toQuestion: number;
  /** By the screen with the camera. */
  readonly byCamera: number;
  /** When the first screen stands and nobody waits: sending, updates. */
  readonly behind: number;
}

/**
 * Brotli bytes of the scripts and styles that a fresh tab asks for from opening the guardian page to its first
 * question. Rejects when the page asks for none.
 */
export const loadedBytes = async (tablet: BenchTablet, client: string): Promise<LoadedBytes> => {
  await tablet.reopen();
  await noteMoments(await tablet.profile.opened());
  const page = await tablet.newPage();
  const kiosk = tablet.kiosk(page);
  await kiosk.open();
  await page.getByRole('button', { name: 'はじめる' }).waitFor();
  await page.waitForLoadState('networkidle');
  await kiosk.showTicket();
  await kiosk.confirmChild();
  await page.locator('[data-form-ready]').waitFor();
  const { moments, asked } = await readMoments(page);
  const { welcome = 0, question = 0, clicks = [] } = moments ?? {};
  const [begun = 0, confirmed = 0] = clicks;
  const bytesOf = (isThen: (at: number) => boolean): number =>
    [...new Set(asked.filter(({ at }) => isThen(at)).map(({ path }) => path))]
      .filter((path) => SCRIPT_OR_STYLE.test(path))
      .reduce((sum, path) => sum + brotliBytes(join(client, path)), 0);
  const toWelcome = bytesOf((at) => at <= welcome);
  if (toWelcome === 0 || confirmed === 0) throw new Error('the page asked for no scripts, or nobody began');
  return {
    toQuestion: toWelcome + bytesOf((at) => at >= confirmed && at <= question),
    byCamera: bytesOf((at) => at >= begun && at < confirmed),
    behind: bytesOf((at) => at > welcome && at < begun),
  };
};
