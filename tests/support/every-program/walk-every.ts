import type { BrowserContext, Page } from '@playwright/test';
import type { ProgramId } from '../../../src/lib/domain/program.ts';
import { ConsolePages } from '../console-pages.ts';
import { KioskPages } from '../kiosk-pages.ts';
import { ProgramWalk } from './program-walk.ts';
import { WalkHub } from './walk-hub.ts';
import { expect, test } from '../watched-test.ts';

const UPRIGHT = { width: 810, height: 1080 } as const;

/** Share of the questions that hang on an answer which no mode gives, such as one of several vaccines. */
const UNASKED_MOST = 0.05;

/** Nothing of what is written to a page's console as an error, and no uncaught one. */
const noteErrors = (page: Page, errors: string[]): void => {
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
};

/** One hub, one tablet and one clerk for these programs; one test for each. */
export const walkEvery = (programs: readonly ProgramId[]): void => {
  let hub: WalkHub;
  let context: BrowserContext;
  let tablet: Page;
  let clerk: Page;
  const errors: string[] = [];

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(120_000);
    hub = await WalkHub.start(programs);
    context = await browser.newContext({ viewport: UPRIGHT });
    tablet = await context.newPage();
    clerk = await browser.newPage();
    for (const page of [tablet, clerk]) noteErrors(page, errors);
    await new ConsolePages(clerk, hub.origin).signIn(hub.facts.console);
    await new KioskPages(tablet, hub.origin).enrol(hub.facts.enrolmentCode, '待合1');
  });

  test.afterAll(async () => {
    await clerk.close();
    await context.close();
    await hub.dispose();
  });

  test('hardly a question of these programs is asked in no mode', () => {
    const asked = hub.facts.programs.flatMap(({ subjects }) => subjects.flatMap(({ sections }) => sections));
    const left = hub.facts.programs.flatMap(({ program, unasked }) =>
      Object.entries(unasked).flatMap(([section, linkIds]) =>
        linkIds.map((each) => `${program} ${section} ${each}`),
      ),
    );
    const questions = new Set(
      asked.flatMap(({ section, asked: of }) => of.map((each) => `${section} ${each}`)),
    );
    expect(left.length / questions.size, left.join(', ')).toBeLessThan(UNASKED_MOST);
  });

  for (const program of programs) {
    test(`${program} goes through: everything, the minimum, every concern`, async () => {
      test.setTimeout(180_000);
      errors.length = 0;
      await new ProgramWalk(hub, { tablet, clerk }, program).walk();
      expect(errors).toEqual([]);
    });
  }
};
