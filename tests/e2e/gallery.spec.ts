import type { Page } from '@playwright/test';
import { itemForm, ITEM_STATES, type ItemStateName } from '../../src/routes/gallery/item-states.ts';
import { BuildServer } from '../support/build-server.ts';
import { axeFindings, overflowing } from '../support/screen-check.ts';
import { expect, test } from '../support/watched-test.ts';

const TABLET = { width: 820, height: 1180 } as const;
const PHONE = { width: 390, height: 844 } as const;

const LAYOUTS = { paged: '1問ずつ', guardian: '一覧', staff: 'スタッフ用' } as const;
const STATES = Object.keys(ITEM_STATES) as ItemStateName[];

/** The gallery draws the same screen many times on one page; on a screen of the product each stands once. */
const MANY_TIMES = { 'landmark-unique': 'the same form stands on the page once for each state' };

interface ItemJson {
  readonly linkId: string;
  readonly type: string;
  readonly item?: readonly ItemJson[];
}

/** The linkIds of a form that have a place of their own on the screen: a caption stands at its question. */
const drawnIn = (items: readonly ItemJson[], parent?: ItemJson): readonly string[] =>
  items.flatMap((item) => {
    const role = item.linkId.slice((parent?.linkId.length ?? 0) + 1);
    if (['help', 'prompt', 'unit', 'lower', 'upper', 'flyover'].includes(role)) return [];
    return [item.linkId, ...drawnIn(item.item ?? [], item)];
  });

test.describe('the gallery of items', () => {
  let server: BuildServer;

  test.beforeAll(async () => {
    server = await BuildServer.start();
  });
  test.afterAll(async () => {
    await server.stop();
  });

  const choose = async (page: Page, legend: string, label: string): Promise<void> => {
    await page
      .getByRole('radiogroup', { name: legend })
      .getByRole('radio', { name: label, exact: true })
      .check({ force: true });
  };

  for (const [layout, label] of Object.entries(LAYOUTS)) {
    test(`shows every item type in every state, usable by everybody: ${label}`, async ({ page }) => {
      test.setTimeout(300_000);
      await page.setViewportSize(TABLET);
      await page.goto(`${server.origin}/gallery`);
      // axe goes through the whole page, and past what was never laid out: the other parts go, and all of this one is drawn.
      await page.evaluate(() => {
        for (const other of document.querySelectorAll('main > section:not(#items)')) other.remove();
        const drawn = new CSSStyleSheet();
        drawn.replaceSync('#items * { content-visibility: visible !important }');
        document.adoptedStyleSheets.push(drawn);
      });
      await choose(page, '項目の並べ方', label);
      for (const state of STATES) {
        await choose(page, '項目の状態', ITEM_STATES[state]);
        const items = page.locator(`.items[data-state="${state}"][data-layout="${layout}"]`);
        await expect(items.locator('[data-form-ready]')).toHaveCount(layout === 'paged' ? 3 : 1);
        const shown = await items
          .locator('[data-link-id]')
          .evaluateAll((all) => all.map((each) => each.getAttribute('data-link-id')));
        const wanted = drawnIn((itemForm(state) as unknown as ItemJson).item ?? []);
        expect
          .soft(
            wanted.filter((linkId) => !shown.includes(linkId)),
            `drawn, ${state}`,
          )
          .toEqual([]);
        const found = await axeFindings(page, { within: '#items', except: MANY_TIMES });
        expect.soft(found, `axe, ${state}`).toEqual([]);
        await page.setViewportSize(PHONE);
        expect.soft(await overflowing(page), `on a phone, ${state}`).toEqual([]);
        await page.setViewportSize(TABLET);
      }
    });
  }
});
