import type { BrowserContext, Locator, Page } from '@playwright/test';
import { ClinicPages } from '../support/clinic-pages.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { pinOf } from '../support/demo-facts.ts';
import { DemoHub } from '../support/demo-hub.ts';
import type { Entered } from '../support/form-driver.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { checkScreen } from '../support/screen-check.ts';
import { expect, test } from '../support/watched-test.ts';

/** What the bundle on this tablet says of the municipality's own ages and rules. */
const settingsHere = (
  page: Page,
): Promise<{ readonly windows: unknown; readonly rules: unknown } | undefined> =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('hagukumi');
        opening.onerror = () => reject(new Error('the database does not open'));
        opening.onsuccess = () => {
          const reading = opening.result.transaction('meta');
          const day = reading.objectStore('meta').get('bundle') as IDBRequest<
            { bundle: { windows?: unknown; rules?: unknown } } | undefined
          >;
          reading.oncomplete = () => {
            opening.result.close();
            const { result } = day;
            resolve(result && { windows: result.bundle.windows, rules: result.bundle.rules });
          };
        };
      }),
  );

test.describe('the settings in the console', () => {
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

  /** The row of a setting, opened. */
  const open = async (page: Page, id: string): Promise<Locator> => {
    await page.goto(`${hub.origin}/hub/settings`);
    const row = page.locator(`#${id}`);
    await row.locator('summary').click();
    return row;
  };

  const save = async (row: Locator, values: Readonly<Record<string, string>>): Promise<void> => {
    for (const [name, value] of Object.entries(values)) await row.locator(`[name="${name}"]`).fill(value);
    await row.getByRole('button', { name: 'を保存する' }).click();
  };

  test('that a clerk makes reach the tablet, are noted, and are taken back', async ({ browser }) => {
    test.setTimeout(180_000);
    const venue = await browser.newContext({ viewport: { width: 810, height: 1080 } });
    const tablet = await venue.newPage();
    await new KioskPages(tablet, hub.origin).enrol(hub.enrolmentCode, '待合1');
    await expect.poll(() => settingsHere(tablet), { timeout: 20_000 }).toEqual({});
    await desk.goto(`${hub.origin}/hub/settings`);
    await expect(desk.locator('[data-own="true"]')).toHaveCount(0);

    const ages = await open(desk, 'window-infant-3-4m');
    await expect(ages.locator('.body')).toContainText('定めなし');
    await save(ages, { from: '４', end: '6' });
    await expect(ages.getByText('保存しました')).toBeVisible();
    await expect(ages.locator('summary')).toContainText('満4か月から、満6か月になる前日まで');
    const epds = await open(desk, 'rule-epds');
    await save(epds, { 'value.cutoff': '11' });
    await expect(epds.getByText('保存しました')).toBeVisible();
    await expect(desk.locator('[data-own="true"]')).toHaveCount(2);

    await tablet.reload();
    await expect
      .poll(() => settingsHere(tablet), { timeout: 20_000 })
      .toEqual({
        windows: { 'infant-3-4m': { from: 4, end: 6 } },
        rules: { epds: { parameters: { cutoff: 11 } } },
      });
    await venue.close();

    await desk.goto(`${hub.origin}/hub/audit`);
    const noted = desk.getByRole('row').filter({ hasText: '対象月齢の設定を変更' });
    await expect(noted).toContainText('管理画面');
    await expect(noted).toContainText('3–5 → 4–6');

    const back = await open(desk, 'window-infant-3-4m');
    await back.getByRole('button', { name: '標準に戻す' }).click();
    await expect(back.locator('summary')).toContainText('満3か月から、満5か月になる前日まで');
    await expect(desk.locator('[data-own="true"]')).toHaveCount(1);
  });

  test('that cannot be are refused in words, with what was typed still there', async () => {
    test.setTimeout(180_000);
    const law = await open(desk, 'window-postnatal-care');
    await save(law, { from: '0', end: '13' });
    await expect(law.getByRole('alert')).toContainText(
      '法令の範囲（産後0か月から、産後12か月になる前日まで）',
    );
    await expect(law.getByRole('alert')).toContainText('beyond-law');
    await expect(law.locator('[name="end"]')).toHaveValue('13');
    const epds = await open(desk, 'rule-epds');
    await save(epds, { 'value.cutoff': '99' });
    await expect(epds.getByRole('alert')).toContainText('「区分点」には1〜30（整数）の数を入れてください');
    await expect(epds.locator('[name="value.cutoff"]')).toHaveValue('99');
    await checkScreen(desk, 'settings with an error');
    await desk.goto(`${hub.origin}/hub/settings`);
    await expect(desk.locator('[data-own="true"]')).toHaveCount(0);
    await checkScreen(desk, 'settings');
  });

  test('of ages beyond the law are kept with a warning where the law allows other checkups', async () => {
    const ages = await open(desk, 'window-child-3y');
    await save(ages, { from: '42', end: '50' });
    await expect(ages.getByText('保存しました')).toBeVisible();
    const warning = ages.locator('.notice.warning');
    await expect(warning).toContainText('法令の範囲の外の日が含まれています');
    await expect(warning).toContainText('13条1項');
    await checkScreen(desk, 'settings with ages beyond the law');
  });

  test('of two clerks: who comes second sees what the first one set before it is overwritten', async () => {
    const early = await office.newPage();
    const first = await open(early, 'window-infant-1m');
    const second = await open(desk, 'window-infant-1m');
    await save(first, { from: '27', end: '41' });
    await expect(first.getByText('保存しました')).toBeVisible();
    await save(second, { from: '29', end: '41' });
    await expect(second.getByRole('alert')).toContainText('ほかの人が変更しました');
    await expect(second.locator('summary')).toContainText('生後27日から、生後41日まで');
    await save(second, {});
    await expect(second.locator('summary')).toContainText('生後29日から、生後41日まで');
  });

  test('are nobody’s who is not signed in, and no other site’s', async ({ playwright }) => {
    const form = { program: 'infant-3-4m', from: '4', end: '6', seen: '' };
    const url = `${hub.origin}/hub/settings?/window`;
    const accept = 'text/html';
    const stranger = await playwright.request.newContext();
    const unsigned = await stranger.post(url, {
      form,
      maxRedirects: 0,
      headers: { accept, origin: hub.origin },
    });
    expect([unsigned.status(), unsigned.headers()['location']]).toEqual([303, '/hub/sign-in']);
    await stranger.dispose();
    const foreign = await desk.request.post(url, {
      form,
      maxRedirects: 0,
      headers: { accept, origin: 'https://elsewhere.example' },
    });
    expect(foreign.status()).toBe(403);
    await desk.goto(`${hub.origin}/hub/settings`);
    await expect(desk.locator('[data-own="true"]')).toHaveCount(0);
    // The same from our own page goes through.
    const own = await desk.request.post(url, { form, headers: { accept, origin: hub.origin } });
    expect(await own.text()).toContain('保存しました');
  });

  test('of the rules stand behind the criteria that a record was signed with', async ({ browser }) => {
    test.setTimeout(180_000);
    const child = 'マリア・フェルナンダ・ダ・シルバ・サントス';
    const head = await open(desk, 'rule-head-size');
    await save(head, { 'value.linesCrossed': '3' });
    await expect(head.getByText('保存しました')).toBeVisible();
    const venue = await browser.newContext({ viewport: { width: 1080, height: 810 } });
    const tablet = await venue.newPage();
    await new KioskPages(tablet, hub.origin).enrol(hub.enrolmentCode, '計測1');
    const clinic = new ClinicPages(tablet, hub.origin);
    await clinic.open();
    await clinic.unlock('nurse', pinOf(hub.facts, '看護師'));
    await clinic.openChild(child);
    await clinic.openSection('measurement');
    const entered: Entered = new Map();
    await clinic.enterNumber('weight', '6240', entered);
    await clinic.enterNumber('height', '61.5', entered);
    await clinic.enterNumber('head', '46', entered);
    await clinic.completeInSpiteOfDoubts();
    await expect
      .poll(async () => {
        await desk.goto(`${hub.origin}/hub/received`);
        return desk.getByRole('link', { name: child }).count();
      })
      .toBeGreaterThan(0);
    await venue.close();
    await new ConsolePages(desk, hub.origin).openReceived(child);
    const criterion = desk.locator('[data-section="measurement"] [data-rule="head-size"]');
    await expect(criterion).toContainText('基準に該当：頭囲');
    await expect(criterion).toContainText('頭囲のパーセンタイル 97パーセンタイル超');
    await expect(criterion).toContainText('横切る曲線の数 3');
    await expect(criterion).toContainText('head-size 第2版');
    await expect(criterion).toContainText('令和5年乳幼児身体発育調査');
    await checkScreen(desk, 'a received checkup with a criterion');
  });
});
