import type { BrowserContext, Page } from '@playwright/test';
import { ClinicPages } from '../support/clinic-pages.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { pinOf } from '../support/demo-facts.ts';
import { DemoHub } from '../support/demo-hub.ts';
import type { Entered } from '../support/form-driver.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { checkScreen } from '../support/screen-check.ts';
import { expect, test } from '../support/watched-test.ts';

/** The longest name of the demo. */
const CHILD = 'マリア・フェルナンダ・ダ・シルバ・サントス';

test.describe.configure({ mode: 'serial' });

test.describe('every screen can be used by everybody', () => {
  let hub: DemoHub;
  let context: BrowserContext;
  let page: Page;
  let kiosk: KioskPages;
  const entered: Entered = new Map();

  test.beforeAll(async ({ browser }) => {
    hub = await DemoHub.start();
    context = await browser.newContext({ viewport: { width: 810, height: 1080 } });
    page = await context.newPage();
    kiosk = new KioskPages(page, hub.origin);
  });

  test.afterAll(async () => {
    await context.close();
    await hub.dispose();
  });

  test('putting a tablet into service', async () => {
    await page.goto(hub.origin);
    await expect(page.getByLabel('登録コード')).toBeVisible();
    await checkScreen(page, 'set-up');
    await page.getByRole('button', { name: '登録する' }).click();
    await expect(page.getByText('端末の名前を入れてください')).toBeVisible();
    await checkScreen(page, 'set-up with errors');
    await kiosk.enrol(hub.enrolmentCode, '待合1');
    const tab = await context.newPage();
    await tab.goto(hub.origin);
    await expect(tab.locator('[data-page="storage"]')).toBeVisible();
    await checkScreen(tab, 'storage');
    await tab.close();
    await checkScreen(page, 'home');
  });

  test('a family from the welcome to the first question', async () => {
    await kiosk.open();
    await kiosk.isAt('welcome');
    await checkScreen(page, 'welcome');
    await page.getByRole('button', { name: 'はじめる' }).click();
    await expect(page.getByText('カメラが見つかりません')).toBeVisible();
    await checkScreen(page, 'scan');
    await kiosk.typeCode('100000000008');
    await kiosk.isRefused('code-unknown');
    await checkScreen(page, 'code with a refusal');
    await kiosk.typeCode(hub.family(CHILD).typedCode);
    await expect(kiosk.childName()).toBeVisible();
    await checkScreen(page, 'confirm');
  });

  test('the questions, the review and the end', async () => {
    test.setTimeout(120_000);
    await kiosk.confirmChild();
    await checkScreen(page, 'question');
    await page.getByRole('button', { name: 'つぎへ' }).click();
    await checkScreen(page, 'question after つぎへ');
    await kiosk.answer(entered, 4);
    await checkScreen(page, 'a later question');
    await kiosk.answer(entered);
    await kiosk.isAt('review');
    await checkScreen(page, 'review');
    await kiosk.submit();
    await checkScreen(page, 'handed over');
  });

  test('staff: names, PIN, the list, a child, both sections, the signature', async () => {
    test.setTimeout(180_000);
    const clinic = new ClinicPages(page, hub.origin);
    await clinic.open();
    await expect(page.getByTestId('staff-doctor').first()).toBeVisible();
    await checkScreen(page, 'names');
    await page.getByTestId('staff-doctor').first().click();
    await expect(page.getByLabel('暗証番号')).toBeVisible();
    await checkScreen(page, 'PIN');
    await clinic.open();
    await clinic.unlock('doctor', pinOf(hub.facts, '医師'));
    await checkScreen(page, 'board');
    await clinic.openChild(CHILD);
    await checkScreen(page, 'child');
    for (const section of ['measurement', 'examination']) {
      await clinic.openSection(section);
      await page.getByTestId('complete').click();
      await checkScreen(page, `${section} with errors`);
      await page.getByTestId('close-section').click();
      await expect(page.getByTestId('child')).toBeVisible();
    }
    await clinic.openSection('measurement');
    const measured: Entered = new Map();
    // A slip that is asked back: as heavy as a child of nine months.
    await clinic.enterNumber('weight', '9800', measured);
    await clinic.enterNumber('height', '61.5', measured);
    await clinic.enterNumber('head', '40.2', measured);
    await page.getByTestId('complete').click();
    await expect(page.getByTestId('confirm-yes')).toBeVisible();
    await checkScreen(page, 'signature');
    await page.getByTestId('confirm-yes').click();
    await expect(page.getByTestId('done')).toBeVisible();
    await checkScreen(page, 'child after a confirmation');
  });

  test('administration', async () => {
    await page.goto(`${hub.origin}/admin`);
    await expect(page.getByTestId('state-delivered')).not.toHaveText('0');
    await checkScreen(page, 'admin');
  });

  // Every part in every state: axe takes long, so that each density is looked at as it is held.
  for (const [density, held] of [
    ['保護者', { width: 810, height: 1080 }],
    ['スタッフ', { width: 1080, height: 810 }],
  ] as const) {
    test(`the gallery for ${density}`, async () => {
      test.setTimeout(240_000);
      await page.goto(`${hub.origin}/gallery`);
      await page.getByText(density, { exact: true }).first().click();
      await checkScreen(page, `gallery ${density}`, {
        tablets: [held],
        impacts: 'all',
        except: {
          'landmark-unique': 'the same screen stands on the page once for each of its states',
          'heading-order': 'a specimen brings along the headings of the screen that it is a part of',
        },
      });
    });
  }

  test('the preview of forms', async () => {
    await page.goto(`${hub.origin}/preview`);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await checkScreen(page, 'preview');
  });

  test('the console', async () => {
    test.setTimeout(120_000);
    await page.goto(`${hub.origin}/hub/sign-in`);
    await expect(page.getByLabel('パスワード')).toBeVisible();
    await checkScreen(page, 'console sign-in');
    await new ConsolePages(page, hub.origin).signIn(hub.facts);
    for (const path of [
      '/hub',
      '/hub/devices',
      '/hub/quarantine',
      '/hub/roster',
      '/hub/tickets',
      '/hub/received',
      '/hub/audit',
    ]) {
      await page.goto(hub.origin + path);
      await expect(page.getByRole('heading').first()).toBeVisible();
      await checkScreen(page, path);
    }
    await page.goto(`${hub.origin}/hub/received`);
    await page.getByRole('link', { name: CHILD }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(CHILD);
    await checkScreen(page, 'a received checkup');
  });
});
