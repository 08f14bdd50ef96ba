import type { Page } from '@playwright/test';

declare global {
  interface Window {
    benchPut?: () => Promise<number>;
  }
}

/**
 * Opens a database of its own in the page and takes as many bytes as the app's draft has now. Rejects when the app
 * has no draft.
 */
export const prepareBarePuts = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => {
          resolve(request.result);
        };
        request.onerror = () => {
          reject(new Error(request.error?.name));
        };
      });
    const app = await done(indexedDB.open('hagukumi'));
    const [draft] = (await done(app.transaction('drafts').objectStore('drafts').getAll())) as {
      box: Uint8Array;
    }[];
    app.close();
    if (draft === undefined) throw new Error('the app has saved no draft');
    const opening = indexedDB.open('bench-floor');
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('rows', { keyPath: 'id' });
    };
    const floor = await done(opening);
    const bytes = new Uint8Array(draft.box.length);
    window.benchPut = () =>
      new Promise((resolve, reject) => {
        const started = performance.now();
        const transaction = floor.transaction('rows', 'readwrite', { durability: 'strict' });
        transaction.objectStore('rows').put({ id: 'draft', bytes });
        transaction.oncomplete = () => {
          resolve(performance.now() - started);
        };
        transaction.onabort = () => {
          reject(new Error(transaction.error?.name));
        };
      });
  });

/** One durable put of those bytes. @returns milliseconds */
export const bareDurablePut = (page: Page): Promise<number> =>
  page.evaluate(() => {
    if (window.benchPut === undefined) throw new Error('no bare puts were prepared');
    return window.benchPut();
  });
