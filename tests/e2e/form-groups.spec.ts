import type { Page } from '@playwright/test';
import { caption, control, hint, HL7, string } from '../support/form-parts.ts';
import { aForm, type ItemJson } from '../support/preview-page.ts';
import { expect, test } from '../support/preview-test.ts';

const rule = (key: string, severity: string, human: string, expression: string) => ({
  url: `${HL7}/questionnaire-constraint`,
  extension: [
    { url: 'key', valueId: key },
    { url: 'severity', valueCode: severity },
    { url: 'human', valueString: human },
    { url: 'expression', valueString: expression },
  ],
});
const link = { url: `${HL7}/questionnaire-supportLink`, valueUri: 'https://example.org/more' };

const age = (linkId: string): ItemJson => ({ linkId, type: 'integer', text: '年齢' });
const choice = (linkId: string, text: string): ItemJson => ({
  linkId,
  type: 'choice',
  text,
  answerOption: ['ない', 'ある'].map((display, code) => ({ valueCoding: { code: String(code), display } })),
});
const group = (linkId: string, text: string, item: readonly ItemJson[], more: object = {}): ItemJson => ({
  linkId,
  type: 'group',
  text,
  item,
  ...more,
});

/** A group with everything that can be said of one. */
const told = (linkId: string, item: readonly ItemJson[], ...extension: readonly object[]): ItemJson =>
  group(linkId, `${linkId}の組`, [caption(`${linkId}-help`, 'help', `${linkId}の説明`), ...item], {
    prefix: `${linkId})`,
    required: true,
    extension: [
      hint(`${linkId}の一言`),
      link,
      rule(`${linkId}-rule`, 'warning', `${linkId}を見直してください`, '1 = 2'),
      ...extension,
    ],
  });

const GROUPS = [
  told('plain', [string('p1', '一つ目')]),
  told('matrix', [choice('m1', '熱'), choice('m2', 'せき')], control('htable')),
  told('grid', [group('row', '右', [string('c1', '視力')])], control('grid')),
  told('tabs', [group('tab', '頭', [string('t1', '形')])], control('tab-container')),
];

