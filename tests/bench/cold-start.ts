import type { Page } from '@playwright/test';
import { type Bench, type BenchRow, ratioAtMost } from './bench.ts';
import { BenchTablet } from './support/bench-tablet.ts';
import { buildEmptyApp } from './support/empty-app.ts';
import { serveEmptyApp } from './support/empty-server.ts';
import { median } from './support/samples.ts';
import { noteWhenShown, shownAfterMs } from './support/shown-after.ts';
import { slowDown } from './support/slow-down.ts';

const RUNS = 7;

const EMPTY = '[data-empty]';
const WELCOME = '[data-page="kiosk"][data-step="welcome"] button';
const QUESTION = '[data-form-ready]';

/** A browser that has just been started, at its first page. */
const freshPage = async (tablet: BenchTablet): Promise<Page> => {
  await tablet.reopen();
  await noteWhenShown(await tablet.profile.opened(), `${EMPTY}, ${WELCOME}, ${QUESTION}`);
  const page = await tablet.newPage();
  await slowDown(page);
  return page;
};

const coldMs = async (tablet: BenchTablet, url: string): Promise<number> => {
  const page = await freshPage(tablet);
  await page.goto(url);
  return shownAfterMs(page);
};

const reloadMs = async (page: Page): Promise<number> => {
  await page.reload();
  return shownAfterMs(page);
};

const coldRow = async (tablet: BenchTablet, empty: string): Promise<BenchRow> => {
  const app: number[] = [];
  const floor: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    floor.push(await coldMs(tablet, empty));
    app.push(await coldMs(tablet, `${tablet.hub.origin}/kiosk`));
  }
  return {
    name: 'cold start offline → guardian welcome (floor: empty page, same framework and worker)',
    unit: 'ms',
    value: median(app),
    floor: median(floor),
    budgets: [ratioAtMost(1.5)],
  };
};

const reloadRow = async (tablet: BenchTablet, empty: string): Promise<BenchRow> => {
  const page = await freshPage(tablet);
  const kiosk = tablet.kiosk(page);
  await kiosk.open();
  await kiosk.showTicket();
  await kiosk.confirmChild();
  await kiosk.answer(new Map(), 1);
  const beside = await tablet.newPage();
  await slowDown(beside);
  await beside.goto(empty);
  const app: number[] = [];
  const floor: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await beside.bringToFront();
    floor.push(await reloadMs(beside));
    await page.bringToFront();
    app.push(await reloadMs(page));
    await page.locator(QUESTION).waitFor();
  }
  return {
    name: "reload offline → the family's question (floor: reload of the empty page)",
    unit: 'ms',
    value: median(app),
    floor: median(floor),
    budgets: [ratioAtMost(1.5)],
  };
};

/**
 * An installed tablet whose hub is gone. A closed browser forgets which family was at it, so a cold start ends at
 * the welcome screen, and only a reload at the question.
 */
export const coldStartBench: Bench = async () => {
  const empty = await serveEmptyApp(buildEmptyApp());
  try {
    const tablet = await BenchTablet.prepare();
    try {
      const page = await tablet.newPage();
      await page.goto(empty.origin);
      await page.locator(EMPTY).waitFor();
      await tablet.kiosk(page).installed();
      await tablet.hub.kill();
      await empty.stop();
      return [await coldRow(tablet, empty.origin), await reloadRow(tablet, empty.origin)];
    } finally {
      await tablet.dispose();
    }
  } finally {
    await empty.stop();
  }
};
