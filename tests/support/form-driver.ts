import type { Locator, Page } from '@playwright/test';

/** What was entered, by linkId, as it stood on screen. */
export type Entered = Map<string, string>;

const text = async (locator: Locator): Promise<string> => (await locator.innerText()).trim();

/** Chooses one of a question's cards or segments and notes its label. */
const choose = async (item: Locator, linkId: string, turn: number, entered: Entered): Promise<void> => {
  // Every fourth time one of わからない, こたえたくない, スタッフに聞く may be taken.
  const cards = turn % 4 === 3 ? 'label' : 'label:not(.quiet)';
  const inputs = item.locator(`${cards} input`);
  const count = await inputs.count();
  const chosen = inputs.nth(turn % count);
  await chosen.check({ force: true });
  const label = item.locator('label').filter({ has: item.page().locator('input:checked') });
  const words = label.locator('.words > span').first();
  entered.set(linkId, await text((await words.count()) > 0 ? words : label.first()));
};

const fillDate = async (item: Locator, linkId: string, entered: Entered): Promise<void> => {
  const boxes = item.locator('input[inputmode=numeric]');
  for (const [index, part] of ['2026', '11', '1'].entries()) await boxes.nth(index).fill(part);
  entered.set(linkId, '2026年11月1日');
};

/** What kind of field an item shows; `none` for headings and for what another way answers. */
const fieldOf = async (item: Locator): Promise<'choice' | 'date' | 'number' | 'text' | 'none'> => {
  if ((await item.locator('input[type=radio], input[type=checkbox]').count()) > 0) {
    const inputs = await item.locator('input:not([type=radio]):not([type=checkbox]), textarea').count();
    if (inputs === 0) return 'choice';
  }
  const numeric = await item.locator('input[inputmode=numeric]').count();
  if (numeric >= 3) return 'date';
  if ((await item.locator('input[inputmode=decimal], input[inputmode=numeric]').count()) > 0) return 'number';
  return (await item.locator('textarea, input[type=text]').count()) > 0 ? 'text' : 'none';
};

/**
 * Answers every open question on screen as a person would, and notes what was entered. Questions that an answer
 * opens are answered, too. `turn` varies which option is taken.
 */
export const answerScreen = async (page: Page, entered: Entered, turn: number): Promise<void> => {
  for (let round = 0; round < 12; round += 1) {
    const items = page.locator('[data-form-ready] [data-link-id]:not(:has([data-link-id]))');
    const linkIds = await items.evaluateAll((nodes) =>
      nodes.map((node) => node.getAttribute('data-link-id') ?? ''),
    );
    const linkId = linkIds.find((id) => !entered.has(id));
    if (linkId === undefined) return;
    const item = page.locator(`[data-form-ready] [data-link-id="${linkId}"]`);
    const field = await fieldOf(item);
    if (field === 'choice') await choose(item, linkId, turn, entered);
    else if (field === 'date') await fillDate(item, linkId, entered);
    else if (field === 'number') {
      await item.locator('input[inputmode=decimal], input[inputmode=numeric]').first().fill('12');
      entered.set(linkId, '12');
    } else if (field === 'text') {
      const answer = `${linkId} の答え「＜改行なし＞」`;
      await item.locator('textarea, input[type=text]').first().fill(answer);
      entered.set(linkId, answer);
    } else entered.set(linkId, '');
  }
};