test.describe('groups of a form', () => {
  const complete = (page: Page) => page.getByRole('button', { name: '入力を確かめる' }).click();
  const next = (page: Page) => page.getByRole('button', { name: 'つぎへ' }).click();

  for (const layout of ['guardian', 'staff'] as const) {
    for (const nested of [false, true]) {
      const where = nested ? 'within another group' : 'at the top';
      test(`say all that is said of them, ${where}, in the layout ${layout}`, async ({ page, preview }) => {
        await preview.load(aForm(nested ? [group('outer', '外', GROUPS)] : GROUPS));
        await preview.layout(layout);
        await complete(page);
        for (const { linkId } of GROUPS) {
          const at = preview.item(linkId);
          await expect(at).toContainText(`${linkId}) ${linkId}の組`);
          await expect(at.getByText(`${linkId}の一言`)).toBeVisible();
          await expect(at.getByText('答えを入れてください').first()).toBeVisible();
          await at.locator('summary').first().click();
          await expect(at.getByText(`${linkId}の説明`)).toBeVisible();
          await expect(at.getByText('https://example.org/more')).toBeVisible();
          // With an answer inside nothing is missing, and what is to be looked at once more is said.
          const first = at.locator('input').first();
          if ((await first.getAttribute('type')) === 'radio') await first.check({ force: true });
          else await first.fill('はい');
          await expect(at.getByText(`${linkId}を見直してください`)).toBeVisible();
          for (const text of [`${linkId}の一言`, `${linkId}の説明`, `${linkId}を見直してください`]) {
            await expect(at.getByText(text)).toHaveCount(1);
          }
        }
      });
    }
  }

  test('on one page together hold back with a sentence, and the focus goes into them', async ({
    page,
    preview,
  }) => {
    await preview.load(
      aForm([
        told('page', [string('a', '一つ目'), string('b', '二つ目')], control('page')),
        string('after', 'そのあと'),
      ]),
    );
    await preview.layout('paged');
    const at = preview.item('page');
    await expect(at.getByRole('heading', { level: 1 })).toHaveText('page) pageの組');
    await expect(at.getByText('pageの一言')).toBeVisible();
    await next(page);
    await expect(at.getByText('答えを入れてください')).toBeVisible();
    await expect(at.getByRole('textbox').first()).toBeFocused();
    const together = at.getByRole('group', { name: 'page) pageの組' });
    await expect(together).toHaveAccessibleDescription(/答えを入れてください/);
    await page.keyboard.type('はい');
    await next(page);
    await expect(at.getByText('pageを見直してください')).toBeVisible();
    await next(page);
    await expect(page.getByRole('heading', { name: 'そのあと' })).toBeVisible();
  });

  const FAMILY = group('family', '家族', [
    group('father', '父', [age('father-age')], { extension: [hint('お父さんのことです')] }),
    group('mother', '母', [age('mother-age'), string('mother-name', '名前')], {
      required: true,
      extension: [hint('お母さんのことです')],
    }),
  ]);

  test('stand over each question as the way to it, and their hint over the first', async ({
    page,
    preview,
  }) => {
    await preview.load(aForm([FAMILY]));
    await preview.layout('paged');
    const form = page.locator('[data-form-ready]');
    await expect(form.locator('p').first()).toHaveText(/家族\s*›\s*父\s*$/);
    await expect(form.getByText('お父さんのことです')).toBeVisible();
    await next(page);
    await expect(form.locator('p').first()).toHaveText(/家族\s*›\s*母\s*$/);
    await expect(form.getByText('お母さんのことです')).toBeVisible();
    await next(page);
    await expect(page.getByRole('heading', { name: '名前' })).toBeVisible();
    await expect(form.getByText('お母さんのことです')).toBeHidden();
  });

  test('are led to from the review at their first question, where their defect is said', async ({
    page,
    preview,
  }) => {
    await preview.load(aForm([FAMILY]));
    await preview.layout('paged');
    await next(page);
    await next(page);
    await page.getByRole('button', { name: '答えを確かめる' }).click();
    await expect(page.getByText('母：年齢')).toBeVisible();
    await page.getByRole('button', { name: 'この内容で出す' }).click();
    await page.getByRole('button', { name: /家族：母：/ }).click();
    const form = page.locator('[data-form-ready]');
    await expect(form.locator('p').first()).toHaveText(/家族\s*›\s*母\s*$/);
    await expect(page.getByRole('heading', { name: '年齢' })).toBeVisible();
    await expect(form.getByText('答えを入れてください')).toBeVisible();
  });

  test('of many levels are named by the first and the last two', async ({ page, preview }) => {
    await preview.load(
      aForm([group('a', '一', [group('b', '二', [group('c', '三', [group('d', '四', [age('q')])])])])]),
    );
    await preview.layout('paged');
    await expect(page.locator('[data-form-ready] p').first()).toHaveText(/一\s*›\s*…\s*›\s*三\s*›\s*四\s*$/);
  });

  test('as header and footer stand on every page', async ({ page, preview }) => {
    const words = (linkId: string, text: string): ItemJson => ({ linkId, type: 'display', text });
    await preview.load(
      aForm([
        group('head', 'はじめに', [words('w', 'ようこそ')], { extension: [control('header')] }),
        string('a', '一つ目'),
        string('b', '二つ目'),
        group('foot', 'おわりに', [words('v', 'ありがとう')], { extension: [control('footer')] }),
      ]),
    );
    await preview.layout('paged');
    for (const question of ['一つ目', '二つ目']) {
      await expect(page.getByRole('heading', { name: question })).toBeVisible();
      await expect(page.getByText('ようこそ')).toBeVisible();
      await expect(page.getByText('ありがとう')).toBeVisible();
      if (question === '一つ目') await next(page);
    }
  });

  test('and texts have their help in every layout', async ({ page, preview }) => {
    const text: ItemJson = {
      linkId: 'note',
      type: 'display',
      text: 'お読みください',
      extension: [hint('大切なことです')],
      item: [caption('note-help', 'help', '手帳の6ページにもあります')],
    };
    await preview.load(aForm([text, string('a', '一つ目')]));
    for (const layout of ['paged', 'guardian', 'staff'] as const) {
      await preview.layout(layout);
      const at = preview.item('note');
      await expect(at.getByText('大切なことです')).toBeVisible();
      await at.locator('summary').click();
      await expect(at.getByText('手帳の6ページにもあります')).toBeVisible();
      await expect(page.locator('[data-form-ready] summary')).toHaveCount(1);
    }
  });

  test('of answers in a table, and lists of answers, say help and ends of each question', async ({
    preview,
  }) => {
    const ends = (linkId: string) => [
      caption(`${linkId}-low`, 'lower', '楽'),
      caption(`${linkId}-high`, 'upper', 'つらい'),
      caption(`${linkId}-help`, 'help', 'くわしい説明'),
    ];
    const listed = { ...choice('list', '痛み'), item: ends('list'), extension: [control('drop-down')] };
    await preview.load(
      aForm([
        group('table', 'ようす', [{ ...choice('q', '熱'), item: ends('q') }, choice('r', 'せき')], {
          extension: [control('htable')],
        }),
        listed,
      ]),
    );
    await preview.layout('staff');
    for (const linkId of ['q', 'list']) {
      const at = preview.item(linkId);
      await expect(at.getByText('楽 – つらい')).toBeVisible();
      await at.locator('summary').click();
      await expect(at.getByText('くわしい説明')).toBeVisible();
    }
  });

  test('are led to at their first answer, past what fills them all at once', async ({ page, preview }) => {
    const normal = {
      url: 'https://hagukumi.dev/fhir/StructureDefinition/normal-answer',
      valueCoding: { code: '0' },
    };
    await preview.load(
      aForm([group('g', '診察', [{ ...choice('q', '心音'), extension: [normal] }], { required: true })]),
    );
    await preview.layout('staff');
    await complete(page);
    await page.locator('.summary').getByRole('button', { name: '診察' }).click();
    await expect(preview.item('q').getByRole('radio').first()).toBeFocused();
  });

  const MANY: ItemJson = {
    linkId: 'many',
    type: 'choice',
    text: 'いくつでも',
    repeats: true,
    answerOption: ['x', 'y'].map((code) => ({ valueCoding: { code, display: code } })),
    extension: [{ url: `${HL7}/questionnaire-maxOccurs`, valueInteger: 1 }, link, link],
  };

  test('and questions with the same defect twice are listed, in every layout', async ({ page, preview }) => {
    await preview.load(aForm([MANY]));
    const answer = [{ valueCoding: { code: 'x' } }, { valueCoding: { code: 'x' } }];
    const response = {
      resourceType: 'QuestionnaireResponse',
      status: 'in-progress',
      questionnaire: 'https://example.org/Questionnaire/tried|2',
      item: [{ linkId: 'many', answer }],
    };
    await preview.drop([{ name: 'response.json', text: JSON.stringify(response) }]);
    await expect(page.getByTestId('prefill-result')).toBeVisible();
    await preview.layout('staff');
    await complete(page);
    await expect(page.locator('.summary').getByRole('listitem')).toHaveCount(2);
    await preview.layout('guardian');
    await complete(page);
    await expect(page.locator('.summary').getByRole('listitem')).toHaveCount(2);
    await preview.layout('paged');
    await expect(preview.item('many').locator('details p')).toHaveText(['https://example.org/more']);
  });
});
