import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BrowserContext, Page } from '@playwright/test';
import { ClinicPages } from '../support/clinic-pages.ts';
import { pinOf } from '../support/demo-facts.ts';
import { DemoHub } from '../support/demo-hub.ts';
import { armWrites, setFailing } from '../support/failing-writes.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { rowCounts } from '../support/stored.ts';
import { expect, test } from '../support/watched-test.ts';

const CHILD = '山城 ひなた';
const OTHER = '田中 陽翔';

/** A question of the municipality's own that sets no bound to its answer. */
const DIARY = {
  resourceType: 'Questionnaire',
  url: 'https://city.example/diary',
  version: '1',
  status: 'active',
  item: [{ linkId: 'own-diary', type: 'text', text: 'この1か月のようすを書いてください' }],
};

test.describe('what cannot be handed in or confirmed', () => {
  let hub: DemoHub;
  let context: BrowserContext;
  let page: Page;
  let kiosk: KioskPages;
  let clinic: ClinicPages;

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(120_000);
    hub = await DemoHub.start();
    const file = join(hub.process.dataDir, 'own.json');
    await writeFile(file, JSON.stringify(DIARY));
    await promisify(execFile)(
      process.execPath,
      ['scripts/hub.ts', 'form', 'append', file, '--program', 'infant-3-4m'],
      { env: { ...process.env, DATA_DIR: hub.process.dataDir, ORIGIN: hub.origin } },
    );
    context = await browser.newContext({ viewport: { width: 810, height: 1080 } });
    page = await context.newPage();
    await armWrites(page);
    kiosk = new KioskPages(page, hub.origin);
    clinic = new ClinicPages(page, hub.origin);
    await kiosk.enrol(hub.enrolmentCode, '待合1');
    await kiosk.open();
  });

  test.afterAll(async () => {
    await context.close();
    await hub.dispose();
  });

  test('stops the page with a way out, and goes on as soon as the store takes it', async () => {
    test.setTimeout(240_000);
    await kiosk.typeCode(hub.family(CHILD).typedCode);
    await kiosk.confirmChild();
    await kiosk.answer(new Map());
    await kiosk.isAt('review');
    await setFailing(page, true);
    await page.getByRole('button', { name: 'この内容で出す' }).click();
    const sure = page.getByRole('dialog').getByRole('button', { name: '出す', exact: true });
    if (await sure.isVisible()) await sure.click();
    const stopped = page.getByRole('dialog').filter({ hasText: /storage-(failed|full)/ });
    await expect(stopped).toBeVisible();
    await expect(page.getByText('タブレットをスタッフにわたしてください')).toBeHidden();
    expect((await rowCounts(page)).outbox).toBe(0);

    await setFailing(page, false);
    await stopped.getByRole('button', { name: 'もう一度' }).click();
    await kiosk.isAt('handed-over');
    expect(await rowCounts(page)).toMatchObject({ outbox: 1, drafts: 0 });
  });

  test('holds staff’s findings just so', async () => {
    test.setTimeout(120_000);
    await clinic.open();
    await clinic.unlock('nurse', pinOf(hub.facts, '看護師'));
    await clinic.openChild(CHILD);
    await clinic.openSection('measurement');
    for (const [linkId, value] of [
      ['weight', '6480'],
      ['height', '61.5'],
      ['head', '40.2'],
    ] as const) {
      await clinic.enterNumber(linkId, value, new Map());
    }
    await page.getByTestId('complete').click();
    await setFailing(page, true);
    await page.getByTestId('confirm-yes').click();
    const stopped = page.getByRole('dialog').filter({ hasText: /storage-(failed|full)/ });
    await expect(stopped).toBeVisible();
    await expect(page.getByTestId('done')).toBeHidden();
    await setFailing(page, false);
    await stopped.getByRole('button', { name: 'もう一度' }).click();
    await expect(page.getByTestId('done')).toBeVisible();
    expect(await clinic.stateOf('measurement')).toBe('confirmed');
    expect(await rowCounts(page)).toMatchObject({ outbox: 2, drafts: 0 });
  });

  test('names the answers that are too long, and takes them when they are shortened', async () => {
    test.setTimeout(240_000);
    await clinic.lock();
    await kiosk.open();
    await kiosk.typeCode(hub.family(OTHER).typedCode);
    await kiosk.confirmChild();
    await kiosk.answer(new Map());
    await kiosk.isAt('review');
    const diary = page.locator('[data-step="review"] [data-link-id="own-diary"]');
    await diary.getByRole('button').click();
    const field = page.locator('[data-form-ready] [data-link-id="own-diary"] textarea');
    await field.fill('夜に何度も起きます。'.repeat(10_000));
    await page.getByTestId('next').click();
    await kiosk.saved();
    await kiosk.isAt('review');
    await page.getByRole('button', { name: 'この内容で出す' }).click();
    const sure = page.getByRole('dialog').getByRole('button', { name: '出す', exact: true });
    if (await sure.isVisible()) await sure.click();
    const large = page.locator('[data-large="own-diary"]');
    await expect(large).toContainText('この1か月のようす');
    await expect(large).toContainText(/\d/);
    await large.getByRole('button').click();
    await field.fill('夜に何度も起きます。');
    await page.getByTestId('next').click();
    await kiosk.isAt('review');
    await kiosk.submit();
    expect((await rowCounts(page)).outbox).toBe(3);
  });
});
