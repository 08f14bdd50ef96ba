import type { Page } from '@playwright/test';

/** How much slower a page's main thread runs than this machine's: about a tablet of the cheaper kind. */
export const SLOW_DOWN = 4;

/** Slows the page down for its life (CDP Emulation.setCPUThrottlingRate). Workers are not slowed down. */
export const slowDown = async (page: Page): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
};
