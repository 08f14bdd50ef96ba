import { ClinicPages } from '../support/clinic-pages.ts';
import { pinOf } from '../support/demo-facts.ts';
import { DemoHub } from '../support/demo-hub.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { expect, test } from '../support/watched-test.ts';

/** 18 months old, measured at 1, 3 and 9 months. */
const TODDLER = '宮城 結';
/** Week 27, seen in weeks 19 and 23. */
const MOTHER = '仲間 ちひろ';

test('earlier visits are on screen: points in the view of their age, weeks and number of a pregnancy', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const hub = await DemoHub.start();
  await page.setViewportSize({ width: 810, height: 1080 });
  await new KioskPages(page, hub.origin).enrol(hub.enrolmentCode, '計測');
  const clinic = new ClinicPages(page, hub.origin);
  await clinic.open();
  await clinic.unlock('doctor', pinOf(hub.facts, '医師'));

  await test.step('a pregnancy: how far it is, which visit is due, what was told before', async () => {
    await clinic.chooseProgram('妊婦健診');
    await clinic.openChild(MOTHER);
    const head = page.getByTestId('child').locator('dl').first();
    await expect(head).toContainText('27週5日');
    await expect(head).toContainText('14回のうち6回目');
    await expect(head).toContainText('以前の健診 2回');
    await expect(head).toContainText('妊娠前の体重 50.8 kg');
    await clinic.openSection('measurement');
    const value = (linkId: string) => page.locator(`[data-link-id="${linkId}"] input[inputmode]`).first();
    await expect(value('visit-number')).toHaveValue('6');
    await expect(value('gestation-weeks')).toHaveValue('27');
    await expect(value('gestation-days')).toHaveValue('5');
    await clinic.enterNumber('gestation-weeks', '29', new Map());
    await expect(page.getByTestId('advice')).toContainText('出産予定日から数えると 27週5日');
    await clinic.enterNumber('gestation-weeks', '27', new Map());
    await expect(page.getByTestId('advice')).toBeHidden();
    await page.getByTestId('close-section').click();
    await clinic.backToBoard();
  });

  await test.step('a child of 18 months: one tap between 0–12 months and 1–6 years', async () => {
    await clinic.chooseProgram('1歳6か月児健診');
    await clinic.openChild(TODDLER);
    await clinic.openSection('measurement');
    await clinic.enterNumber('weight', '8.9', new Map());
    const growth = page.getByTestId('growth');
    const summary = growth.locator('summary');
    if (await summary.isVisible()) await summary.click();
    const marks = growth.locator('.series.actual .mark');
    await expect(growth.locator('title').first()).toContainText('1〜6歳');
    await expect(marks).toHaveCount(1);
    await growth.getByTestId('growth-view').getByText('0〜12か月').click();
    await expect(growth.locator('title').first()).toContainText('0〜12か月');
    await expect(marks).toHaveCount(4);
  });

  await test.step('the curve is printed alone, with whose it is and without the button', async () => {
    await page.evaluate(() => {
      window.print = () => undefined;
    });
    await page.getByTestId('print-chart').click();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByTestId('growth-chart')).toBeVisible();
    await expect(page.getByText(`${TODDLER}（`)).toBeVisible();
    await expect(page.getByTestId('print-chart')).toBeHidden();
    await expect(page.getByTestId('growth-view')).toBeHidden();
    await expect(page.getByTestId('complete')).toBeHidden();
    await expect(page.locator('.item[data-link-id="weight"]')).toBeHidden();
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({ media: 'screen' });
    await expect(page.getByTestId('complete')).toBeVisible();
  });

  await test.step('the review sheet is printed with who and where, and without buttons', async () => {
    await clinic.enterNumber('height', '78.5', new Map());
    await clinic.enterNumber('head', '45.5', new Map());
    await clinic.completeInSpiteOfDoubts();
    await page.getByTestId('print-sheet').click();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { name: TODDLER })).toBeVisible();
    await expect(page.getByTestId('section-measurement')).toBeVisible();
    await expect(page.getByText('はぐくみ市保健センター 受診日')).toBeVisible();
    for (const button of ['print-sheet', 'open-section-measurement', 'lock'])
      await expect(page.getByTestId(button)).toBeHidden();
  });
  await hub.dispose();
});
