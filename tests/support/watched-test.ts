import { expect, test as base } from '@playwright/test';
import { watch, type Watch } from './watch.ts';

/**
 * Playwright's `test`, and a test fails when a policy of a page refused anything, when anything but this machine was
 * asked for, or when a title, an address or the console bore a person's name.
 */
export const test = base.extend<{ watched: Watch }, { watchedBrowser: undefined }>({
  watchedBrowser: [
    async ({ browser }, use) => {
      const look = (context: Parameters<Watch['context']>[0]): void => {
        // A context that is closed at once is not worth watching.
        watch.context(context).catch(() => undefined);
      };
      browser.on('context', look);
      await use(undefined);
      browser.off('context', look);
    },
    { scope: 'worker', auto: true },
  ],
  watched: [
    async ({ watchedBrowser: _ }, use) => {
      await use(watch);
      expect(watch.take().offences, 'refused by a policy, sent abroad, or named in the open').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
