import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Tablets upright and lying, as the product is used. */
const TABLETS = [
  { width: 810, height: 1080 },
  { width: 1080, height: 810 },
] as const;
const PHONE = { width: 390, height: 844 } as const;

const GRAVE: ReadonlySet<string> = new Set(['serious', 'critical']);

/** What axe is asked. */
interface AxeScope {
  /** A selector: only what is in it. The whole page when not given. */
  readonly within?: string;
  /** Rules that are wrong here, each with the reason. */
  readonly except?: Readonly<Record<string, string>>;
}

/** What axe finds, of every impact, with the impact before it. */
export const axeFindings = async (
  page: Page,
  { within, except = {} }: AxeScope = {},
): Promise<readonly string[]> => {
  const axe = new AxeBuilder({ page }).disableRules(Object.keys(except));
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations.map(
    ({ impact, id, nodes }) =>
      `${impact ?? 'minor'} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  );
};

const isGrave = (finding: string): boolean => GRAVE.has(finding.split(' ', 1)[0] ?? '');

/** What sticks out of the page to the side; empty when the page is as wide as the screen. */
export const overflowing = (page: Page): Promise<readonly string[]> =>
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

/** What a screen is held to beyond what every screen promises, and how it is held. */
interface ScreenCheck {
  readonly tablets?: readonly { readonly width: number; readonly height: number }[];
  /** `all`: moderate and minor findings count, too. */
  readonly impacts?: 'grave' | 'all';
  readonly except?: AxeScope['except'];
}

/**
 * Holds a screen to what every screen promises: no serious or critical finding of axe upright and lying, and nothing
 * to the side on a phone or with text at 200 %.
 */
export const checkScreen = async (
  page: Page,
  name: string,
  { tablets = TABLETS, impacts = 'grave', except = {} }: ScreenCheck = {},
): Promise<void> => {
  const before = page.viewportSize() ?? TABLETS[0];
  for (const size of tablets) {
    await page.setViewportSize(size);
    const found = await axeFindings(page, { except });
    const counted = impacts === 'all' ? found : found.filter(isGrave);
    expect.soft(counted, `${name} at ${size.width}`).toEqual([]);
  }
  await page.setViewportSize(TABLETS[0]);
  await setTextSize(page, 200);
  expect.soft(await overflowing(page), `${name} at 200 %`).toEqual([]);
  await setTextSize(page, 100);
  await page.setViewportSize(PHONE);
  expect.soft(await overflowing(page), `${name} on a phone`).toEqual([]);
  await page.setViewportSize(before);
};
