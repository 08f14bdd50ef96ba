import type { BrowserContext, Page } from '@playwright/test';
import { fillIn } from '../support/every-program/fill-in.ts';
import { WalkHub } from '../support/every-program/walk-hub.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { expect, test } from '../support/watched-test.ts';

/** A mark of the markdown parser in its own code. */
const PARSER = 'heading_open';

/** Gathers every kanji without a reading that the page shows from now on; names are known by the kana beside them. */
const watchKanji = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const found = new Set<string>();
    const look = (): void => {
      const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, 4);
      while (texts.nextNode()) {
        const { textContent, parentElement } = texts.currentNode;
        if (!/\p{Script=Han}/u.test(textContent ?? '')) continue;
        if (parentElement?.closest('ruby, dialog, [lang="ja"], header') === null)
          found.add(textContent ?? '');
      }
    };
    look();
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    Object.assign(window, { kanji: found });
  });

test.describe('the languages of guardians', () => {
  let hub: WalkHub;
  let context: BrowserContext;
  let page: Page;
  let kiosk: KioskPages;

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(120_000);
    hub = await WalkHub.start(['infant-3-4m', 'child-18m']);
    context = await browser.newContext({ viewport: { width: 810, height: 1080 } });
    page = await context.newPage();
    kiosk = new KioskPages(page, hub.origin);
    await kiosk.enrol(hub.facts.enrolmentCode, '待合1');
  });

  test.afterAll(async () => {
    await context.close();
    await hub.dispose();
  });

  const subject = (program: string, at: number) => {
    const found = hub.facts.programs.find((each) => each.program === program)?.subjects[at];
    if (found === undefined) throw new Error(`nobody was seeded for ${program}`);
    return found;
  };

  /** A tab that remembers no family. */
  const freshTab = async (): Promise<void> => {
    await page.close();
    page = await context.newPage();
    kiosk = new KioskPages(page, hub.origin);
    await kiosk.open();
    await kiosk.acceptStorageRisk();
    await kiosk.isAt('welcome');
  };

  const open = async (language: string, code: string): Promise<void> => {
    await kiosk.chooseLanguageAtWelcome(language);
    await kiosk.enterCode(code);
    await page.getByTestId('confirm-child').click();
    await kiosk.formIsReady();
  };

  test('a form with readings takes no parser, and shows them in no other language', async () => {
    await freshTab();
    const scripts: Promise<string>[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) scripts.push(response.text().catch(() => ''));
    });
    await open('vi', subject('infant-3-4m', 0).typedCode);
    expect((await Promise.all(scripts)).filter((script) => script.includes(PARSER))).toEqual([]);
    await expect(page.locator('[data-form-ready] legend').first()).toBeVisible();
    await expect(page.locator('ruby')).toHaveCount(0);
    await expect(page.locator('.in-japanese')).toHaveCount(0);
  });

  test('another language in the middle keeps the answers, the place and the focus', async () => {
    const item = page.locator('[data-form-ready] [data-link-id][data-type="choice"]').first();
    const linkId = await item.getAttribute('data-link-id');
    await item.locator('input').first().check({ force: true });
    await kiosk.chooseLanguage('नेपाली');
    await kiosk.isIn('ne');
    await expect(page.locator(`[data-form-ready] [data-link-id="${linkId}"] input`).first()).toBeChecked();
    await expect(page.getByTestId('language')).toBeFocused();
    await kiosk.chooseLanguage('日本語');
    await kiosk.isIn('ja');
    await expect(page.locator(`[data-form-ready] [data-link-id="${linkId}"] input`).first()).toBeChecked();
    await expect(page.getByTestId('unreviewed')).toHaveCount(0);
  });

  test('Japanese stands beneath questions, answers and titles, on every page and on the review', async () => {
    await kiosk.chooseLanguage('Tiếng Việt');
    await kiosk.isIn('vi');
    await expect(page.getByTestId('unreviewed')).toHaveCount(1);
    await page.getByTestId('language').click();
    await page.getByRole('dialog').getByTestId('beside').check();
    await page.keyboard.press('Escape');
    const question = page.locator('[data-form-ready] legend').first();
    await expect(question.locator('.in-japanese[lang="ja"]')).toContainText(/[ぁ-ん]/);
    const cards = page.locator('[data-form-ready] fieldset label');
    const count = await cards.count();
    expect(count).toBeGreaterThan(1);
    await expect(cards.locator('.in-japanese')).toHaveCount(count);
    await page.reload();
    await kiosk.isIn('vi');
    await expect(question.locator('.in-japanese[lang="ja"]')).toContainText(/[ぁ-ん]/);
    await expect(cards.locator('.in-japanese')).toHaveCount(count);

    const walked = subject('infant-3-4m', 0).sections.find(({ by }) => by === 'guardian');
    await fillIn(page, walked?.steps ?? [], 'paged');
    await kiosk.isAt('review');
    expect(await page.locator('dt .in-japanese').count()).toBe((await kiosk.reviewed()).length);
    await expect(page.locator('section h2 .in-japanese').first()).toBeVisible();
    await expect(page.getByTestId('unreviewed')).toHaveCount(1);
  });

  test('the next family starts in Japanese, with nothing beneath', async () => {
    await freshTab();
    await kiosk.chooseLanguageAtWelcome('vi');
    await page.getByTestId('beside').check();
    await page.locator('[data-step="welcome"] button').filter({ hasText: 'Bắt đầu' }).click();
    await kiosk.isAt('scan');
    await page.getByRole('button', { name: 'Quay lại' }).click();
    await kiosk.isAt('welcome');
    await kiosk.isIn('ja');
    await expect(page.getByTestId('beside')).toHaveCount(0);
    await kiosk.chooseLanguageAtWelcome('vi');
    await expect(page.getByTestId('beside')).not.toBeChecked();
  });

  for (const program of ['infant-3-4m', 'child-18m']) {
    test(`${program} in やさしい日本語 shows no kanji without its reading`, async () => {
      const { typedCode, sections } = subject(program, 2);
      await freshTab();
      await open('ja-x-easy', typedCode);
      await watchKanji(page);
      await expect(page.locator('[data-form-ready] ruby').first()).toBeVisible();
      const walked = sections.find(({ by }) => by === 'guardian');
      const filled = await fillIn(page, walked?.steps ?? [], 'paged');
      expect(filled.stuck).toBeUndefined();
      await kiosk.isAt('review');
      await expect(page.locator('dd ruby').first()).toBeVisible();
      const typed = new Set(walked?.steps.flatMap((step) => (step.act === 'type' ? [step.text] : [])));
      const kanji = await page.evaluate(() => [...(window as unknown as { kanji: Set<string> }).kanji]);
      expect(kanji.filter((text) => !typed.has(text.trim()))).toEqual([]);
    });
  }

  test('every screen before and after the form has Japanese beneath, and says that nobody has confirmed it', async () => {
    /** Every word of the screen that is not a name or a number has Japanese beneath. */
    const isBeside = async (step: string): Promise<void> => {
      await kiosk.isAt(step);
      await expect(page.locator('h1 .in-japanese[lang="ja"]')).toContainText(/[ぁ-ん]/);
      for (const button of await page.locator(`[data-step="${step}"] .screen button.button`).all())
        await expect(button.locator('.in-japanese')).toContainText(/[ぁ-ん]/);
      await expect(page.getByTestId('unreviewed')).toHaveCount(1);
      await expect(page.getByTestId('unreviewed').locator('.in-japanese')).toBeVisible();
    };
    await freshTab();
    await kiosk.chooseLanguageAtWelcome('th');
    await page.getByTestId('beside').check();
    await isBeside('welcome');
    await page.locator('.start button').first().click();
    await isBeside('scan');
    await page.locator('[data-step="scan"] button.wide').click();
    await isBeside('code');
    const field = page.locator('[data-step="code"] input');
    await field.fill(subject('child-18m', 0).typedCode);
    await field.press('Enter');
    await isBeside('confirm');
    await page.getByTestId('confirm-child').click();
    await kiosk.formIsReady();
    const walked = subject('child-18m', 0).sections.find(({ by }) => by === 'guardian');
    await fillIn(page, walked?.steps ?? [], 'paged');
    await kiosk.isAt('review');
    await expect(page.getByTestId('next').locator('.in-japanese')).toContainText('出す');
    await kiosk.handIn();
    await expect(page.locator('h1 .in-japanese')).toContainText('ありがとう');
    await expect(page.getByTestId('unreviewed')).toHaveCount(1);
    await page.reload();
    await kiosk.isAt('handed-over');
    await kiosk.isIn('ja');
    await expect(page.locator('.in-japanese')).toHaveCount(0);
    await expect(page.getByTestId('unreviewed')).toHaveCount(0);
  });
});
