import { type BrowserContext, expect, type Page, test } from '@playwright/test';
import { BuildServer } from '../support/build-server.ts';
import { CONTROL_RESPONSE, ControlForm, questionnaire } from '../support/control-form.ts';
import { checkScreen } from '../support/screen-check.ts';

test.describe('every item type and every control', () => {
  let server: BuildServer;
  let context: BrowserContext;
  let page: Page;

  test.beforeAll(async () => {
    server = await BuildServer.start();
  });
  test.afterAll(async () => {
    await server.stop();
  });
  test.beforeEach(async ({ browser }) => {
    context = await browser.newContext({ viewport: { width: 1080, height: 810 }, hasTouch: true });
    page = await context.newPage();
  });
  test.afterEach(async () => {
    await context.close();
  });

  for (const [layout, hand] of [
    ['一覧', 'keys'],
    ['一覧', 'finger'],
    ['スタッフ用', 'keys'],
    ['スタッフ用', 'finger'],
  ] as const) {
    test(`is answered in the layout ${layout} by ${hand}`, async () => {
      test.setTimeout(120_000);
      const form = new ControlForm(page, hand);
      await form.open(server.origin, layout);
      for (const linkId of ControlForm.linkIds()) await form.answer(linkId);
      await expect.poll(() => form.response()).toEqual(CONTROL_RESPONSE);
      await page.getByRole('button', { name: '入力を確かめる' }).click();
      await expect(page.getByText('記入もれ・誤りはありません')).toBeVisible();
    });
  }

  for (const hand of ['keys', 'finger'] as const) {
    test(`is answered question by question by ${hand}, each list on one page with all its rows`, async () => {
      test.setTimeout(180_000);
      const form = new ControlForm(page, hand);
      await form.open(server.origin, '1問ずつ');
      const next = page.getByRole('button', { name: /^(?:つぎへ|答えを確かめる)$/ });
      const left = new Set(ControlForm.linkIds());
      for (let turn = 0; turn < 80 && (await page.locator('[data-form-ready]').count()) > 0; turn += 1) {
        for (const linkId of [...left]) {
          if (!(await form.isShown(linkId))) continue;
          await form.answer(linkId);
          left.delete(linkId);
        }
        await form.press(next);
      }
      expect([...left]).toEqual([]);
      await expect.poll(() => form.response()).toEqual(CONTROL_RESPONSE);
      // The review says every row, and leads back to the page of its list.
      await expect(page.getByText('のんでいる薬 2：薬の名前')).toBeVisible();
      await expect(page.getByText('きょうだいの呼び名 2')).toBeVisible();
    });
  }
});
