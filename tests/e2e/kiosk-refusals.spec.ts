import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { create } from 'qrcode';
import { ENROLMENT_PREFIX } from '../../src/lib/contract/enrolment.ts';
import { BrowserProfile } from '../support/browser-profile.ts';
import { type Modules, writeCameraFilm } from '../support/camera.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { DemoHub } from '../support/demo-hub.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { rowCounts } from '../support/stored.ts';
import { expect, test } from '../support/watched-test.ts';

const NOTHING = { drafts: 0, outbox: 0, copies: 0 };
const CHILD = 'マリア・フェルナンダ・ダ・シルバ・サントス';
const DAY_SECONDS = 86_400;

const nowSeconds = (): number => Math.floor(Date.now() / 1000);

const modulesOf = (text: string): Modules => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 };
};

test.describe('what is no valid ticket', () => {
  let hub: DemoHub;
  let context: BrowserContext;
  let page: Page;
  let kiosk: KioskPages;

  test.beforeAll(async ({ browser }) => {
    hub = await DemoHub.start();
    context = await browser.newContext({ viewport: { width: 810, height: 1080 } });
    page = await context.newPage();
    kiosk = new KioskPages(page, hub.origin);
    await kiosk.enrol(hub.enrolmentCode, '待合1');
  });

  test.beforeEach(async () => {
    await kiosk.open();
    await kiosk.isAt('welcome');
  });

  test.afterEach(async () => {
    expect(await rowCounts(page)).toEqual(NOTHING);
  });

  test.afterAll(async () => {
    await context.close();
    await hub.dispose();
  });

  const REFUSED: readonly (readonly [kind: string, code: string, text: () => Promise<string>])[] = [
    ['a forged ticket', 'ticket-forged', () => hub.forgedTicket(hub.family(CHILD))],
    ['a truncated ticket', 'ticket-malformed', () => hub.truncatedTicket(hub.family(CHILD))],
    [
      'an expired ticket',
      'ticket-expired',
      () => hub.ticket(hub.family(CHILD), { expires: nowSeconds() - DAY_SECONDS }),
    ],
    [
      'a ticket for a day to come',
      'ticket-not-yet-valid',
      () => hub.ticket(hub.family(CHILD), { notBefore: nowSeconds() + DAY_SECONDS }),
    ],
    [
      'a ticket of another municipality',
      'ticket-foreign-municipality',
      () => hub.ticket(hub.family(CHILD), { municipality: '472018' }),
    ],
    [
      'a ticket that is not on the list',
      'ticket-not-on-roster',
      () => hub.ticket(hub.family(CHILD), { ticketId: hub.family(CHILD).subjectId }),
    ],
    [
      "one family's ticket with another's child",
      'ticket-not-on-roster',
      () => hub.ticket(hub.family(CHILD), { subjectId: hub.family('山城 ひなた').subjectId }),
    ],
    ['a code that enrols tablets', 'ticket-not-ours', () => Promise.resolve(`${ENROLMENT_PREFIX}7KQ2M9XD`)],
  ];

  for (const [kind, code, text] of REFUSED) {
    test(`${kind} is refused in plain words, and the next ticket works`, async () => {
      await page.getByRole('button', { name: 'はじめる' }).click();
      await kiosk.readerTypes(await text());
      await kiosk.isRefused(code);
      await kiosk.isAt('scan');
      await kiosk.readerTypes(await hub.ticket(hub.family(CHILD)));
      await expect(kiosk.childName()).toHaveText(CHILD);
    });
  }

  test('without a camera the typed code leads to the child', async () => {
    await page.getByRole('button', { name: 'はじめる' }).click();
    await expect(page.getByText('カメラが見つかりません')).toBeVisible();
    await kiosk.typeCode(hub.family(CHILD).typedCode);
    await expect(kiosk.childName()).toHaveText(CHILD);
  });

  test('a code with a slip in it is told from an unknown one', async () => {
    const { typedCode } = hub.family(CHILD);
    const last = Number(typedCode.at(-1));
    await kiosk.typeCode(`${typedCode.slice(0, -1)}${(last + 1) % 10}`);
    await kiosk.isRefused('code-check-digit');
    await kiosk.typeCode(typedCode);
    await expect(kiosk.childName()).toHaveText(CHILD);
  });

  test('a code that is too short says how many digits are missing', async () => {
    await kiosk.typeCode('12345');
    await expect(page.getByText('あと7けた入れてください').first()).toBeVisible();
    await kiosk.isAt('code');
  });

  test('the child that is not theirs is sent back', async () => {
    await kiosk.typeCode(hub.family(CHILD).typedCode);
    await expect(kiosk.childName()).toBeVisible();
    await page.getByRole('button', { name: 'ちがいます' }).click();
    await kiosk.isAt('scan');
    await expect(page.getByText(CHILD)).toHaveCount(0);
    await kiosk.open();
    await kiosk.isAt('welcome');
  });

  test('a barcode reader works on the welcome screen and over the number field', async () => {
    await kiosk.readerTypes(await hub.ticket(hub.family(CHILD)));
    await expect(kiosk.childName()).toHaveText(CHILD);
    await page.getByRole('button', { name: 'ちがいます' }).click();
    await page.getByRole('button', { name: '番号を入力する' }).click();
    await page.getByLabel('受診票の番号').click();
    await kiosk.readerTypes(await hub.forgedTicket(hub.family(CHILD)));
    await kiosk.isRefused('ticket-forged');
    await expect(page.getByLabel('受診票の番号')).toHaveValue('');
    await kiosk.readerTypes(await hub.ticket(hub.family('山城 ひなた')));
    await expect(kiosk.childName()).toHaveText('山城 ひなた');
  });

  test('a real keyboard that types a ticket is heard', async () => {
    const text = await hub.ticket(hub.family(CHILD));
    // Sent without waiting for each: a reader is faster than a test that does.
    await Promise.all([...Array.from(text, (key) => page.keyboard.press(key)), page.keyboard.press('Enter')]);
    await expect(kiosk.childName()).toHaveText(CHILD);
  });

  test('five unknown codes bring a pause that a reload does not end, and a minute does', async () => {
    await context.clock.install();
    await kiosk.open();
    for (const code of ['100000000008', '200000000006', '300000000004', '400000000002']) {
      await kiosk.typeCode(code);
      await kiosk.isRefused('code-unknown');
      await page.getByRole('button', { name: 'カメラで読み取る' }).click();
    }
    await kiosk.typeCode('500000000009');
    await kiosk.isRefused('code-locked');
    await kiosk.open();
    await page.getByRole('button', { name: '番号を入力する' }).click();
    await expect(page.getByText(/あと\d+秒たつと/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'この番号で進む' })).toBeDisabled();
    await context.clock.fastForward(61_000);
    await kiosk.typeCode(hub.family(CHILD).typedCode);
    await expect(kiosk.childName()).toHaveText(CHILD);
  });
});

