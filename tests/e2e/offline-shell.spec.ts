import { expect, type Page, test } from '@playwright/test';
import { BrowserProfile } from '../support/browser-profile.ts';
import { HubProcess } from '../support/hub-process.ts';

const DOORS = [
  ['/', 'home'],
  ['/kiosk', 'kiosk'],
  ['/clinic', 'clinic'],
  ['/admin', 'admin'],
] as const;

const pageOf = async (profile: BrowserProfile): Promise<Page> => (await profile.open()).newPage();

/** Resolves when the worker is active, which it only becomes with its whole precache. */
const installed = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });

test.describe('a tablet that was opened once', () => {
  let hub: HubProcess;
  let profile: BrowserProfile;

  test.beforeAll(async () => {
    hub = await HubProcess.start();
    profile = await BrowserProfile.create();
    const page = await pageOf(profile);
    await page.goto(hub.origin);
    await installed(page);
    await profile.close();
    await hub.kill();
  });

  test.afterAll(async () => {
    await profile.dispose();
    await hub.dispose();
  });

  for (const [path, name] of DOORS) {
    test(`opens ${path} cold, without any hub`, async () => {
      await expect(fetch(hub.origin)).rejects.toThrow();
      const page = await pageOf(profile);
      await page.goto(hub.origin + path);
      await expect(page.locator(`[data-page="${name}"]`)).toBeVisible();
      await expect(page.getByRole('heading').first()).toBeVisible();
      await profile.close();
    });
  }

  test('opens from its icon, whose address has a query', async () => {
    const page = await pageOf(profile);
    await page.goto(`${hub.origin}/?source=pwa`);
    await expect(page.locator('[data-page="home"]')).toBeVisible();
    await profile.close();
  });

  test('opens every door after the browser was killed', async () => {
    const before = await pageOf(profile);
    await before.goto(`${hub.origin}/kiosk`);
    await expect(before.locator('[data-page="kiosk"]')).toBeVisible();
    await profile.kill();
    const page = await pageOf(profile);
    for (const [path, name] of DOORS) {
      await page.goto(hub.origin + path);
      await expect(page.locator(`[data-page="${name}"]`)).toBeVisible();
    }
    await profile.close();
  });

  test('pretends no answer of the hub', async () => {
    const page = await pageOf(profile);
    await page.goto(hub.origin);
    const answered = await page.evaluate(() =>
      fetch('/api/v1/health').then(
        () => true,
        () => false,
      ),
    );
    expect(answered).toBe(false);
    await expect(page.goto(`${hub.origin}/hub`)).rejects.toThrow('ERR_CONNECTION_REFUSED');
    await profile.close();
  });

  test('keeps only the shell in its caches', async () => {
    const page = await pageOf(profile);
    await page.goto(hub.origin);
    const cached = await page.evaluate(async () => {
      const requests = await Promise.all(
        (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
      );
      return requests.flat().map(({ url }) => new URL(url).pathname);
    });
    expect(cached.length).toBeGreaterThan(10);
    expect(cached.filter((path) => /^\/(?:api|hub|auth|fhir|q)(?:\/|$)/.test(path))).toEqual([]);
    await profile.close();
  });
});
