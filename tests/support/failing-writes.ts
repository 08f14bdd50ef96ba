import type { Page } from '@playwright/test';

/** Makes every write of this page fail while `failing` is set, as a full disk does. */
export const armWrites = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const begin = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'transaction')?.value as (
      this: IDBDatabase,
      ...parts: Parameters<IDBDatabase['transaction']>
    ) => IDBTransaction;
    IDBDatabase.prototype.transaction = function (...parts) {
      const transaction = begin.apply(this, parts);
      if (parts[1] === 'readwrite' && document.documentElement.dataset['failing'] === 'yes') {
        transaction.abort();
      }
      return transaction;
    };
  });
};

/** Whether writes of the page fail from now on. */
export const setFailing = (page: Page, failing: boolean): Promise<void> =>
  page.evaluate((on) => {
    document.documentElement.dataset['failing'] = on ? 'yes' : 'no';
  }, failing);
