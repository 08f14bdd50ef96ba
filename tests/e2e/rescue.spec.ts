import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { ClinicPages } from '../support/clinic-pages.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { pinOf } from '../support/demo-facts.ts';
import { DemoHub } from '../support/demo-hub.ts';
import type { Entered } from '../support/form-driver.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { expect, test } from '../support/watched-test.ts';

const FIRST = '山城 ひなた';
const SECOND = '髙𣘺 凜';

/** Measures these children without network. @returns what was entered for each */
const measureOffline = async (
  hub: DemoHub,
  tablet: Page,
  children: readonly string[],
): Promise<ReadonlyMap<string, Entered>> => {
  await tablet.context().setOffline(true);
  const clinic = new ClinicPages(tablet, hub.origin);
  await clinic.open();
  await clinic.unlock('nurse', pinOf(hub.facts, '看護師'));
  const all = new Map<string, Entered>();
  for (const [index, name] of children.entries()) {
    const entered: Entered = new Map();
    await clinic.openChild(name);
    await clinic.openSection('measurement');
    await clinic.enterNumber('weight', `${6400 + index * 70}`, entered);
    await clinic.enterNumber('height', `${61 + index}`, entered);
    await clinic.enterNumber('head', '40.2', entered);
    await clinic.enterNumber('chest', '41', entered);
    await clinic.completeInSpiteOfDoubts();
    await clinic.backToBoard();
    all.set(name, entered);
  }
  await clinic.lock();
  await tablet.goto(`${hub.origin}/admin`);
  await expect(tablet.getByTestId('state-queued')).toHaveText(String(children.length));
  return all;
};

/** The weight as the console shows it of a child. */
const expectWeight = async (
  console: ConsolePages,
  name: string,
  entered: Entered | undefined,
): Promise<void> => {
  await console.openReceived(name);
  expect(await console.answer('measurement', 'weight')).toBe(`${entered?.get('weight') ?? ''} g`);
};

