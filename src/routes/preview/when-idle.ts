/** Longest wait for a quiet moment. */
const WAIT_MOST_MS = 500;

/** Resolves when the browser has nothing more urgent to do; where it cannot tell, after a moment. */
export const whenIdle = (): Promise<void> =>
  new Promise((resolve) => {
    // Safari has no such callback.
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: WAIT_MOST_MS });
    else setTimeout(resolve, WAIT_MOST_MS / 5);
  });
