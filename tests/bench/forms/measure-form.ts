import type { Page } from '@playwright/test';
import { SLOW_DOWN } from '../support/slow-down.ts';
import type { FormFacts } from './form-facts.ts';
import { loadForm } from './load-form.ts';
import type { Reaction } from './reaction.ts';
import type { Subject } from './subject.ts';
import { answerToggles, typeInto } from './use-form.ts';

/** What was measured of one subject, over all its runs. */
export interface Measured {
  readonly readyMs: number[];
  readonly sinceFileMs: number[];
  readonly heapBytes: number[];
  /** Nodes of every kind inside the form, what is hidden included. */
  readonly nodes: number[];
  readonly keys: Reaction[];
  readonly toggles: Reaction[];
}

export const nothingYet = (): Measured => ({
  readyMs: [],
  sinceFileMs: [],
  heapBytes: [],
  nodes: [],
  keys: [],
  toggles: [],
});

export interface Place {
  readonly origin: string;
  readonly newPage: () => Promise<Page>;
}

const KEYS_PER_RUN = 15;
const TOGGLES_PER_RUN = 12;
/** After this long without input the page has written down what it writes down later. */
const SETTLED_MS = 500;

const nodesOf = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const root = document.querySelector('[data-form-ready]');
    if (root === null) return 0;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
    let count = 1;
    while (walker.nextNode() !== null) count += 1;
    return count;
  });

/** Opens the subject once, adds what it took, and closes it. `use`: types and answers as well. */
export const measureOnce = async (
  { origin, newPage }: Place,
  subject: Subject,
  facts: FormFacts,
  into: Measured,
  use: boolean,
): Promise<void> => {
  const { page, session, readyMs, sinceFileMs } = await loadForm(newPage, origin, subject, facts);
  try {
    into.readyMs.push(readyMs);
    into.sinceFileMs.push(sinceFileMs);
    await page.waitForTimeout(SETTLED_MS);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    into.heapBytes.push((await session.send('Runtime.getHeapUsage')).usedSize);
    into.nodes.push(await nodesOf(page));
    if (!use) return;
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
    into.keys.push(...(await typeInto(page, facts, KEYS_PER_RUN)));
    const rounds = Math.ceil(TOGGLES_PER_RUN / (2 * facts.toggles.length));
    into.toggles.push(...(await answerToggles(page, facts, rounds)));
  } finally {
    await page.close();
  }
};
