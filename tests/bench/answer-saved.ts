import type { BrowserContext, Page } from '@playwright/test';
import type { Entered } from '../support/form-driver.ts';
import { type Bench, ratioAtMost } from './bench.ts';
import { BenchTablet } from './support/bench-tablet.ts';
import { bareDurablePut, prepareBarePuts } from './support/bare-puts.ts';
import { median, p95 } from './support/samples.ts';
import { slowDown } from './support/slow-down.ts';

const SAMPLES = 44;
const PER_SCREEN = 4;
const MAX_SCREENS = 60;

declare global {
  interface Window {
    benchSave?: { clicked: number; saving: boolean; savedAfter: number };
  }
}

/** Notes the time from a click on an answer until the save indicator says that it is kept. */
const noteSaves = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    let now = { clicked: 0, saving: false, savedAfter: 0 };
    addEventListener(
      'click',
      ({ target, timeStamp }) => {
        if (!(target instanceof HTMLInputElement)) return;
        now = { clicked: timeStamp, saving: false, savedAfter: 0 };
        window.benchSave = now;
      },
      { capture: true },
    );
    const observer = new MutationObserver(() => {
      const state = document.querySelector('header .save [role=status]')?.className ?? '';
      if (/\bsaving\b/.test(state)) now.saving = true;
      if (now.saving && now.savedAfter === 0 && /\bsaved\b/.test(state)) {
        now.savedAfter = performance.now() - now.clicked;
      }
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  });

/** Clicks so many answers of the question on screen in turn. @returns milliseconds, nothing where none is chosen from */
const clickAnswers = async (page: Page, count: number): Promise<readonly (readonly [number, number])[]> => {
  const inputs = page.locator('[data-form-ready] [data-link-id] input[type=radio]');
  if ((await inputs.count()) < 2) return [];
  const samples: (readonly [number, number])[] = [];
  for (let click = 0; click < count; click += 1) {
    await inputs.nth(click % 2).click({ force: true });
    const saved = await page.waitForFunction(() => (window.benchSave?.savedAfter ?? 0) > 0, undefined, {
      timeout: 20_000,
    });
    await saved.dispose();
    samples.push([await page.evaluate(() => window.benchSave?.savedAfter ?? 0), await bareDurablePut(page)]);
  }
  return samples;
};

/**
 * Answers of a form that fills up on the way. A saved answer is encoded, sealed, written durably, read back and
 * decrypted; the floor is a bare durable put of as many bytes into a database beside it, after every click.
 */
export const answerSavedBench: Bench = async () => {
  const tablet = await BenchTablet.prepare();
  try {
    await tablet.reopen();
    await noteSaves(await tablet.profile.opened());
    const page = await tablet.newPage();
    const kiosk = tablet.kiosk(page);
    await kiosk.open();
    await kiosk.showTicket();
    await kiosk.confirmChild();
    const entered: Entered = new Map();
    await kiosk.answer(entered, 2);
    await slowDown(page);
    await prepareBarePuts(page);
    const samples: (readonly [number, number])[] = [];
    for (let screen = 0; samples.length < SAMPLES; screen += 1) {
      if (screen === MAX_SCREENS) throw new Error(`only ${samples.length} answers could be clicked`);
      samples.push(...(await clickAnswers(page, PER_SCREEN)));
      await kiosk.answer(entered, 1);
    }
    const saved = samples.map(([ms]) => ms);
    const floor = samples.map(([, ms]) => ms);
    return [
      {
        name: 'click on an answer → kept, read back and said so, p95 (floor: bare durable put)',
        unit: 'ms',
        value: p95(saved),
        floor: p95(floor),
        budgets: [ratioAtMost(2)],
      },
      {
        name: 'the same, median',
        unit: 'ms',
        value: median(saved),
        floor: median(floor),
        budgets: [],
      },
    ];
  } finally {
    await tablet.dispose();
  }
};
