import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { HubProcess } from '../support/hub-process.ts';
import { aForm, type ItemJson, PreviewPage } from '../support/preview-page.ts';
import { checkScreen } from '../support/screen-check.ts';
import { expect, test } from '../support/watched-test.ts';

const BROKEN = new URL('../fixtures/questionnaires/broken.json', import.meta.url);

const NAME: ItemJson = { linkId: 'name', type: 'string', text: 'お名前', required: true };
const COUNT: ItemJson = { linkId: 'count', type: 'integer', text: '人数' };
const UNKNOWN = [{ url: 'https://example.org/unknown', valueString: 'x' }];

/** What a download holds. */
const saved = async (page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), text: readFileSync(path, 'utf8') };
};

test.describe('trying a form', () => {
  let hub: HubProcess;
  let preview: PreviewPage;

  test.beforeAll(async () => {
    hub = await HubProcess.start({ DEMO: '0' });
  });

  test.afterAll(async () => {
    await hub.dispose();
  });

  test.beforeEach(async ({ page }) => {
    preview = new PreviewPage(page);
    await preview.open(hub.origin);
  });

  test.afterEach(() => {
    expect(preview.surprises).toEqual([]);
  });

  test('a chosen file shows its form and the response that grows with it', async ({ page }) => {
    await preview.load(aForm([NAME, COUNT]));
    await expect(page.getByTestId('form-verdict')).toHaveText('この様式は使えます');
    await preview.layout('staff');
    await preview.item('name').getByRole('textbox').fill('はる');
    await preview.answers([{ linkId: 'name', answer: [{ valueString: 'はる' }] }]);
    expect(await preview.response()).toMatchObject({
      resourceType: 'QuestionnaireResponse',
      questionnaire: 'https://example.org/Questionnaire/tried|2',
      status: 'in-progress',
    });
    await page.getByRole('button', { name: '回答を消して始めから' }).click();
    await expect.poll(async () => (await preview.response()).item).toBeUndefined();
    await expect(preview.item('name').getByRole('textbox')).toHaveValue('');
  });

  test('answers stay through every layout', async () => {
    await preview.load(aForm([NAME, COUNT]));
    await preview.item('name').getByRole('textbox').fill('はる');
    await expect(preview.item('count')).toBeHidden();
    for (const layout of ['guardian', 'staff', 'paged'] as const) {
      await preview.layout(layout);
      await expect(preview.item('name').getByRole('textbox')).toHaveValue('はる');
      await expect(preview.item('count')).toBeVisible({ visible: layout !== 'paged' });
    }
  });

  test('files may be dropped anywhere, a form with its options in files of their own', async ({ page }) => {
    const url = 'https://example.org/ValueSet/meals';
    const concept = [
      { code: 'rice', display: 'ごはん' },
      { code: 'bread', display: 'パン' },
    ];
    const options = { resourceType: 'ValueSet', url, compose: { include: [{ system: 'urn:x', concept }] } };
    const choice = { linkId: 'meal', type: 'choice', text: '朝ごはん', answerValueSet: url };
    await preview.drop([{ name: 'alone.json', text: aForm([choice]) }]);
    await expect(page.getByTestId('form-problems')).toContainText('value-set-missing');
    await preview.drop([
      { name: 'meals.json', text: JSON.stringify(options) },
      { name: 'form.json', text: aForm([choice]) },
    ]);
    await preview.isReady();
    await preview.item('meal').getByText('パン').click();
    await expect
      .poll(async () => JSON.stringify((await preview.response()).item))
      .toContain('"code":"bread"');
  });

  test('a form may be pasted anywhere, and into its field', async ({ page }) => {
    await preview.paste(aForm([NAME]));
    await preview.isReady();
    await preview.item('name').getByRole('textbox').focus();
    await preview.paste(aForm([COUNT]));
    await expect(preview.item('name')).toBeVisible();
    await page.getByText('貼り付けて読み込む').click();
    await page.getByLabel('QuestionnaireのJSON').fill(aForm([COUNT]));
    await page.getByRole('button', { name: '読み込む', exact: true }).click();
    await expect(preview.item('count')).toBeVisible();
  });

  test('a form that cannot be used says why and where, also as a file', async ({ page }) => {
    await preview.choose(readFileSync(BROKEN), 'broken.json');
    await expect(page.getByRole('alert')).toContainText('この様式は使えません(誤り6件)');
    const problems = page.getByTestId('form-problems');
    await expect(problems.locator('[data-code="enable-when-cycle"]')).toContainText('item[0].enableWhen[0]');
    await expect(problems.locator('[data-code="link-id-duplicate"]')).toContainText('同じ番号の質問');
    await expect(page.locator('[data-form-ready]')).toHaveCount(0);
    const { name, text } = await saved(page, () =>
      page.getByRole('button', { name: '一覧をCSVで保存' }).click(),
    );
    expect(name).toBe('broken-problems.csv');
    const rows = text.replace('\uFEFF', '').trim().split('\r\n');
    expect(rows[0]).toBe('severity,code,meaning,path,linkId,text,detail');
    expect(rows).toHaveLength(7);
    expect(text).toContain('error,link-id-missing,linkIdがありません,item[3].linkId');
    await checkScreen(page, 'preview of a refused form');
  });

  test('a remark leads to its item', async ({ page }) => {
    await preview.load(aForm([NAME, { ...COUNT, extension: UNKNOWN }]));
    await expect(page.getByTestId('form-verdict')).toHaveText('この様式は使えます(注意1件)');
    await page.getByRole('button', { name: '問題を見る' }).click();
    const group = page.locator('[data-code="extension-unsupported"]');
    await expect(group).toContainText('https://example.org/unknown');
    await expect(preview.item('count')).toBeHidden();
    await group.getByRole('button', { name: '「人数」へ移動' }).click();
    await expect(preview.item('count').getByRole('textbox')).toBeFocused();
  });

  test('speaks the languages of the form and says which translation nobody has reviewed', async ({
    page,
  }) => {
    await page.getByRole('button', { name: '見本を開く' }).click();
    await preview.isReady();
    const language = page.getByTestId('form-language');
    await expect(language.locator('option')).toHaveText(['日本語', 'English (訳は未確認)']);
    await language.selectOption('en');
    await expect(preview.item('child.name')).toContainText('Name');
    await expect(page.getByRole('heading', { name: 'Try a form' })).toBeVisible();
    await expect(page.getByText('Nobody has reviewed the translation')).toBeVisible();
    await expect.poll(async () => (await preview.response())['language']).toBe('en');
  });

  test('is filled in from resources, and extracts resources again', async ({ page }) => {
    await page.getByRole('button', { name: '見本を開く' }).click();
    await preview.isReady();
    await preview.layout('staff');
    const patient = {
      resourceType: 'Patient',
      id: 'p1',
      name: [{ use: 'official', text: '試し はな' }],
      birthDate: '2025-02-29',
    };
    await preview.tab('事前入力').click();
    await page.getByTestId('prefill-file').setInputFiles({
      name: 'patient.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(patient)),
    });
    await expect(page.getByTestId('prefill-result')).toContainText('資料から1か所に入れました');
    await expect(page.locator('[data-code="value-misfit"]')).toContainText('生年月日');
    await expect(preview.item('child.name').getByRole('textbox')).toHaveValue('試し はな');
    await preview.item('size.weight').getByRole('textbox').fill('8.6');
    await preview.item('size.height').getByRole('textbox').fill('70');
    await preview.item('contact.name').getByRole('textbox').fill('試し みどり');
    await expect(preview.item('size.kaup').getByRole('textbox')).toHaveValue('17.6');
    await preview.tab('取り出し').click();
    await page.getByRole('button', { name: '取り出す' }).click();
    await expect(page.getByTestId('extracted-observations')).toContainText('リソース2件');
    const weights = JSON.parse((await page.getByTestId('observations-json').textContent()) ?? '') as unknown;
    expect(weights).toMatchObject({
      type: 'transaction',
      entry: [
        {
          resource: {
            resourceType: 'Observation',
            subject: { reference: 'Patient/p1' },
            valueQuantity: { value: 8.6, code: 'kg' },
          },
        },
        { resource: { valueQuantity: { value: 70, code: 'cm' } } },
      ],
    });
    await expect(page.getByTestId('definitions-json')).toContainText('試し みどり');
    await preview.item('size.weight').getByRole('textbox').fill('8.7');
    await expect(page.getByText('取り出したあとに回答が変わりました')).toBeVisible();
  });

  test('an earlier response goes on here; one of another version as far as it fits', async ({ page }) => {
    await preview.load(aForm([NAME, COUNT]));
    await preview.layout('staff');
    await preview.item('name').getByRole('textbox').fill('はる');
    await preview.answers([{ linkId: 'name', answer: [{ valueString: 'はる' }] }]);
    const { name, text } = await saved(page, () =>
      page.getByRole('button', { name: 'ファイルに保存' }).click(),
    );
    expect(name).toBe('form-response.json');
    await page.getByRole('button', { name: '回答を消して始めから' }).click();
    await expect(preview.item('name').getByRole('textbox')).toHaveValue('');
    await preview.drop([{ name, text }]);
    await expect(page.getByTestId('prefill-result')).toContainText('前回の回答から1か所に入れました');
    await expect(preview.item('name').getByRole('textbox')).toHaveValue('はる');
    await preview.load(aForm([{ ...NAME, type: 'boolean' }, COUNT], { version: '3' }));
    await preview.drop([{ name, text }]);
    await expect(page.getByTestId('prefill-result')).toContainText('別の版の回答から0か所');
    await expect(page.locator('[data-code="not-carried-over"]')).toContainText('お名前');
  });

  test('tells what holds a response back, and leads there', async ({ page }) => {
    await preview.load(aForm([COUNT, NAME]));
    await preview.tab('検査').click();
    await expect(page.getByTestId('response-verdict')).toContainText('このままでは提出できません(誤り1件)');
    await page.getByRole('button', { name: '「お名前」へ移動' }).click();
    await expect(preview.item('name').getByRole('textbox')).toBeFocused();
    await page.keyboard.type('はる');
    await expect(page.getByTestId('response-verdict')).toContainText('このまま提出できます');
  });

  test('works by keyboard alone', async ({ page }) => {
    await page.getByRole('button', { name: '見本を開く' }).focus();
    await page.keyboard.press('Enter');
    await preview.isReady();
    await preview.item('child.name').getByRole('textbox').focus();
    await page.keyboard.type('はる');
    await expect.poll(async () => JSON.stringify((await preview.response()).item)).toContain('はる');
    await preview.tab('回答').focus();
    await page.keyboard.press('ArrowRight');
    await expect(preview.tab('検査')).toBeFocused();
    await expect(page.getByTestId('response-verdict')).toBeVisible();
    await page.keyboard.press('End');
    await expect(preview.tab('様式の問題')).toBeFocused();
    await expect(page.getByTestId('form-problems')).toContainText('問題はありません');
    await page.keyboard.press('ArrowRight');
    await expect(preview.tab('回答')).toBeFocused();
    await expect(page.getByTestId('response-json')).toBeVisible();
  });

  test('has room on a phone: the form, or what is said about it', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('button', { name: '見本を開く' }).click();
    await preview.isReady();
    await expect(page.getByTestId('response-json')).toBeHidden();
    await preview.item('child.name').getByRole('textbox').fill('はる');
    await page.getByText('回答と検査', { exact: true }).click();
    await expect(page.getByTestId('response-json')).toContainText('はる');
    await preview.tab('検査').click();
    await page.getByRole('button', { name: /「生年月日」へ移動/ }).click();
    await expect(preview.item('child.birth')).toBeVisible();
    await checkScreen(page, 'preview with a form');
  });

  test('keeps nothing and sends nothing', async ({ page }) => {
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET' || request.url().includes('?')) sent.push(request.url());
    });
    await preview.load(aForm([NAME]));
    await preview.item('name').getByRole('textbox').fill('ひみつ');
    await preview.answers([{ linkId: 'name', answer: [{ valueString: 'ひみつ' }] }]);
    expect(sent).toEqual([]);
    expect(new URL(page.url()).search + new URL(page.url()).hash).toBe('');
    const kept = await page.evaluate(async () => ({
      databases: (await indexedDB.databases()).length,
      entries: localStorage.length + sessionStorage.length,
      cookies: document.cookie,
    }));
    expect(kept).toEqual({ databases: 0, entries: 0, cookies: '' });
    await page.reload();
    await expect(page.getByRole('button', { name: '見本を開く' })).toBeVisible();
  });

  test('opens the forms that come with the app', async ({ page }) => {
    await page.getByRole('button', { name: 'はぐくみの様式を開く' }).click();
    await expect(page.getByRole('heading', { name: '3歳児健診' })).toBeVisible();
    await page.getByRole('button', { name: '計測' }).first().click();
    await preview.isReady();
    await expect(page.getByTestId('form-verdict')).toHaveText('この様式は使えます');
  });
});
