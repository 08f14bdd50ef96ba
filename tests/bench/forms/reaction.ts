import type { Page } from '@playwright/test';

/** How long the page took to react to one input, milliseconds. */
export interface Reaction {
  /** From the instant at which the browser got the input until the frame with its effect was made. */
  readonly toPaint: number;
  /** Of that, what the main thread worked: the listeners, and the frame. The wait for the display's clock is left out. */
  readonly work: number;
}

declare global {
  interface Window {
    benchReactions?: Reaction[];
    /** Ends what was noted before. */
    benchNoting?: AbortController;
  }
}

/**
 * From now on the page notes its reaction to every `effect` event that follows a `cause`.
 *
 * The start is the event's own time stamp, taken by the browser when the key or the pointer came, so waiting behind
 * other work counts. The end is the first task after the frame: a callback of `requestAnimationFrame` runs before
 * style, layout and paint of the frame, a message posted in it when they are done. Event Timing would give the same
 * in steps of 8 ms only, and nothing below 16 ms.
 */
export const noteReactions = (
  page: Page,
  cause: 'keydown' | 'pointerup',
  effect: 'input' | 'change',
): Promise<void> =>
  page.evaluate(
    ([causing, wanted]) => {
      window.benchReactions = [];
      window.benchNoting?.abort();
      window.benchNoting = new AbortController();
      const { signal } = window.benchNoting;
      const { port1, port2 } = new MessageChannel();
      let isCaused = false;
      let startedAt = 0;
      let listening = 0;
      let listened = 0;
      let frameAt = 0;
      port1.onmessage = () => {
        const now = performance.now();
        window.benchReactions?.push({ toPaint: now - startedAt, work: listened + now - frameAt });
      };
      addEventListener(
        causing,
        ({ timeStamp }) => {
          isCaused = true;
          startedAt = timeStamp;
          listening = performance.now();
        },
        { capture: true, signal },
      );
      addEventListener(
        wanted,
        () => {
          // A field that is left tells of its own change first.
          if (!isCaused) return;
          isCaused = false;
          requestAnimationFrame(() => {
            frameAt = performance.now();
            port2.postMessage(undefined);
          });
        },
        { capture: true, signal },
      );
      // The last listener of all: the app's own have run, and what they queued as microtasks.
      addEventListener(
        wanted,
        () => {
          listened = performance.now() - listening;
        },
        { signal },
      );
    },
    [cause, effect] as const,
  );

/** What was noted so far; rejects until there are so many. */
export const reactionsOf = async (page: Page, count: number): Promise<readonly Reaction[]> => {
  const noted = await page.waitForFunction(
    (wanted) => ((window.benchReactions?.length ?? 0) >= wanted ? window.benchReactions : undefined),
    count,
    { timeout: 30_000 },
  );
  return (await noted.jsonValue()) ?? [];
};