test.describe('records that do not get to the hub by themselves', () => {
  let hub: DemoHub;
  let context: BrowserContext;
  let tablet: Page;
  let console: ConsolePages;

  test.beforeEach(async ({ browser, page: clerk }) => {
    hub = await DemoHub.start();
    console = new ConsolePages(clerk, hub.origin);
    await console.signIn(hub.facts);
    context = await browser.newContext({ viewport: { width: 1080, height: 810 } });
    tablet = await context.newPage();
    const kiosk = new KioskPages(tablet, hub.origin);
    await kiosk.enrol(hub.enrolmentCode, '計測1');
    await kiosk.installed();
  });

  test.afterEach(async () => {
    await context.close();
    await hub.dispose();
  });

  test('the sealed file brings them to the console, and what comes by the network later is the same', async ({
    page: clerk,
  }) => {
    test.setTimeout(120_000);
    const entered = await measureOffline(hub, tablet, [FIRST, SECOND]);

    const downloading = tablet.waitForEvent('download');
    await tablet.getByTestId('export-queue').click();
    const file = await (await downloading).path();
    await expect(tablet.getByTestId('exported')).toHaveText('2件を書き出しました');
    const bytes = await readFile(file);
    for (const clear of [FIRST, SECOND, 'weight', '6400']) expect(bytes.includes(clear)).toBe(false);

    const ingest = async (buffer: Buffer): Promise<void> => {
      await clerk.goto(`${hub.origin}/hub/quarantine`);
      await clerk.getByLabel('ファイル', { exact: true }).setInputFiles({
        name: 'queue.hgk',
        mimeType: 'application/octet-stream',
        buffer,
      });
      await clerk.getByRole('button', { name: '取り込む' }).click();
    };
    const ingested = clerk.getByTestId('ingested');
    await ingest(bytes.subarray(0, -40));
    await expect(clerk.getByText('取り込めませんでした')).toBeVisible();
    await ingest(bytes);
    await expect(ingested).toHaveAttribute('data-new', '2');
    await ingest(bytes);
    await expect(ingested).toHaveAttribute('data-new', '0');
    await expect(ingested).toHaveAttribute('data-known', '2');
    for (const name of [FIRST, SECOND]) await expectWeight(console, name, entered.get(name));

    await context.setOffline(false);
    await tablet.getByTestId('send').click();
    await expect(tablet.getByTestId('state-delivered')).toHaveText('2', { timeout: 30_000 });
    await expect(tablet.getByTestId('state-queued')).toHaveText('0');
    await expect(tablet.getByTestId('state-attention')).toHaveText('0');
    await clerk.goto(`${hub.origin}/hub/devices`);
    await expect(clerk.getByRole('row').filter({ hasText: '計測1' })).toContainText('2件');
  });

  test('the receipts of the sealed file end the waiting on a tablet that never gets a network', async ({
    page: clerk,
  }) => {
    test.setTimeout(120_000);
    await measureOffline(hub, tablet, [FIRST]);
    const saving = tablet.waitForEvent('download');
    await tablet.getByTestId('export-queue').click();
    const file = await (await saving).path();
    await clerk.goto(`${hub.origin}/hub/quarantine`);
    const name = 'queue.hgk';
    const mimeType = 'application/octet-stream';
    const chosen = { name, mimeType, buffer: await readFile(file) };
    await clerk.getByLabel('ファイル', { exact: true }).setInputFiles(chosen);
    await clerk.getByRole('button', { name: '取り込む' }).click();
    const given = clerk.waitForEvent('download');
    await clerk.getByTestId('receipts').click();
    const download = await given;
    expect(download.suggestedFilename()).toMatch(/^hagukumi-receipts-[0-9a-f]{8}-1-1\.jsonl$/);
    const receipts = await readFile(await download.path());

    const read = tablet.getByTestId('receipts-read');
    const give = async (buffer: Buffer): Promise<void> => {
      const lines = { name: 'receipts.jsonl', mimeType: 'application/jsonl', buffer };
      await tablet.getByTestId('import-receipts').setInputFiles(lines);
    };
    await give(receipts.subarray(0, -9));
    await expect(read).toHaveText('受領証のファイルではありません。何も変えていません。');
    await expect(tablet.getByTestId('state-queued')).toHaveText('1');
    await give(receipts);
    await expect(read).toHaveText('1件が受領済みになりました。');
    await expect(tablet.getByTestId('state-delivered')).toHaveText('1');
    await expect(tablet.getByTestId('state-queued')).toHaveText('0');
    await give(receipts);
    await expect(read).toHaveText('新しく受領済みになった記録はありません。');
  });

  test('a tablet that was stopped shows nobody anything, and its record waits for a clerk', async ({
    page: clerk,
  }) => {
    test.setTimeout(120_000);
    const entered = await measureOffline(hub, tablet, [FIRST]);

    await clerk.goto(`${hub.origin}/hub/devices`);
    const row = clerk.getByRole('row').filter({ hasText: '計測1' });
    await row.getByText('停止する…').click();
    await row.getByRole('button', { name: '「計測1」を停止する' }).click();
    await expect(row).toContainText('停止済み');

    await context.setOffline(false);
    await tablet.getByTestId('send').click();
    await expect(tablet.getByTestId('revoked-count')).toHaveText('1件をハブに渡しました', {
      timeout: 30_000,
    });
    const clinic = new ClinicPages(tablet, hub.origin);
    await clinic.open();
    await expect(tablet.getByTestId('revoked')).toBeVisible();
    await expect(tablet.getByTestId('staff-nurse')).toHaveCount(0);
    const kiosk = new KioskPages(tablet, hub.origin);
    await kiosk.open();
    await expect(tablet.getByRole('button', { name: '番号を入力する' })).toHaveCount(0);

    await clerk.goto(`${hub.origin}/hub/received`);
    await expect(clerk.getByRole('link', { name: FIRST })).toHaveCount(0);
    await clerk.goto(`${hub.origin}/hub/quarantine`);
    await expect(clerk.getByRole('row').filter({ hasText: '計測1' })).toContainText('隔離中');
    await clerk.getByTestId('release').click();
    await expect(clerk.getByText('「受領した健診」で確かめられます。')).toBeVisible();
    await expectWeight(console, FIRST, entered.get(FIRST));
  });
});
