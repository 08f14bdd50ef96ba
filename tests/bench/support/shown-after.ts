import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    /** Milliseconds from the start of the navigation to the frame after the awaited element came. */
    benchShownAfter?: number;
  }
}

/** From now on every page of the context notes when an element of the selector is first painted. */
export const noteWhenShown = (context: BrowserContext, selector: string): Promise<unknown> =>
  context.addInitScript((wanted) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector(wanted) === null) return;
      observer.disconnect();
      // The first callback comes before the frame that shows it, the task after it when the frame is done.
      requestAnimationFrame(() => {
        setTimeout(() => {
          window.benchShownAfter = performance.now();
        });
      });
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true });
  }, selector);

/** What {@link noteWhenShown} noted in the page's present document. Rejects after 60 s without. */
export const shownAfterMs = async (page: Page): Promise<number> => {
  const noted = await page.waitForFunction(() => window.benchShownAfter, undefined, { timeout: 60_000 });
  const ms = await noted.jsonValue();
  if (ms === undefined) throw new Error('the page noted no time');
  return ms;
};
