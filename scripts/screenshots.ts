// Takes the pictures of the README and of the installation dialog by walking through the real app with demo data:
// `npm run screenshots`.

import { copyFileSync, mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from '@playwright/test';
import { BrowserProfile } from '../tests/support/browser-profile.ts';
import { cameraArgs, writeCameraFilm } from '../tests/support/camera.ts';
import { CHROMIUM_ARGS } from '../tests/support/chromium-args.ts';
import { ClinicPages } from '../tests/support/clinic-pages.ts';
import { ConsolePages } from '../tests/support/console-pages.ts';
import { type DemoFacts, demoFacts } from '../tests/support/demo-facts.ts';
import type { Entered } from '../tests/support/form-driver.ts';
import { HubProcess } from '../tests/support/hub-process.ts';
import { KioskPages } from '../tests/support/kiosk-pages.ts';
import { findBrowser } from './find-browser.ts';
import { answerCalmly } from './screenshots/answer-calmly.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DOCS = join(ROOT, 'docs/screenshots');
const STATIC = join(ROOT, 'static/screenshots');

const PORTRAIT = { width: 810, height: 1080 };
const LANDSCAPE = { width: 1280, height: 800 };

const CHILD = '田中 陽翔';
const OTHER_CHILD = '山城 ひなた';

/** What the family says that staff look at first. */
const TROUBLED = new Set(['head-control', 'hard-to-raise']);

const shoot = async (page: Page, name: string): Promise<void> => {
  const path = join(DOCS, `${name}.png`);
  await page.mouse.move(0, 0);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  console.log(path);
};

const pinOf = ({ pins }: DemoFacts, title: string): string => {
  const pin = pins.get(title);
  if (pin === undefined) throw new Error(`no PIN for ${title} was printed`);
  return pin;
};

const answer = async (page: Page, kiosk: KioskPages, answered: Entered, screens: number): Promise<void> => {
  for (let screen = 0; screen < screens && (await kiosk.step()) !== 'review'; screen += 1) {
    await answerCalmly(page, answered, TROUBLED);
    await kiosk.answer(answered, 1);
  }
};

/** A family answers, and hands the tablet back. */
const walkKiosk = async (page: Page, kiosk: KioskPages): Promise<void> => {
  const answered: Entered = new Map();
  await kiosk.open();
  await kiosk.showTicket();
  await shoot(page, 'kiosk-child');
  await kiosk.confirmChild();
  await answer(page, kiosk, answered, 4);
  await page.locator('[data-form-ready] input[type=radio]').first().check({ force: true });
  await kiosk.saved();
  await shoot(page, 'kiosk-question');
  await answer(page, kiosk, answered, Infinity);
  await kiosk.submit();
  await shoot(page, 'kiosk-handed-over');
};

/** A nurse measures two children; a doctor examines one. */
const walkClinic = async (page: Page, clinic: ClinicPages, facts: DemoFacts): Promise<void> => {
  const entered: Entered = new Map();
  await page.setViewportSize(LANDSCAPE);
  await clinic.open();
  await clinic.unlock('nurse', pinOf(facts, '看護師'));
  for (const [name, weight, height, head, chest] of [
    [CHILD, '6480', '61.5', '40.2', '41'],
    [OTHER_CHILD, '6120', '60.4', '39.8', '40.5'],
  ] as const) {
    await clinic.openChild(name);
    await clinic.openSection('measurement');
    await clinic.enterNumber('weight', weight, entered);
    await clinic.enterNumber('height', height, entered);
    await clinic.enterNumber('head', head, entered);
    await clinic.enterNumber('chest', chest, entered);
    await clinic.complete();
    await clinic.open();
    await clinic.unlock('nurse', pinOf(facts, '看護師'));
  }
  await shoot(page, 'clinic-board');
  await clinic.openChild(CHILD);
  await shoot(page, 'clinic-child');
  await clinic.lock();
  await clinic.unlock('doctor', pinOf(facts, '医師'));
  await clinic.openChild(CHILD);
  await clinic.openSection('examination');
  await clinic.choose('finding-skin', '所見あり', entered);
  await clinic.enterText('finding-skin-detail', '左頬に湿疹、軽い発赤', entered);
  await clinic.nothingAbnormal();
  await page
    .locator('[data-form-ready] [data-link-id="finding-skin-detail"]')
    .evaluate((item) => item.scrollIntoView({ block: 'center' }));
  await page.getByText('保存しています').waitFor({ state: 'hidden' });
  await shoot(page, 'clinic-examination');
};

const walkConsole = async (page: Page, console: ConsolePages, origin: string): Promise<void> => {
  await page.goto(`${origin}/hub/tickets`);
  await page
    .getByRole('article')
    .first()
    .evaluate((ticket) => scrollTo(0, ticket.getBoundingClientRect().top - 180));
  await shoot(page, 'console-tickets');
  await console.openReceived(CHILD);
  await shoot(page, 'console-received');
};

const clerkPage = async (): Promise<{ readonly browser: Browser; readonly page: Page }> => {
  const executablePath = findBrowser();
  const browser = await chromium.launch({
    args: [...CHROMIUM_ARGS],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
  const page = await browser.newPage({ viewport: LANDSCAPE, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  return { browser, page };
};

const walk = async (hub: HubProcess, film: string, clerk: Page, profile: BrowserProfile): Promise<void> => {
  const facts = await demoFacts(hub);
  const console = new ConsolePages(clerk, hub.origin);
  await console.signIn(facts);
  const code = await console.enrolmentCode();
  await writeCameraFilm(film, await console.ticketOf(CHILD));
  const tablet = await (await profile.open()).newPage();
  const kiosk = new KioskPages(tablet, hub.origin);
  await kiosk.enrol(code, '待合1');
  await walkKiosk(tablet, kiosk);
  await walkClinic(tablet, new ClinicPages(tablet, hub.origin), facts);
  await tablet.goto(`${hub.origin}/admin`);
  await tablet.getByTestId('state-delivered').filter({ hasText: '3' }).waitFor();
  await shoot(tablet, 'admin');
  await walkConsole(clerk, console, hub.origin);
};

mkdirSync(DOCS, { recursive: true });
mkdirSync(STATIC, { recursive: true });
const hub = await HubProcess.start();
const folder = await mkdtemp(join(tmpdir(), 'hagukumi-film-'));
const film = join(folder, 'ticket.y4m');
const { browser, page: clerk } = await clerkPage();
const profile = await BrowserProfile.create({ viewport: PORTRAIT, args: cameraArgs(film) });
try {
  await walk(hub, film, clerk, profile);
  copyFileSync(join(DOCS, 'clinic-board.png'), join(STATIC, 'wide.png'));
  copyFileSync(join(DOCS, 'kiosk-question.png'), join(STATIC, 'narrow.png'));
} finally {
  await profile.dispose();
  await browser.close();
  await hub.dispose();
  await rm(folder, { recursive: true, force: true });
}
