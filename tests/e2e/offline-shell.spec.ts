import type { Page } from '@playwright/test';
import { BrowserProfile } from '../support/browser-profile.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { demoFacts } from '../support/demo-facts.ts';
import { HubProcess } from '../support/hub-process.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { expect, test } from '../support/watched-test.ts';

/** Each door, its page, and what somebody who opens it needs to see before any work can begin. */
const DOORS = [
  { path: '/', name: 'home', ready: (page: Page) => page.getByRole('link', { name: /保護者の方/ }) },
  { path: '/kiosk', name: 'kiosk', ready: (page: Page) => page.getByRole('button', { name: 'はじめる' }) },
  { path: '/clinic', name: 'clinic', ready: (page: Page) => page.getByTestId('staff-nurse').first() },
  { path: '/admin', name: 'admin', ready: (page: Page) => page.getByTestId('state-queued') },
] as const;

test.describe('an enrolled tablet whose hub is dead', () => {
  let hub: HubProcess;
  let profile: BrowserProfile;

  /** A tab of a browser that was just started; staff accept once that it promises nothing about storage. */
  const coldStart = async (path: string): Promise<Page> => {
    const page = await (await profile.open()).newPage();
    await page.goto(hub.origin + path);
    await new KioskPages(page, hub.origin).acceptStorageRisk();
    return page;
  };

  test.beforeAll(async ({ browser }) => {
    hub = await HubProcess.start();
    const clerk = await browser.newPage();
    const desk = new ConsolePages(clerk, hub.origin);
    await desk.signIn(await demoFacts(hub));
    const code = await desk.enrolmentCode();
    await clerk.close();
    profile = await BrowserProfile.create();
    const tablet = new KioskPages(await (await profile.open()).newPage(), hub.origin);
    await tablet.enrol(code, '待合1');
    await tablet.installed();
    await profile.close();
    await hub.kill();
  });

  test.beforeEach(async () => {
    await expect(fetch(hub.origin)).rejects.toThrow();
  });

  test.afterAll(async () => {
    await profile.dispose();
    await hub.dispose();
  });

  for (const { path, name, ready } of DOORS) {
    test(`opens ${path} cold and is ready for work`, async () => {
      const page = await coldStart(path);
      await expect(page.locator(`[data-page="${name}"]`)).toBeVisible();
      await expect(ready(page)).toBeVisible();
      await profile.close();
    });
  }

  test('opens from its icon, whose address has a query', async () => {
    const page = await coldStart('/?source=pwa');
    await expect(page.locator('[data-page="home"]')).toBeVisible();
    await profile.close();
  });

  test('opens every door after the browser was killed', async () => {
    const before = await coldStart('/kiosk');
    await expect(before.locator('[data-page="kiosk"]')).toBeVisible();
    await profile.kill();
    const page = await coldStart('/');
    for (const { path, name, ready } of DOORS) {
      await page.goto(hub.origin + path);
      await expect(page.locator(`[data-page="${name}"]`)).toBeVisible();
      await expect(ready(page)).toBeVisible();
    }
    await profile.close();
  });

  test('tries a form out, with all the engines that it needs', async () => {
    const page = await (await profile.open()).newPage();
    await page.goto(`${hub.origin}/preview`);
    await page.getByRole('button', { name: '見本を開く' }).click();
    await expect(page.locator('[data-form-ready]')).toBeVisible();
    await expect(page.getByTestId('form-verdict')).toHaveText('この様式は使えます');
    await page.getByRole('tab', { name: '事前入力' }).click();
    await page.getByRole('button', { name: '見本の資料で試す' }).click();
    await expect(page.getByTestId('prefill-result')).toContainText('すべて入れました');
    await page.getByRole('tab', { name: '取り出し' }).click();
    await page.getByRole('button', { name: '取り出す' }).click();
    await expect(page.getByTestId('observations-json')).toContainText('Observation');
    await profile.close();
  });

  test('pretends no answer of the hub', async () => {
    const page = await coldStart('/');
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
    const page = await coldStart('/');
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
