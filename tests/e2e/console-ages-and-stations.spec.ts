import type { BrowserContext, Locator, Page } from '@playwright/test';
import { ClinicPages } from '../support/clinic-pages.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { pinOf } from '../support/demo-facts.ts';
import { DemoHub } from '../support/demo-hub.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { checkScreen } from '../support/screen-check.ts';
import { expect, test } from '../support/watched-test.ts';

interface DayHere {
  readonly windows?: unknown;
  readonly spans?: unknown;
  readonly forms: readonly { readonly program: string; readonly section: string }[];
}

/** What the bundle on this tablet says. */
const dayHere = (page: Page): Promise<DayHere | undefined> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('hagukumi');
        opening.onerror = () => reject(new Error('the database does not open'));
        opening.onsuccess = () => {
          const reading = opening.result.transaction('meta');
          const day = reading.objectStore('meta').get('bundle') as IDBRequest<
            { bundle: DayHere } | undefined
          >;
          reading.oncomplete = () => {
            opening.result.close();
            resolve(day.result?.bundle);
          };
        };
      }),
  );

test.describe('ages and stations in the console', () => {
  let hub: DemoHub;
  let office: BrowserContext;
  let desk: Page;

  test.beforeEach(async ({ browser }) => {
    hub = await DemoHub.start();
    office = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    desk = await office.newPage();
    await new ConsolePages(desk, hub.origin).signIn(hub.facts);
  });

  test.afterEach(async () => {
    await office.close();
    await hub.dispose();
  });

  /** The row of a setting, opened by keyboard. */
  const open = async (id: string): Promise<Locator> => {
    await desk.goto(`${hub.origin}/hub/settings`);
    const row = desk.locator(`#${id}`);
    await row.locator('summary').press('Enter');
    return row;
  };

  const audited = async (action: string): Promise<Locator> => {
    await desk.goto(`${hub.origin}/hub/audit`);
    return desk.getByRole('row').filter({ hasText: action }).first();
  };

  test('a fiscal year, then a second span, are set by keyboard and reach a tablet', async ({ browser }) => {
    test.setTimeout(180_000);
    const fives = await open('window-child-5y');
    await fives.getByLabel('単位').selectOption('fiscal-year');
    await fives.getByLabel('開始').fill('５');
    await fives.getByLabel('終了').fill('5');
    await fives.getByLabel('終了').press('Enter');
    await expect(fives.getByText('保存しました')).toBeVisible();
    await expect(fives.locator('summary')).toContainText('5歳になる年度の4月1日から3月31日まで');

    await fives.getByRole('button', { name: 'の期間を追加' }).press('Enter');
    await expect(desk).toHaveTitle(/^まだ保存していません/);
    const second = desk.getByRole('group', { name: '期間2' });
    await expect(second.getByLabel('開始')).toBeFocused();
    await desk.keyboard.type('4');
    await second.getByLabel('終了').fill('5');
    await checkScreen(desk, 'settings with a second span');
    await second.getByLabel('終了').press('Enter');
    await expect(fives.getByRole('alert')).toContainText('期間2：上の期間と重なっています');
    await second.getByLabel('単位').selectOption('month');
    await second.getByLabel('開始').fill('54');
    await second.getByLabel('終了').fill('56');
    await second.getByLabel('終了').press('Enter');
    await expect(fives.getByText('保存しました')).toBeVisible();
    await expect(fives.locator('summary')).toContainText('満54か月から、満56か月になる前日まで');

    const venue = await browser.newContext({ viewport: { width: 810, height: 1080 } });
    const tablet = await venue.newPage();
    await new KioskPages(tablet, hub.origin).enrol(hub.enrolmentCode, '待合1');
    await expect
      .poll(async () => (await dayHere(tablet))?.spans, { timeout: 20_000 })
      .toEqual({
        'child-5y': [
          { unit: 'fiscal-year', from: 5, end: 5 },
          { unit: 'month', from: 54, end: 56 },
        ],
      });
    expect((await dayHere(tablet))?.windows).toBeUndefined();
    await venue.close();

    await expect(await audited('対象月齢の設定を変更')).toContainText(
      '5歳になる年度 → 5歳になる年度、54–56か月',
    );
    const emptied = await open('window-child-5y');
    await emptied.locator('[name="from.2"]').fill('');
    await emptied.locator('[name="end.2"]').fill('');
    await emptied.getByRole('button', { name: 'を保存する' }).click();
    await expect(emptied.getByRole('group')).toHaveCount(1);
    await emptied.getByRole('button', { name: '標準に戻す' }).click();
    await expect(emptied.locator('summary')).toContainText('満54か月から、満67か月になる前日まで');
  });

  test('a station is moved by keyboard, saved, followed by the board and put back', async ({ browser }) => {
    test.setTimeout(180_000);
    const row = await open('stations-infant-3-4m');
    const order = (): Promise<readonly (string | null)[]> =>
      row.locator('li').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-station')));
    const usual = ['interview', 'measurement', 'examination', 'guidance', 'conference'];
    expect(await order()).toEqual(usual);
    await row.getByRole('button', { name: '診察を上へ' }).press('Enter');
    await expect(row.getByRole('status')).toContainText('診察を2番目に移しました');
    await expect(row.getByRole('button', { name: '診察を上へ（今は2番目）' })).toBeFocused();
    await desk.keyboard.press('Enter');
    // At the top there is no way on: the cursor goes to the other button.
    await expect(row.getByRole('button', { name: '診察を下へ（今は1番目）' })).toBeFocused();
    await desk.keyboard.press('Enter');
    await expect(row.getByRole('status')).toContainText('診察を2番目に移しました');
    await expect(desk).toHaveTitle(/^まだ保存していません/);
    await checkScreen(desk, 'settings with a moved station');
    await row.getByRole('button', { name: 'の順番を保存する' }).press('Enter');
    await expect(row.getByText('保存しました')).toBeVisible();
    await expect(row.locator('summary')).toContainText('問診 → 診察 → 計測 → 指導 → カンファレンス');
    await expect(row).toHaveAttribute('data-own', 'true');

    const venue = await browser.newContext({ viewport: { width: 1080, height: 810 } });
    const tablet = await venue.newPage();
    await new KioskPages(tablet, hub.origin).enrol(hub.enrolmentCode, '計測1');
    await expect
      .poll(
        async () =>
          (await dayHere(tablet))?.forms
            .filter(({ program }) => program === 'infant-3-4m')
            .map(({ section }) => section),
        { timeout: 20_000 },
      )
      .toEqual([
        'questionnaire',
        'interview',
        'examination',
        'measurement',
        'nutrition',
        'guidance',
        'conference',
      ]);
    const clinic = new ClinicPages(tablet, hub.origin);
    await clinic.open();
    await clinic.unlock('nurse', pinOf(hub.facts, '看護師'));
    await clinic.openChild('マリア・フェルナンダ・ダ・シルバ・サントス');
    await expect
      .poll(() =>
        tablet
          .locator('main [data-section]')
          .evaluateAll((cards) => [...new Set(cards.map((card) => card.getAttribute('data-section')))]),
      )
      .toEqual([
        'questionnaire',
        'interview',
        'examination',
        'measurement',
        'nutrition',
        'guidance',
        'conference',
      ]);
    await venue.close();

    await expect(await audited('係の順番の設定を変更')).toContainText(
      '問診 → 計測 → 診察 → 指導 → カンファレンス ⇒ 問診 → 診察 → 計測 → 指導 → カンファレンス',
    );
    const back = await open('stations-infant-3-4m');
    await back.getByRole('button', { name: 'ふつうの順番に戻す' }).click();
    await expect(back.locator('summary')).toContainText('問診 → 計測 → 診察');
    await expect(back).toHaveAttribute('data-own', 'false');
  });
});
