import type { Page } from '@playwright/test';
import type { FormFacts, Toggle } from './form-facts.ts';
import { noteReactions, type Reaction, reactionsOf } from './reaction.ts';

/** Pauses between inputs: those of a quick typist, and never in step with the display. */
const PAUSES_MS = [61, 97, 83, 142, 71, 119, 103, 88];

const pause = (page: Page, index: number): Promise<void> =>
  page.waitForTimeout(PAUSES_MS[index % PAUSES_MS.length] ?? 100);

const LETTERS = 'yorunandomookimasu';

/** Types into the field in the middle of the form. Rejects when the field does not hold what was typed. */
export const typeInto = async (
  page: Page,
  { typing }: FormFacts,
  count: number,
): Promise<readonly Reaction[]> => {
  const input = page.locator(`[data-link-id="${typing}"] input`).first();
  await input.scrollIntoViewIfNeeded();
  await input.focus();
  await page.waitForTimeout(400);
  await noteReactions(page, 'keydown', 'input');
  let typed = '';
  for (let index = 0; index < count; index += 1) {
    const letter = LETTERS[index % LETTERS.length] ?? 'a';
    typed += letter;
    await page.keyboard.press(letter);
    await pause(page, index);
  }
  const reactions = await reactionsOf(page, count);
  if (!(await input.inputValue()).endsWith(typed)) throw new Error('the field does not hold what was typed');
  return reactions;
};

const areShown = (page: Page, linkIds: readonly string[]): Promise<boolean> =>
  page.evaluate(
    (wanted) =>
      wanted.every((linkId) => {
        const element = document.querySelector(`[data-link-id="${linkId}"]`);
        return element !== null && element.closest('[hidden]') === null;
      }),
    [...linkIds],
  );

const answer = async (page: Page, { linkId, dependents }: Toggle, yes: boolean): Promise<void> => {
  const input = page.locator(`[data-link-id="${linkId}"] input[type=radio]`).nth(yes ? 0 : 1);
  await input.scrollIntoViewIfNeeded();
  // What scrolling brought into view is laid out before the answer is given.
  await page.waitForTimeout(150);
  await input.click({ force: true });
  await page.waitForTimeout(60);
  if ((await areShown(page, dependents)) !== yes) {
    throw new Error(`${linkId} answered with ${yes ? 'yes' : 'no'} left its dependents as they were`);
  }
};

/** Answers each toggle with はい and いいえ in turn. Rejects when that does not show and hide its dependents. */
export const answerToggles = async (
  page: Page,
  { toggles }: FormFacts,
  rounds: number,
): Promise<readonly Reaction[]> => {
  await noteReactions(page, 'pointerup', 'change');
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, toggle] of toggles.entries()) {
      await answer(page, toggle, true);
      await pause(page, index);
      await answer(page, toggle, false);
      await pause(page, index + 1);
    }
  }
  return reactionsOf(page, rounds * toggles.length * 2);
};
