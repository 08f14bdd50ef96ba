import { BuildServer } from '../support/build-server.ts';
import { aForm, SheetPage } from '../support/sheet-page.ts';
import { expect, test } from '../support/watched-test.ts';

test.describe('rows of the form in one piece', () => {
  let server: BuildServer;
  let sheet: SheetPage;

  test.beforeAll(async () => {
    server = await BuildServer.start();
  });
  test.afterAll(async () => {
    await server.stop();
  });
  test.beforeEach(({ page }) => {
    sheet = new SheetPage(page);
  });

  for (const layout of ['一覧', 'スタッフ用'] as const) {
    test(`are drawn in ${layout} as plain elements, each with its own controls and conditions`, async ({
      page,
    }) => {
      await sheet.open(
        server.origin,
        layout,
        aForm(
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
        ),
      );
      await page.getByRole('button', { name: '追加：きょうだい' }).click();
      await expect(sheet.item('who')).toHaveCount(2);
      await expect(sheet.item('who').last().locator('input')).toBeFocused();
      const plain = await sheet.form
        .locator('[data-key]')
        .evaluateAll((items) =>
          items
            .filter((item) => item.classList.contains('s-item'))
            .map((item) => item.getAttribute('data-link-id')),
        );
      expect(plain).toEqual(['who', 'ill', 'size', 'cm', 'who', 'ill', 'size', 'cm']);

      await page.keyboard.type('太郎');
      await sheet.item('ill').last().getByRole('radio', { name: 'はい' }).check({ force: true });
      await expect(sheet.item('what')).toHaveCount(1);
      await sheet.item('what').locator('textarea').fill('ぜんそく');
      await sheet.item('cm').last().locator('input').fill('１００．５');
      await sheet.item('cm').last().locator('input').blur();
      await expect(sheet.item('cm').last().locator('input')).toHaveValue('100.5');
      await expect(sheet.item('cm').first().locator('input')).toHaveValue('');
      await expect(sheet.item('ill').first().getByRole('radio', { name: 'はい' })).not.toBeChecked();
      const ids = await sheet.form.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
      // A label leads to the control of its own row.
      await sheet.item('who').last().getByText('お名前').click();
      await expect(sheet.item('who').last().locator('input')).toBeFocused();

      await page.getByTestId('form-language').evaluate((select) => {
        (select as HTMLSelectElement).value = 'en';
        select.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await expect(sheet.item('who').first()).toContainText('optional');
      await expect(sheet.item('who').last().locator('input')).toHaveValue('太郎');
      await expect(sheet.item('ill').last().getByRole('radio', { name: 'Yes' })).toBeChecked();

      await page.getByRole('button', { name: 'Remove：きょうだい 1' }).click();
      await expect(sheet.item('who')).toHaveCount(1);
      await expect(sheet.item('who').locator('input')).toHaveValue('太郎');
      await expect(sheet.item('what').locator('textarea')).toHaveValue('ぜんそく');
      await expect.poll(() => sheet.response()).toContain('"valueDecimal": 100.5');
    });
  }
});
