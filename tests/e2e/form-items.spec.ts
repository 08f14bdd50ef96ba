import type { BrowserContext, Page } from '@playwright/test';
import { BuildServer } from '../support/build-server.ts';
import { CONTROL_RESPONSE, ControlForm } from '../support/control-form.ts';
import { checkScreen } from '../support/screen-check.ts';
import { expect, test } from '../support/watched-test.ts';

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

test.describe('rows, tabs, defects and typing', () => {
  let server: BuildServer;
  let page: Page;
  let form: ControlForm;

  test.beforeAll(async () => {
    server = await BuildServer.start();
  });
  test.afterAll(async () => {
    await server.stop();
  });
  test.beforeEach(async ({ page: own }) => {
    page = own;
    form = new ControlForm(page, 'keys');
  });

  const complete = () => page.getByRole('button', { name: '入力を確かめる' }).click();
  const nameBox = (row: number) => form.text('drugs.name', row - 1);
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  test('a new row has the focus, and a row taken away comes back with what was in it', async () => {
    await form.open(server.origin, '一覧');
    await expect(button('削除：のんでいる薬 1')).toBeHidden();
    await nameBox(1).fill('一つめ');
    await button('追加：のんでいる薬').press('Enter');
    await expect(nameBox(2)).toBeFocused();
    await page.keyboard.type('二つめ');
    await button('追加：のんでいる薬').press('Enter');
    await expect(nameBox(3)).toBeFocused();
    await page.keyboard.type('三つめ');
    // The form takes three.
    await expect(button('追加：のんでいる薬')).toBeHidden();

    await button('削除：のんでいる薬 2').press('Enter');
    await expect(nameBox(2)).toHaveValue('三つめ');
    await expect(button('削除：のんでいる薬 2')).toBeFocused();
    await expect(page.getByText('「のんでいる薬 2」を削除しました')).toBeVisible();
    await button('削除：のんでいる薬 2').press('Enter');
    await expect(button('追加：のんでいる薬')).toBeFocused();
    await button('元に戻す').press('Enter');
    await expect(nameBox(2)).toHaveValue('三つめ');
    await expect(nameBox(2)).toBeFocused();
    await expect
      .poll(async () => JSON.stringify(await form.response()))
      .toContain('"drugs.name","answer":[{"valueString":"三つめ"}]');
    expect(JSON.stringify(await form.response())).not.toContain('二つめ');
  });

  test('a row without answers goes without a word', async () => {
    await form.open(server.origin, 'スタッフ用');
    await button('追加：これまでの発育').press('Enter');
    await expect(form.text('growth.when', 1)).toBeFocused();
    await button('削除：これまでの発育 2').press('Enter');
    await expect(button('元に戻す')).toBeHidden();
    await expect(form.at('growth.when')).toHaveCount(1);
  });

  test('defects stand under their fields and in the summary, in the words of the form; its lines lead there', async () => {
    await form.open(server.origin, 'スタッフ用');
    await form.text('siblings', 1).fill('たろう');
    await form.text('pressure.high').fill('70');
    await form.text('pressure.low').fill('110');
    await form.text('growth.weight').fill('3000');
    await form.date('bedtime', '25', '00');
    await complete();

    const summary = page.locator('.summary');
    await expect(summary).toBeFocused();
    await expect(summary).toContainText('上の血圧は、下の血圧より大きいはずです');
    await expect(form.at('pressure')).toContainText('上の血圧は、下の血圧より大きいはずです');
    await expect(form.at('siblings')).toContainText('2件以上答えてください');
    await expect(form.at('bedtime')).toContainText('この時刻はありません');

    await summary.getByRole('button', { name: 'これまでの発育 1：いつ' }).click();
    await expect(form.text('growth.when')).toBeFocused();
    await summary.getByRole('button', { name: 'きょうだいの呼び名', exact: true }).click();
    await expect(form.text('siblings', 1)).toBeFocused();
    await summary.getByRole('button', { name: '痛みの強さ' }).click();
    await expect(page.getByRole('slider')).toBeFocused();
    // Saving is never held back.
    await expect.poll(async () => JSON.stringify(await form.response())).toContain('"valueInteger":110');
  });

  test('tabs go by arrow keys, tell of defects behind them, and open for a line of the summary', async () => {
    await form.open(server.origin, 'スタッフ用');
    const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
    await tab('頭').focus();
    await page.keyboard.press('ArrowLeft');
    await expect(tab('そのほか')).toBeFocused();
    await expect(tab('そのほか')).toHaveAttribute('aria-selected', 'true');
    await expect(form.text('tab.other.text')).toBeVisible();
    await expect(form.text('tab.head.size')).toBeHidden();
    await complete();
    await expect(tab('皮膚')).toHaveAccessibleName('皮膚 確かめるところ 1件');
    await page.locator('.summary').getByRole('button', { name: '乾いている' }).click();
    await expect(tab('皮膚')).toHaveAttribute('aria-selected', 'true');
    await expect(form.at('tab.skin.dry').getByRole('radio').first()).toBeFocused();
  });

  test('tables say row and column to those who hear them, and are cards on a phone', async () => {
    await form.open(server.origin, '一覧');
    const growth = page.getByRole('table', { name: 'これまでの発育' });
    await expect(growth.getByRole('columnheader')).toContainText(['番号', 'いつ', '体重', '栄養']);
    await expect(growth.getByRole('rowheader')).toHaveText(['1']);
    await expect(growth.getByRole('textbox', { name: '体重' })).toBeVisible();
    const mood = page.getByRole('table', { name: 'この2週間のようす' });
    await mood.getByRole('radio', { name: /^眠れない.*半分以上/ }).check();
    await expect(mood.getByRole('row')).toHaveCount(4);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(mood.getByRole('radio', { name: /^眠れない.*半分以上/ })).toBeChecked();
    await expect(form.at('growth.weight').getByText('体重')).toBeVisible();
  });

  test('kana being chosen are left alone by the list of suggestions', async () => {
    await form.open(server.origin, '一覧');
    const session = await page.context().newCDPSession(page);
    const box = form.at('search-many').getByRole('combobox');
    await box.focus();
    const compose = (text: string) =>
      session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await compose('ナ');
    await compose('ナッツ');
    await expect(box).toHaveValue('ナッツ');
    await expect(form.at('search-many').getByRole('option')).toHaveText(['ピーナッツ', 'カシューナッツ']);
    // The key that ends the composition is not one that takes an answer.
    await box.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true });
    await session.send('Input.insertText', { text: 'ナッツ' });
    await expect(box).toHaveValue('ナッツ');
    await expect(form.at('search-many').getByRole('listitem')).toHaveCount(0);
  });

  test('a file of another kind or too large is refused, a large photo is made smaller', async () => {
    await form.open(server.origin, '一覧');
    const put = (linkId: string, name: string, mimeType: string, buffer: Buffer) =>
      form.at(linkId).locator('input[data-file]').setInputFiles({ name, mimeType, buffer });
    await put('document', '手紙.txt', 'text/plain', Buffer.from('x'));
    await expect(form.at('document')).toContainText('この種類のファイルは使えません');
    await put('document', '長い紹介状.pdf', 'application/pdf', Buffer.alloc(1_000_001, 'x'));
    // The form allows 1 MB; all files of one response together have 150 kB.
    await expect(form.at('document')).toContainText('150 kBまでのファイルにしてください');
    expect(await form.response()).toBeUndefined();

    const photo = await page.evaluate(async () => {
      const canvas = new OffscreenCanvas(1600, 1200);
      const context = canvas.getContext('2d');
      const noise = context?.createImageData(1600, 1200);
      if (context && noise) {
        for (let at = 0; at < noise.data.length; at += 1) noise.data[at] = (at * 7919) % 251;
        context.putImageData(noise, 0, 0);
      }
      const blob = await canvas.convertToBlob({ type: 'image/png' });
      return [...new Uint8Array(await blob.arrayBuffer())];
    });
    expect(photo.length).toBeGreaterThan(100_000);
    await put('photo', 'ほお.png', 'image/png', Buffer.from(photo));
    await expect(form.at('photo')).toContainText('に小さくしました');
    await expect(form.at('photo').getByRole('img')).toBeVisible();
    const size = async () => Number(/"size":(\d+)/.exec(JSON.stringify(await form.response()) ?? '')?.[1]);
    await expect.poll(size).toBeGreaterThan(0);
    expect(await size()).toBeLessThanOrEqual(100_000);

    // Each fits by itself, not both together.
    await put('document', '紹介状.pdf', 'application/pdf', Buffer.alloc(149_000, 'x'));
    await expect(form.at('document')).toContainText('ほかのファイルと合わせると大きすぎて送れません');
    await put('document', '短い紹介状.pdf', 'application/pdf', Buffer.alloc(20_000, 'x'));
    await expect(form.at('document')).not.toContainText('大きすぎて送れません');
    await expect(form.at('document')).toContainText('短い紹介状.pdf');
    await button('ファイルを消す：短い紹介状.pdf').click();
    await button('ファイルを消す：ほお.png').click();
    await expect(form.at('photo').getByRole('button').first()).toBeFocused();
    await expect.poll(() => form.response()).toBeUndefined();
  });

  test('a list that must have rows holds back the next page', async () => {
    const needed = {
      resourceType: 'Questionnaire',
      url: 'https://hagukumi.dev/fhir/Questionnaire/needed-rows',
      version: '1',
      status: 'draft',
      item: [
        {
          linkId: 'names',
          type: 'string',
          text: '呼び名',
          required: true,
          repeats: true,
          extension: [
            { url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs', valueInteger: 2 },
          ],
        },
        { linkId: 'after', type: 'boolean', text: 'そのあと' },
      ],
    };
    await form.open(server.origin, '1問ずつ', Buffer.from(JSON.stringify(needed)));
    const next = page.getByRole('button', { name: 'つぎへ' });
    await next.click();
    await expect(form.at('names')).toContainText('答えを入れてください');
    await expect(form.text('names', 1)).toBeFocused();
    await page.keyboard.type('たろう');
    await next.click();
    await expect(form.at('names')).toContainText('2件以上答えてください');
    await form.text('names', 2).fill('はなこ');
    await next.click();
    await expect(page.getByRole('heading', { name: 'そのあと' })).toBeVisible();
  });

  for (const [layout, name] of [
    ['一覧', 'guardian'],
    ['スタッフ用', 'staff'],
  ] as const) {
    test(`everybody can use every control: ${name}`, async () => {
      test.setTimeout(120_000);
      await form.open(server.origin, layout);
      await complete();
      await expect(form.at('radio').getByText(/答えを/)).toBeVisible();
      await checkScreen(page, `every control, ${name}`);
    });
  }
});
