import type { BrowserContext, Page } from '@playwright/test';
import { DemoHub } from '../support/demo-hub.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { expect, test } from '../support/watched-test.ts';

const BUNDLE = '/api/v1/bundle';
const FORM = /\/api\/v1\/forms\/[0-9a-f]{64}$/;

/** What the hub answered to this page about the day: path and status. */
const noteAnswers = (page: Page): string[] => {
  const answers: string[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname === BUNDLE || FORM.test(pathname)) answers.push(`${response.status()} ${pathname}`);
  });
  return answers;
};

/** How many forms' signed texts lie on the tablet, and how many its bundle names; none before it is whole. */
const formsHere = (page: Page): Promise<{ readonly parts: number; readonly named: number }> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('hagukumi');
        opening.onerror = () => reject(new Error('the database does not open'));
        opening.onsuccess = () => {
          const reading = opening.result.transaction(['meta', 'parts']);
          const parts = reading.objectStore('parts').count();
          const day = reading.objectStore('meta').get('bundle') as IDBRequest<
            { bundle: { forms: readonly { sha256: string }[] } } | undefined
          >;
          reading.oncomplete = () => {
            opening.result.close();
            const forms = day.result?.bundle.forms ?? [];
            resolve({ parts: parts.result, named: new Set(forms.map(({ sha256 }) => sha256)).size });
          };
        };
      }),
  );

const isWhole = (page: Page): Promise<void> =>
  expect.poll(async () => (await formsHere(page)).named, { timeout: 20_000 }).toBeGreaterThan(0);

const formsIn = (answers: readonly string[]): readonly string[] =>
  answers.filter((answer) => answer.startsWith('200') && FORM.test(answer));

test.describe('the day’s bundle', () => {
  let hub: DemoHub;
  let context: BrowserContext;
  let page: Page;
  let answers: string[];

  test.beforeEach(async ({ browser }) => {
    hub = await DemoHub.start();
    context = await browser.newContext({ viewport: { width: 810, height: 1080 } });
    page = await context.newPage();
    answers = noteAnswers(page);
  });

  test.afterEach(async () => {
    await context.close();
    await hub.dispose();
  });

  test('brings its forms once: asked again, the hub says that nothing has changed', async () => {
    await new KioskPages(page, hub.origin).enrol(hub.enrolmentCode, '待合1');
    await isWhole(page);
    const { parts, named } = await formsHere(page);
    expect(parts).toBe(named);
    expect(formsIn(answers)).toHaveLength(named);
    expect(new Set(formsIn(answers)).size).toBe(named);

    answers.length = 0;
    await page.reload();
    await expect.poll(() => answers).toEqual([`304 ${BUNDLE}`]);
    await expect(page.getByTestId('connection')).toHaveAttribute('data-contact', 'reachable');
    await page.goto(`${hub.origin}/kiosk`);
    await expect(page.getByRole('button', { name: 'はじめる' })).toBeVisible();
  });

  test('that was cut off goes on where it was', async () => {
    let passed = 0;
    await page.route(FORM, (route) => ((passed += 1) <= 2 ? route.continue() : route.abort()));
    await page.goto(hub.origin);
    await page.getByLabel('登録コード').fill(hub.enrolmentCode);
    await page.getByLabel('端末の名前').fill('待合1');
    await page.getByRole('button', { name: '登録する' }).click();
    await expect.poll(() => formsHere(page)).toEqual({ parts: 2, named: 0 });
    expect(formsIn(answers)).toHaveLength(2);

    await page.unroute(FORM);
    await page.reload();
    await new KioskPages(page, hub.origin).acceptStorageRisk();
    await isWhole(page);
    const all = formsIn(answers);
    expect(new Set(all).size).toBe(all.length);
    expect(await formsHere(page)).toEqual({ parts: all.length, named: all.length });
  });
});
