import type { Page } from '@playwright/test';
import { BuildServer } from '../support/build-server.ts';
import { HubProcess } from '../support/hub-process.ts';
import { expect, test } from '../support/watched-test.ts';

/** States of the registration's workers, and whether this page is controlled. */
const states = (page: Page): Promise<{ waiting: boolean; active: boolean; controlled: boolean }> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return {
      waiting: registration?.waiting !== null && registration?.waiting !== undefined,
      active: registration?.active?.state === 'activated',
      controlled: navigator.serviceWorker.controller !== null,
    };
  });

const install = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
    await navigator.serviceWorker.ready;
  });

const lookForUpdate = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
  });

const tellWaiting = (page: Page, message: unknown): Promise<void> =>
  page.evaluate(async (data) => {
    const registration = await navigator.serviceWorker.ready;
    registration.waiting?.postMessage(data);
  }, message);

test.describe('a new version of the worker', () => {
  let server: BuildServer;

  test.beforeEach(async () => {
    server = await BuildServer.start();
  });

  test.afterEach(async () => {
    await server.stop();
  });

  test('the first one takes charge of the page that installed it', async ({ page }) => {
    await page.goto(`${server.origin}/blank`);
    await install(page);
    await expect.poll(() => states(page)).toEqual({ waiting: false, active: true, controlled: true });
  });

  test('a later one waits, even across reloads, until it is told', async ({ page }) => {
    await page.goto(`${server.origin}/blank`);
    await install(page);
    await expect.poll(() => states(page)).toEqual({ waiting: false, active: true, controlled: true });

    server.release();
    await lookForUpdate(page);
    await expect.poll(() => states(page)).toEqual({ waiting: true, active: true, controlled: true });

    await tellWaiting(page, { type: 'something else' });
    await tellWaiting(page, 'activate');
    await page.reload();
    expect(await states(page)).toEqual({ waiting: true, active: true, controlled: true });

    const changed = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          navigator.serviceWorker.addEventListener('controllerchange', () => resolve('changed'));
        }),
    );
    await tellWaiting(page, { type: 'activate' });
    expect(await changed).toBe('changed');
    await expect.poll(() => states(page)).toEqual({ waiting: false, active: true, controlled: true });
  });
});

test('a hub whose kill switch is on leaves no worker and no shell on a tablet, and its pages come from the hub', async ({
  page,
}) => {
  const hub = await HubProcess.start({ DEMO: '0', KILL_SWITCH: '1' });
  try {
    const answer = await fetch(`${hub.origin}/service-worker.js`);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(await answer.text()).toContain('unregister()');
    await page.goto(hub.origin);
    await expect(page.getByLabel('登録コード')).toBeVisible();
    // What a broken release has left behind, and a record beside it.
    await page.evaluate(async () => {
      await (await caches.open('hagukumi-shell-broken')).put('/x.js', new Response('broken'));
      await (await caches.open('kept')).put('/x', new Response('kept'));
      sessionStorage.setItem('databases', String((await indexedDB.databases()).length));
    });
    await page.reload();
    await expect
      .poll(() =>
        page.evaluate(async () => ({
          workers: (await navigator.serviceWorker.getRegistrations()).length,
          caches: (await caches.keys()).sort(),
        })),
      )
      .toEqual({ workers: 0, caches: ['hagukumi-killed', 'kept'] });
    const databases = await page.evaluate(async () => [
      (await indexedDB.databases()).length,
      Number(sessionStorage.getItem('databases')),
    ]);
    expect(databases[0]).toBeGreaterThan(0);
    expect(databases[0]).toBe(databases[1]);
    await page.reload();
    await expect(page.getByLabel('登録コード')).toBeVisible();
  } finally {
    await hub.dispose();
  }
});
