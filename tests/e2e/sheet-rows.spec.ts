import { aForm } from '../support/preview-page.ts';
import { expect, test } from '../support/preview-test.ts';

test.describe('rows of the form in one piece', () => {
  for (const layout of ['guardian', 'staff'] as const) {
    test(`are drawn in the layout ${layout} as plain elements, each with its own controls and conditions`, async ({
      page,
      preview,
    }) => {
      await preview.load(
        aForm([
          {
            linkId: 'siblings',
            type: 'group',
            text: 'きょうだい',
            repeats: true,
            item: [
              { linkId: 'who', type: 'string', text: 'お名前' },
              { linkId: 'ill', type: 'boolean', text: '病気はありますか' },
              {
                linkId: 'what',
                type: 'text',
                text: 'どのような病気ですか',
                enableWhen: [{ question: 'ill', operator: '=', answerBoolean: true }],
              },
              {
                linkId: 'size',
                type: 'group',
                text: '体格',
                item: [{ linkId: 'cm', type: 'decimal', text: '身長' }],
              },
            ],
          },
          { linkId: 'last', type: 'string', text: '最後の質問' },
        ]),
      );
      await preview.layout(layout);
      const form = page.locator('[data-form-ready]');
      const item = (linkId: string) => form.locator(`[data-link-id="${linkId}"]`);
      await page.getByRole('button', { name: '追加：きょうだい' }).click();
      await expect(item('who')).toHaveCount(2);
      await expect(item('who').last().locator('input')).toBeFocused();
      const plain = await form
        .locator('[data-key]')
        .evaluateAll((items) =>
          items
            .filter((item) => item.classList.contains('s-item'))
            .map((item) => item.getAttribute('data-link-id')),
        );
      expect(plain).toEqual(['who', 'ill', 'size', 'cm', 'who', 'ill', 'size', 'cm']);

      await page.keyboard.type('太郎');
      await item('ill').last().getByRole('radio', { name: 'はい' }).check({ force: true });
      await expect(item('what')).toHaveCount(1);
      await item('what').locator('textarea').fill('ぜんそく');
      await item('cm').last().locator('input').fill('１００．５');
      await item('cm').last().locator('input').blur();
      await expect(item('cm').last().locator('input')).toHaveValue('100.5');
      await expect(item('cm').first().locator('input')).toHaveValue('');
      await expect(item('ill').first().getByRole('radio', { name: 'はい' })).not.toBeChecked();
      const ids = await form.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
      // A label leads to the control of its own row.
      await item('who').last().getByText('お名前').click();
      await expect(item('who').last().locator('input')).toBeFocused();

      await page.getByTestId('form-language').evaluate((select) => {
        (select as HTMLSelectElement).value = 'en';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await expect(item('who').first()).toContainText('optional');
      await expect(item('who').last().locator('input')).toHaveValue('太郎');
      await expect(item('ill').last().getByRole('radio', { name: 'Yes' })).toBeChecked();

      await page.getByRole('button', { name: 'Remove：きょうだい 1' }).click();
      await expect(item('who')).toHaveCount(1);
      await expect(item('who').locator('input')).toHaveValue('太郎');
      await expect(item('what').locator('textarea')).toHaveValue('ぜんそく');
      await expect
        .poll(async () => JSON.stringify(await preview.response()))
        .toContain('"valueDecimal":100.5');
    });
  }
});