test.describe('through the camera', () => {
  let hub: DemoHub;
  let folder: string;
  let film: string;
  let profile: BrowserProfile;
  let page: Page;
  let kiosk: KioskPages;

  /** The browser starts anew with this code before its camera. */
  const play = async (text: string): Promise<void> => {
    await profile.close();
    await writeCameraFilm(film, modulesOf(text));
    const context = await profile.open();
    await context.grantPermissions(['camera'], { origin: hub.origin });
    page = await context.newPage();
    kiosk = new KioskPages(page, hub.origin);
    await kiosk.open();
    await kiosk.acceptStorageRisk();
  };

  test.beforeAll(async ({ browser }) => {
    hub = await DemoHub.start();
    folder = await mkdtemp(join(tmpdir(), 'hagukumi-film-'));
    film = join(folder, 'film.y4m');
    await writeCameraFilm(film, undefined);
    profile = await BrowserProfile.create({
      viewport: { width: 810, height: 1080 },
      args: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`],
    });
    const clerk = await browser.newPage();
    const console = new ConsolePages(clerk, hub.origin);
    await console.signIn(hub.facts);
    const code = await console.enrolmentCode();
    await clerk.close();
    page = await (await profile.open()).newPage();
    kiosk = new KioskPages(page, hub.origin);
    await kiosk.enrol(code, '待合2');
  });

  test.afterEach(async () => {
    expect(await rowCounts(page)).toEqual(NOTHING);
  });

  test.afterAll(async () => {
    await profile.dispose();
    await hub.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  test('refused by the browser, it is no dead end: the typed code leads to the child', async () => {
    await kiosk.open();
    await page.getByRole('button', { name: 'はじめる' }).click();
    await expect(page.getByText('カメラが使えないようになっています')).toBeVisible();
    await kiosk.typeCode(hub.family(CHILD).typedCode);
    await expect(kiosk.childName()).toHaveText(CHILD);
  });

  test('any other QR code is refused in plain words, and the typed code goes on working', async () => {
    await play('https://example.com/menu?table=12');
    await page.getByRole('button', { name: 'はじめる' }).click();
    await kiosk.isRefused('ticket-not-ours');
    await kiosk.typeCode(hub.family(CHILD).typedCode);
    await expect(kiosk.childName()).toHaveText(CHILD);
  });

  test('a ticket of another municipality is refused in plain words', async () => {
    await play(await hub.ticket(hub.family(CHILD), { municipality: '472018' }));
    await page.getByRole('button', { name: 'はじめる' }).click();
    await kiosk.isRefused('ticket-foreign-municipality');
    await kiosk.isAt('scan');
  });
});
