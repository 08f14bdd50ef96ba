import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Tablets upright and lying, as the product is used. */
const TABLETS = [
  { width: 810, height: 1080 },
  { width: 1080, height: 810 },
] as const;
const PHONE = { width: 390, height: 844 } as const;

const IMPACTS: ReadonlySet<string> = new Set(['serious', 'critical']);

const violations = async (page: Page): Promise<readonly string[]> => {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found
    .filter(({ impact }) => IMPACTS.has(impact ?? ''))
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
};

/** What sticks out of the page to the side; empty when the page is as wide as the screen. */
const overflowing = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(0, 5)
      .map((element) => element.outerHTML.slice(0, 120));
  });

/** Text at twice its size, as the browser's own setting makes it. */
const setTextSize = (page: Page, percent: 100 | 200): Promise<void> =>
  page.evaluate((size) => {
    document.documentElement.style.fontSize = size === 100 ? '' : `${size}%`;
  }, percent);

/**
 * Holds a screen to what every screen promises: no serious or critical finding of axe upright and lying, and nothing
 * to the side on a phone or with text at 200 %.
 */
export const checkScreen = async (
  page: Page,
  name: string,
  tablets: readonly { readonly width: number; readonly height: number }[] = TABLETS,
): Promise<void> => {
  const before = page.viewportSize() ?? TABLETS[0];
  for (const size of tablets) {
    await page.setViewportSize(size);
    expect.soft(await violations(page), `${name} at ${size.width}`).toEqual([]);
  }
  await page.setViewportSize(TABLETS[0]);
  await setTextSize(page, 200);
  expect.soft(await overflowing(page), `${name} at 200 %`).toEqual([]);
  await setTextSize(page, 100);
  await page.setViewportSize(PHONE);
  expect.soft(await overflowing(page), `${name} on a phone`).toEqual([]);
  await page.setViewportSize(before);
};
