import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { HubProcess } from '../support/hub-process.ts';
import { checkScreen } from '../support/screen-check.ts';

const HOSTILE = '<img src=x onerror="alert(1)"><script>alert(1)</script>';
const BROKEN = new URL('../fixtures/questionnaires/broken.json', import.meta.url);

interface ItemJson {
  readonly linkId: string;
  readonly type: string;
  readonly [element: string]: unknown;
}

const aForm = (item: readonly ItemJson[], rest: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    resourceType: 'Questionnaire',
    url: 'https://example.org/Questionnaire/tried',
    version: '2',
    status: 'draft',
    language: 'ja',
    title: '試す様式',
    item,
    ...rest,
  });

const NAME: ItemJson = { linkId: 'name', type: 'string', text: 'お名前', required: true };
const COUNT: ItemJson = { linkId: 'count', type: 'integer', text: '人数' };
const UNKNOWN = [{ url: 'https://example.org/unknown', valueString: 'x' }];

const nested = (depth: number): ItemJson => ({
  linkId: `g${depth}`,
  type: 'group',
  text: `層${depth}`,
  item: [depth === 1 ? NAME : nested(depth - 1)],
});

/** The page as municipal staff use it. */
class PreviewPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async open(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/preview`);
    await expect(this.#page.getByRole('button', { name: '見本を開く' })).toBeVisible();
  }

  async choose(text: string | Buffer, name = 'form.json'): Promise<void> {
    await this.#page
      .getByTestId('questionnaire-file')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  }

  async load(text: string): Promise<void> {
    await this.choose(text);
    await this.isReady();
  }

  async isReady(): Promise<void> {
    await expect(this.#page.locator('[data-form-ready]')).toBeVisible();
  }

  async layout(value: 'paged' | 'guardian' | 'staff'): Promise<void> {
    const name = { paged: '1問ずつ', guardian: '一覧', staff: 'スタッフ用' }[value];
    await this.#page.getByText(name, { exact: true }).click();
    await this.isReady();
  }

  /** A question of the form. */
  item(linkId: string) {
    return this.#page.locator(`[data-link-id="${linkId}"]`).first();
  }

  tab(name: string) {
    return this.#page.getByRole('tab', { name });
  }

  async response(): Promise<{ readonly item?: readonly unknown[]; readonly [key: string]: unknown }> {
    const text = (await this.#page.getByTestId('response-json').textContent()) ?? '';
    return text === '' ? {} : (JSON.parse(text) as { item?: readonly unknown[] });
  }

  async answers(expected: readonly unknown[]): Promise<void> {
    await expect.poll(async () => (await this.response()).item).toEqual(expected);
  }

  /** Drops files as the system's file manager does. */
  async drop(files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
    const data = await this.#page.evaluateHandle((given) => {
      const transfer = new DataTransfer();
      for (const { name, text } of given) {
        transfer.items.add(new File([text], name, { type: 'application/json' }));
      }
      return transfer;
    }, files);
    const main = this.#page.locator('main');
    await main.dispatchEvent('dragenter', { dataTransfer: data });
    await main.dispatchEvent('dragover', { dataTransfer: data });
    await main.dispatchEvent('drop', { dataTransfer: data });
  }

  /** Pastes as Ctrl+V does, wherever the focus is. */
  async paste(text: string): Promise<void> {
    await this.#page.evaluate((given) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', given);
      (document.activeElement ?? document.body).dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }, text);
  }
}

/** What a download holds. */
const saved = async (page: Page, press: () => Promise<void>): Promise<{ name: string; text: string }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), text: readFileSync(path, 'utf8') };
};

test.describe('trying a form', () => {
  let hub: HubProcess;
  let preview: PreviewPage;
  let surprises: string[];

  test.beforeAll(async () => {
    hub = await HubProcess.start({ DEMO: '0' });
  });

  test.afterAll(async () => {
    await hub.dispose();
  });

  test.beforeEach(async ({ page }) => {
    surprises = [];
    page.on('dialog', (dialog) => {
      surprises.push(`dialog ${dialog.type()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', ({ message }) => surprises.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') surprises.push(message.text());
    });
    preview = new PreviewPage(page);
    await preview.open(hub.origin);
  });

  test.afterEach(() => {
    expect(surprises).toEqual([]);
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

  const notJson: readonly (readonly [what: string, bytes: Buffer, said: string])[] = [
    ['a text that is no JSON', Buffer.from('{\n  "a": 1,\n  oops'), '3行目の3文字目'],
    ['another encoding', Buffer.from([0x22, 0x82, 0xa0, 0x22]), 'UTF-8ではありません'],
    ['an empty file', Buffer.from(''), 'JSONとして読めません'],
    ['a deep nesting of nothing', Buffer.from('['.repeat(200_000)), 'JSONとして読めません'],
    ['a file that is too large', Buffer.alloc(20_000_001, ' '), 'ファイルが大きすぎます'],
  ];
  for (const [what, bytes, said] of notJson) {
    test(`stays usable after ${what}`, async ({ page }) => {
      await preview.choose(bytes);
      await expect(page.getByRole('alert')).toContainText(said);
      await preview.load(aForm([NAME]));
    });
  }

  const refused: readonly (readonly [what: string, text: string, code: string])[] = [
    ['another resource', '{"resourceType":"Patient"}', 'not-a-questionnaire'],
    ['no resource', '[1, 2]', 'not-a-questionnaire'],
    ['a form of R5', aForm([{ linkId: 'a', type: 'coding', text: 'x' }]), 'other-fhir-version'],
    [
      'a form of STU3',
      aForm([{ linkId: 'a', type: 'choice', option: [{ valueString: 'x' }] }]),
      'other-fhir-version',
    ],
    [
      'too many items',
      aForm(Array.from({ length: 10_001 }, (_, at) => ({ ...COUNT, linkId: `i${at}` }))),
      'too-large',
    ],
    ['50 levels', aForm([nested(50)]), 'too-deep'],
  ];
  for (const [what, text, code] of refused) {
    test(`refuses ${what} with a reason`, async ({ page }) => {
      await preview.choose(text);
      await expect(page.getByRole('alert')).toContainText('この様式は使えません');
      await expect(page.locator(`[data-code="${code}"]`).first()).toBeVisible();
      await preview.load(aForm([NAME]));
    });
  }

  test('shows scripts in labels as the text they are', async ({ page }) => {
    const rendering = 'http://hl7.org/fhir/StructureDefinition/rendering';
    const _text = {
      extension: [
        { url: `${rendering}-markdown`, valueMarkdown: `${HOSTILE} [x](javascript:alert(1)) ![y](x)` },
      ],
    };
    const xhtml = { extension: [{ url: `${rendering}-xhtml`, valueString: `<div>${HOSTILE}</div>` }] };
    await preview.load(
      aForm(
        [
          { linkId: 'm', type: 'display', text: HOSTILE, _text },
          { linkId: 'x', type: 'display', text: HOSTILE, _text: xhtml },
          { ...NAME, text: HOSTILE, extension: UNKNOWN },
          { linkId: '__proto__', type: 'integer', text: 'proto' },
        ],
        { title: HOSTILE },
      ),
    );
    for (const layout of ['guardian', 'staff', 'paged'] as const) await preview.layout(layout);
    await page.getByRole('button', { name: '問題を見る' }).click();
    await expect(page.getByTestId('form-problems')).toContainText('<script>alert(1)</script>');
    expect(await page.evaluate(() => document.querySelectorAll('main script, main img').length)).toBe(0);
  });

  test('draws 5 MB of text and 10,000 items without giving up', async ({ page }) => {
    test.setTimeout(120_000);
    await preview.load(aForm([{ ...NAME, text: 'あ'.repeat(1_700_000) }]));
    await expect(preview.item('name').getByRole('textbox')).toBeVisible();
    const many = Array.from({ length: 10_000 }, (_, at) => ({ ...COUNT, linkId: `i${at}` }));
    await preview.load(aForm(many));
    await expect(page.getByText('10000項目')).toBeVisible();
    await preview.item('i0').getByRole('textbox').fill('4');
    await preview.answers([{ linkId: 'i0', answer: [{ valueInteger: 4 }] }]);
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
    await page.getByRole('button', { name: /計測/ }).click();
    await preview.isReady();
    await expect(page.getByTestId('form-verdict')).toHaveText('この様式は使えます');
  });
});
