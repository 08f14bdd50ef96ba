/** Sees to it that one runner at a time drains the outbox, over all tabs of this origin. */
export interface RunnerLock {
  /** @returns what gives the lock back, or `undefined` when another runner has it */
  take(): Promise<(() => void) | undefined>;
}

export const RUNNER_LOCK_NAME = 'hagukumi-outbox';

/**
 * The lock as a Web Lock: it goes back by itself when the tab dies. Where there are no Web Locks, or they fail,
 * every runner may send: the hub then answers the second one with the same receipt.
 */
export const webLock = (locks: Pick<LockManager, 'request'> | undefined): RunnerLock => ({
  take: () =>
    new Promise((resolve) => {
      const unguarded = (): void => {
        resolve(() => undefined);
      };
      if (locks === undefined) {
        unguarded();
        return;
      }
      const held = (lock: Lock | null): Promise<void> =>
        new Promise((release) => {
          if (lock !== null) {
            resolve(release);
            return;
          }
          resolve(undefined);
          release();
        });
      locks.request(RUNNER_LOCK_NAME, { ifAvailable: true }, held).catch(unguarded);
    }),
});
