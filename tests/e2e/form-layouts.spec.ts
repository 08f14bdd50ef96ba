import type { Locator, Page } from '@playwright/test';
import { caption, string } from '../support/form-parts.ts';
import { aForm, type ItemJson } from '../support/preview-page.ts';
import { expect, test } from '../support/preview-test.ts';

/** Chooses kanji by the system's input method. */
const compose = async (page: Page, box: Locator, steps: readonly string[], chosen: string): Promise<void> => {
  const before = await box.inputValue();
  await box.focus();
  const session = await page.context().newCDPSession(page);
  for (const text of steps) {
    const at = text.length;
    await session.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at });
    await expect(box).toHaveValue(before + text);
  }
  await session.send('Input.insertText', { text: chosen });
  await session.detach();
  await expect(box).toHaveValue(before + chosen);
};

test.describe('a form in its layouts, on paper, with pictures and typed into', () => {
  test('says above all questions what is missing; the focus goes there, and from there to the field', async ({
    page,
    preview,
  }) => {
    const low = { url: 'https://hagukumi.dev/fhir/StructureDefinition/soft-min', valueInteger: 10 };
    await preview.load(
      aForm([
        string('name', 'お名前', { required: true }),
        { linkId: 'count', type: 'integer', text: '回数', extension: [low] },
      ]),
    );
    await preview.layout('guardian');
    await preview.item('count').getByRole('textbox').fill('3');
    const check = page.getByRole('button', { name: '入力を確かめる' });
    await check.click();
    const summary = page.locator('.summary');
    await expect(summary).toBeFocused();
    await expect(summary.getByRole('listitem')).toHaveCount(2);
    await summary.getByRole('button', { name: 'お名前' }).click();
    await expect(preview.item('name').getByRole('textbox')).toBeFocused();
    await page.keyboard.type('はる');
    // A value that may be a slip is asked back once.
    await check.click();
    await expect(summary).toBeFocused();
    await expect(page.getByText('記入もれ・誤りはありません')).toBeHidden();
    await check.click();
    await expect(page.getByText('記入もれ・誤りはありません')).toBeVisible();
  });

  for (const layout of ['paged', 'guardian', 'staff'] as const) {
    test(`prints help that is folded away, and long texts, in the layout ${layout}`, async ({
      page,
      preview,
    }) => {
      const question = string('a', '一つ目', { item: [caption('a-help', 'help', 'くわしい説明')] });
      const long: ItemJson = { linkId: 'long', type: 'display', text: 'とても長い文。'.repeat(400) };
      await preview.load(aForm([long, question]));
      await preview.layout(layout);
      const help = preview.item('a').getByText('くわしい説明');
      const text = preview.item('long').locator('p').first();
      await expect(help).toBeHidden();
      await expect(text).toHaveCSS('content-visibility', 'auto');
      await page.emulateMedia({ media: 'print' });
      await expect(help).toBeVisible();
      await expect(text).toHaveCSS('content-visibility', 'visible');
    });
  }

  test('has a picture over a question that names one, for guardians, and none for who listens', async ({
    page,
    preview,
  }) => {
    const picture = (name: string) => ({
      extension: [{ url: 'https://hagukumi.dev/fhir/StructureDefinition/illustration', valueCode: name }],
    });
    await preview.load(
      aForm([string('brush', '歯みがき', picture('toothbrush')), string('none', '角', picture('unicorn'))]),
    );
    for (const layout of ['paged', 'guardian'] as const) {
      await preview.layout(layout);
      const drawing = preview.item('brush').locator('svg[data-illustration=toothbrush]');
      await expect(drawing).toBeVisible();
      await expect(drawing).toHaveAttribute('aria-hidden', 'true');
      await expect(preview.item('brush').getByRole('textbox', { name: /^歯みがき/ })).toBeVisible();
    }
    await expect(preview.item('none').locator('svg')).toHaveCount(0);
    await preview.layout('staff');
    await expect(page.locator('[data-illustration]')).toHaveCount(0);
  });

  const HANA = ['ｈ', 'は', 'はｎ', 'はな', '花'];
  const TYPED = [
    string('line', '一行'),
    { linkId: 'area', type: 'text', text: '何行でも' },
    { linkId: 'count', type: 'integer', text: '回数' },
    { linkId: 'day', type: 'date', text: '受けた日' },
    { linkId: 'open', type: 'open-choice', text: '場所', answerOption: [{ valueString: '家' }] },
  ];

  for (const layout of ['paged', 'guardian', 'staff'] as const) {
    test(`leaves kana alone while kanji are being chosen, in the layout ${layout}`, async ({
      page,
      preview,
    }) => {
      await preview.load(aForm(TYPED));
      await preview.layout(layout);
      const step = async (): Promise<void> => {
        if (layout === 'paged') await page.getByRole('button', { name: 'つぎへ' }).click();
      };
      await compose(page, preview.item('line').getByRole('textbox'), HANA, '花子');
      await step();
      await compose(page, preview.item('area').getByRole('textbox'), HANA, '花');
      await compose(page, preview.item('area').getByRole('textbox'), ['さ', 'さｋ', 'さく', '咲く'], '咲く');
      await step();
      // Digits of the input method are narrowed only once they are chosen and the field is left.
      await compose(page, preview.item('count').getByRole('textbox'), ['１', '１２'], '１２');
      await page.keyboard.press('Tab');
      await expect(preview.item('count').getByRole('textbox')).toHaveValue('12');
      await step();
      const [year, month, day] = await preview.item('day').getByRole('textbox').all();
      for (const [box, digits] of [
        [year, '２０２６'],
        [month, '４'],
        [day, '２'],
      ] as const) {
        await compose(page, box!, [digits], digits);
      }
      await page.keyboard.press('Tab');
      await step();
      await preview.item('open').getByText('そのほか', { exact: true }).click();
      await compose(page, preview.item('open').getByRole('textbox'), ['に', 'にわ', '庭'], '庭');
      await expect
        .poll(async () => JSON.stringify((await preview.response()).item))
        .toBe(
          JSON.stringify([
            { linkId: 'line', answer: [{ valueString: '花子' }] },
            { linkId: 'area', answer: [{ valueString: '花咲く' }] },
            { linkId: 'count', answer: [{ valueInteger: 12 }] },
            { linkId: 'day', answer: [{ valueDate: '2026-04-02' }] },
            { linkId: 'open', answer: [{ valueString: '庭' }] },
          ]),
        );
    });
  }
});
