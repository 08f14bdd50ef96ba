import type { CDPSession, Page } from '@playwright/test';
import { SLOW_DOWN } from '../support/slow-down.ts';
import type { FormFacts } from './form-facts.ts';
import { noteReady, PROBE } from './note-ready.ts';
import { pathOf, type Subject } from './subject.ts';

const READY_TIMEOUT_MS = 120_000;
const ASKED_EVERY_MS = 50;

/** A form that is up, its page at full speed. */
export interface LoadedForm {
  readonly page: Page;
  readonly session: CDPSession;
  readonly readyMs: number;
  /** Of that, since the page asked for the file's bytes. */
  readonly sinceFileMs: number;
}

const within = <T>(promise: Promise<T>, what: string): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took longer than ${READY_TIMEOUT_MS} ms`)),
      READY_TIMEOUT_MS,
    );
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

/** What the page has written down so far. */
const written = (page: Page, { name }: Subject): Promise<string> =>
  page.evaluate(
    (isApp) =>
      isApp
        ? (document.querySelector('[data-testid=response-json]')?.textContent ?? '')
        : (window.floorResponse?.() ?? ''),
    name === 'app',
  );

/**
 * Rejects when a form that called itself ready did not take what was typed at that moment. Asks the page of either
 * subject in the same way: whatever the test puts into a page counts in its heap.
 */
const provesProbes = async (page: Page, subject: Subject, probes: readonly string[]): Promise<void> => {
  const until = performance.now() + READY_TIMEOUT_MS;
  while ((await written(page, subject)).split(PROBE).length - 1 !== probes.length) {
    if (performance.now() > until) throw new Error(`${subject.name} did not take what was typed`);
    await page.waitForTimeout(ASKED_EVERY_MS);
  }
};

/**
 * Opens the subject in a fresh tab of a slowed-down page. Rejects when something that is to be asked is not on the
 * page when the form calls itself ready, or does not take input then.
 */
export const loadForm = async (
  newPage: () => Promise<Page>,
  origin: string,
  subject: Subject,
  facts: FormFacts,
): Promise<LoadedForm> => {
  const page = await newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
  const whole = subject.layout !== 'paged';
  const probes = whole ? [...new Set([facts.typing, facts.lastTyping])] : [];
  await noteReady(page, subject, probes);
  await page.goto(origin + pathOf(subject), { waitUntil: 'commit' });
  const ready = await within(
    page.evaluate(() => window.benchReady),
    `${subject.name} ${subject.form}`,
  );
  if (ready === undefined) throw new Error('the page noted nothing');
  // What is only looked up goes at full speed.
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  if (whole) {
    const shown = new Set(ready.shown);
    const missing = facts.shownAtStart.filter((linkId) => !shown.has(linkId));
    if (missing.length > 0)
      throw new Error(`${subject.name} was ready without ${missing.length} items: ${missing[0]}`);
  }
  await provesProbes(page, subject, probes);
  return { page, session, readyMs: ready.ms, sinceFileMs: ready.sinceFileMs };
};
