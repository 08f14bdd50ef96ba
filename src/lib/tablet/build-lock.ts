/**
 * Says to the service worker, for as long as this page lives, that a page of this build is open: what the build may
 * still load stays in its cache. The browser lets go of the lock with the page, however it ends. The service worker
 * knows the name of the lock from `precache.ts`.
 */
export const holdBuild = (locks: LockManager, build: string): void => {
  void locks.request(
    `hagukumi-build-${build}`,
    { mode: 'shared' },
    () =>
      new Promise<never>(() => {
        // Until the page is gone.
      }),
  );
};
