import type { Browser, BrowserContext, Page } from '@playwright/test';
import { HEADING_FIELDS, OUTBOX_MARKS, TABLE_KEYS } from '../../src/lib/store/schema.ts';
import { DemoHub } from '../support/demo-hub.ts';
import { armWrites, setFailing } from '../support/failing-writes.ts';
import { answerScreen } from '../support/form-driver.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { rowCounts } from '../support/stored.ts';
import { expect, test } from '../support/watched-test.ts';

/** What the first build made, with what its rows are found by. */
const TABLES_OF_VERSION_1 = (['meta', 'drafts', 'outbox', 'copies', 'staffLocks', 'audit'] as const).map(
  (name) => [name, TABLE_KEYS[name]] as const,
);

const CHILD = '山城 ひなた';

const browserOf = (page: Page): Browser => {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has a browser');
  return browser;
};

test.describe('the place where answers are kept', () => {
  let hub: DemoHub;
  let context: BrowserContext;
  let page: Page;
  let kiosk: KioskPages;

  test.beforeAll(async ({ browser }) => {
    hub = await DemoHub.start();
    context = await browser.newContext({ viewport: { width: 810, height: 1080 } });
    page = await context.newPage();
    kiosk = new KioskPages(page, hub.origin);
    await kiosk.enrol(hub.enrolmentCode, '待合1');
  });

  test.afterAll(async () => {
    await context.close();
    await hub.dispose();
  });

  test('without a promise of the browser staff are told before anything is entered, once a tab', async () => {
    const tab = await context.newPage();
    expect(await page.evaluate(() => navigator.storage.persisted())).toBe(false);
    for (const path of ['/', '/kiosk', '/clinic', '/admin']) {
      await tab.goto(hub.origin + path);
      const gate = tab.locator('[data-page="storage"]');
      await expect(gate).toBeVisible();
      await expect(gate).toContainText('storage-not-persistent');
      await expect(tab.locator('input, textarea')).toHaveCount(0);
    }
    await tab.goto(`${hub.origin}/kiosk`);
    await tab.getByRole('button', { name: '承知して続ける' }).click();
    await expect(tab.locator('[data-page="kiosk"]')).toBeVisible();
    await tab.reload();
    await expect(tab.locator('[data-page="kiosk"]')).toBeVisible();
    await tab.close();
  });

  test('without a database the app stops with a code, and takes no entry', async () => {
    const tab = await context.newPage();
    await tab.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('refused', 'SecurityError');
      };
    });
    for (const path of ['/', '/kiosk', '/clinic']) {
      await tab.goto(hub.origin + path);
      const stopped = tab.locator('[data-page="stopped"]');
      await expect(stopped).toHaveAttribute('data-problem', 'storage-unavailable');
      await expect(stopped).toContainText('storage-unavailable');
      await expect(tab.locator('input, textarea')).toHaveCount(0);
    }
    await tab.close();
  });

  test('answers that cannot be saved stop the screen, stay in memory, and are saved by a retry', async () => {
    await armWrites(page);
    await kiosk.open();
    await kiosk.typeCode(hub.family(CHILD).typedCode);
    await kiosk.confirmChild();
    const entered = new Map<string, string>();
    while ((await page.locator('[data-form-ready] input[type=radio]').count()) === 0)
      await kiosk.answer(entered, 1);
    const question = await kiosk.question();
    const rows = await rowCounts(page);

    await setFailing(page, true);
    await answerScreen(page, new Map(), 0);
    const stopped = page.getByRole('dialog');
    await expect(stopped).toContainText(/storage-(failed|full)/);
    await page.keyboard.press('Escape');
    await expect(stopped).toBeVisible();
    await stopped.getByRole('button', { name: 'もう一度' }).click();
    await expect(stopped).toBeVisible();
    const chosen = page.locator('[data-form-ready] input:checked');
    await expect(chosen).toHaveCount(1);
    const value = await chosen.inputValue();

    await setFailing(page, false);
    await stopped.getByRole('button', { name: 'もう一度' }).click();
    await expect(stopped).toBeHidden();
    await kiosk.saved();
    expect((await rowCounts(page)).drafts).toBe(Math.max(1, rows.drafts));
    await page.reload();
    await kiosk.formIsReady();
    expect(await kiosk.question()).toBe(question);
    await expect(page.locator('[data-form-ready] input:checked')).toHaveValue(value);
  });

  test('a form that cannot be saved is not left when nobody touches the tablet', async () => {
    await context.clock.install();
    await page.reload();
    await kiosk.formIsReady();
    await setFailing(page, true);
    await page.locator('[data-form-ready] input[type=radio]').last().check({ force: true });
    await expect(page.getByRole('dialog')).toContainText(/storage-(failed|full)/);
    await context.clock.fastForward(300_000);
    await expect(page.locator('[data-form-ready] input:checked')).toHaveCount(1);
    await kiosk.isAt('asking');
    await setFailing(page, false);
    await page.getByRole('dialog').getByRole('button', { name: 'もう一度' }).first().click();
    await kiosk.saved();
  });

  test('an older tab that keeps the store from opening is named, and the app goes on when it has closed', async () => {
    const other = await browserOf(page).newContext();
    const older = await other.newPage();
    await older.goto(`${hub.origin}/api/v1/health`);
    await older.evaluate(
      ({ tables, heading, marks }) =>
        new Promise<void>((resolve) => {
          const opening = indexedDB.open('hagukumi', 1);
          opening.onupgradeneeded = () => {
            for (const [name, keyPath] of tables) {
              const store = opening.result.createObjectStore(name, { keyPath });
              if (name !== 'outbox') continue;
              store.createIndex('heading', [...heading]);
              for (const mark of marks) store.createIndex(mark, mark);
            }
          };
          opening.onsuccess = () => {
            Object.assign(globalThis, { held: opening.result });
            resolve();
          };
        }),
      { tables: TABLES_OF_VERSION_1, heading: HEADING_FIELDS, marks: OUTBOX_MARKS },
    );
    const tab = await other.newPage();
    await tab.goto(hub.origin);
    const stopped = tab.locator('[data-page="stopped"]');
    await expect(stopped).toHaveAttribute('data-problem', 'storage-blocked');
    await expect(stopped).toContainText('ほかのタブとウィンドウをすべて閉じて');
    await older.close();
    await expect(tab.locator('[data-page="home"], [data-page="storage"]')).toBeVisible();
    await expect(stopped).toBeHidden();
    await other.close();
  });

  test('a tab that another one has outdated says what to do', async () => {
    const tab = await context.newPage();
    await tab.goto(`${hub.origin}/api/v1/health`);
    await page.goto(hub.origin);
    await expect(page.locator('[data-page="home"], [data-page="storage"]')).toBeVisible();
    await tab.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('hagukumi', 99);
          opening.onerror = () => {
            reject(new Error('the newer version opens'));
          };
          opening.onsuccess = () => {
            opening.result.close();
            resolve();
          };
        }),
    );
    const note = page.getByTestId('store-event');
    await expect(note).toHaveAttribute('data-event', 'version-changed');
    await expect(note).toContainText('このタブを閉じるか、読み込み直してください');
    await note.getByRole('button', { name: '読み込み直す' }).click();
    await expect(note).toBeHidden();
    await tab.close();
  });

  test('a tablet whose data is gone says so, with the id it had', async () => {
    const deviceId = await page.evaluate(() => localStorage.getItem('hagukumi.device'));
    expect(deviceId).toMatch(/^[0-9a-f-]{36}$/);
    // Any page of this origin that does not hold the database open.
    await page.goto(`${hub.origin}/api/v1/health`);
    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const deleting = indexedDB.deleteDatabase('hagukumi');
          deleting.onsuccess = () => resolve();
          deleting.onerror = () => reject(new Error('the database stays'));
        }),
    );
    await page.goto(hub.origin);
    await expect(page.getByText('この端末に保存されていた記録が見つかりません')).toBeVisible();
    await expect(page.getByText(deviceId ?? '')).toBeVisible();
    await kiosk.open();
    await expect(page.getByTestId('not-ready')).toBeVisible();
  });
});
