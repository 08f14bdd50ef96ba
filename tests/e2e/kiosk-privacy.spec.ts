import type { BrowserContext, Page } from '@playwright/test';
import { ClinicPages } from '../support/clinic-pages.ts';
import { DemoHub } from '../support/demo-hub.ts';
import type { Entered } from '../support/form-driver.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { piecesOf, placesOf, rowCounts } from '../support/stored.ts';
import { expect, test } from '../support/watched-test.ts';

const FIRST = 'マリア・フェルナンダ・ダ・シルバ・サントス';
const SECOND = '勅使河原 花音';
const THIRD = '山城 ひなた';

/** Part of every free text that the driver enters; stands in no shell file. */
const ANSWER = 'の答え「＜改行なし＞」';

/** What the families' day is told in: each test goes on where the one before ended. */
test.describe.configure({ mode: 'serial' });

test.describe('one tablet, one family after the other', () => {
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
    await kiosk.enrol(hub.enrolmentCode, '待合1');
  });

  test.afterAll(async () => {
    await context.close();
    await hub.dispose();
  });

  const showsNothingOf = async (name: string): Promise<void> => {
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expect(page.getByText(name)).toHaveCount(0);
    await expect(page.getByText(ANSWER)).toHaveCount(0);
    await expect(page.locator('[data-form-ready]')).toHaveCount(0);
  };

  /** Looks everywhere for the family's name, ids and words. */
  const keepsNoPlainText = async (): Promise<void> => {
    const { name, ticketId, subjectId, typedCode } = hub.family(FIRST);
    const pieces = await piecesOf(page);
    expect(placesOf('待合1', pieces), 'what is not secret is found').not.toEqual([]);
    for (const secret of [name, 'シルバ', ticketId, subjectId, typedCode, ANSWER]) {
      expect(placesOf(secret, pieces), secret).toEqual([]);
    }
  };

  test('a reload comes back to the same question without another scan', async () => {
    await kiosk.open();
    await kiosk.typeCode(hub.family(FIRST).typedCode);
    await kiosk.confirmChild();
    await kiosk.answer(entered, 3);
    const question = await kiosk.question();
    await page.reload();
    await kiosk.formIsReady();
    expect(await kiosk.question()).toBe(question);
    await expect(page.getByRole('status').filter({ hasText: '続きから始めます' })).toContainText('お知らせ');
  });

  test('a second tab on the same form is told, and the first goes on', async () => {
    const other = await context.newPage();
    const second = new KioskPages(other, hub.origin);
    await second.open();
    await second.acceptStorageRisk();
    await second.typeCode(hub.family(FIRST).typedCode);
    await other.getByRole('button', { name: 'はい', exact: true }).click();
    await second.isRefused('storage-conflict');
    await expect(other.locator('[data-form-ready]')).toHaveCount(0);
    await other.close();
    await kiosk.answer(entered, 1);
  });

  test('a form in the middle lies on the tablet without a readable word', async () => {
    await kiosk.answer(entered);
    await kiosk.isAt('review');
    expect([...entered.values()].some((answer) => answer.includes(ANSWER))).toBe(true);
    expect(await rowCounts(page)).toEqual({ drafts: 1, outbox: 0, copies: 0 });
    await keepsNoPlainText();
  });

  test('handed in, it is thanked for in the language the family chose', async () => {
    await kiosk.chooseLanguage('English');
    await page.getByRole('button', { name: 'Hand in these answers' }).click();
    await expect(page.getByText('Please hand the tablet to a member of staff')).toBeVisible();
    expect(await rowCounts(page)).toEqual({ drafts: 0, outbox: 1, copies: 1 });
  });

  test('after that no way leads back to the family', async () => {
    await showsNothingOf(FIRST);
    await page.reload();
    await kiosk.isAt('handed-over');
    await showsNothingOf(FIRST);
    for (const path of ['/kiosk', '/kiosk?step=review', '/kiosk#review', '/clinic', '/admin', '/']) {
      await page.goto(hub.origin + path);
      await showsNothingOf(FIRST);
    }
    for (let step = 0; step < 4; step += 1) {
      await page.goBack();
      await showsNothingOf(FIRST);
    }
    await keepsNoPlainText();
  });

  test('the second family finds Japanese and an empty form', async () => {
    const clinic = new ClinicPages(page, hub.origin);
    await clinic.open();
    await clinic.unlock('nurse', hub.facts.pins.get('看護師') ?? '');
    await clinic.lock();
    await kiosk.open();
    await kiosk.isAt('welcome');
    await expect(page.getByTestId('language')).toContainText('日本語');
    await kiosk.typeCode(hub.family(SECOND).typedCode);
    await expect(kiosk.childName()).toHaveText(SECOND);
    await kiosk.confirmChild();
    await expect(page.locator('[data-form-ready] input:checked')).toHaveCount(0);
    await expect(page.getByText('続きから始めます')).toHaveCount(0);
  });

  test("a family's draft stays closed to the next one's ticket, and opens to its own", async () => {
    const mine: Entered = new Map();
    await kiosk.chooseLanguage('English');
    await kiosk.chooseLanguage('日本語');
    await kiosk.answer(mine, 2);
    const question = await kiosk.question();
    await context.clock.install();
    await page.reload();
    await kiosk.formIsReady();
    expect(await kiosk.question()).toBe(question);

    await context.clock.fastForward(181_000);
    await expect(page.getByRole('dialog', { name: 'まだお使いですか' })).toBeVisible();
    await context.clock.fastForward(31_000);
    await kiosk.isAt('welcome');
    await showsNothingOf(SECOND);
    await page.reload();
    await kiosk.isAt('welcome');

    await kiosk.typeCode(hub.family(THIRD).typedCode);
    await expect(kiosk.childName()).toHaveText(THIRD);
    await kiosk.confirmChild();
    await expect(page.getByText('続きから始めます')).toHaveCount(0);
    await expect(page.locator('[data-form-ready] input:checked')).toHaveCount(0);
    await context.clock.fastForward(181_000);
    await page.getByRole('button', { name: '終わる' }).click();
    await kiosk.isAt('welcome');

    await kiosk.typeCode(hub.family(SECOND).typedCode);
    await kiosk.confirmChild();
    expect(await kiosk.question()).toBe(question);
    await context.clock.fastForward(181_000);
    await page.getByRole('button', { name: '終わる' }).click();
  });

  test("a child's name does not stay on screen when nobody answers", async () => {
    await kiosk.isAt('welcome');
    await kiosk.typeCode(hub.family(THIRD).typedCode);
    await expect(kiosk.childName()).toBeVisible();
    await context.clock.fastForward(181_000);
    await expect(page.getByRole('dialog', { name: 'まだお使いですか' })).toBeVisible();
    await context.clock.fastForward(31_000);
    await kiosk.isAt('welcome');
    await showsNothingOf(THIRD);
  });

  test('a ticket whose form was handed in is told so', async () => {
    await kiosk.typeCode(hub.family(FIRST).typedCode);
    await kiosk.isRefused('ticket-already-submitted');
    await expect(page.getByText(FIRST)).toHaveCount(0);
    expect((await rowCounts(page)).drafts).toBe(1);
  });
});
