import '../form-tables/in-node.ts';
import type { Page } from '@playwright/test';
import { questionnaireOf } from '../../src/lib/catalog/questionnaire-of.ts';
import { compileForm } from '../../src/lib/forms/compile.ts';
import type { CompiledForm, FormItem } from '../../src/lib/forms/form.ts';
import type { Entered } from '../../tests/support/form-driver.ts';

const compiled = async (): Promise<CompiledForm> => {
  const { form } = compileForm(await questionnaireOf('infant-3-4m', 'questionnaire'));
  if (form === undefined) throw new Error('the questionnaire does not compile');
  return form;
};

/** Position of the first offered answer that is (not) a reason to look; 0 where there is none. */
const choiceOf = (item: FormItem, asConcern: boolean): number => {
  const concerns =
    item.type === 'boolean'
      ? [true, false].map((value) => item.concernWhen === value)
      : item.options.map(({ concern }) => concern);
  return Math.max(0, concerns.indexOf(asConcern));
};

const FORM = await compiled();

/**
 * Answers the choices on screen as a family to whom little has happened, and notes them; texts are left empty.
 * @param troubled linkIds whose answer is to be a reason to look
 */
export const answerCalmly = async (
  page: Page,
  entered: Entered,
  troubled: ReadonlySet<string>,
): Promise<void> => {
  const shown = await page
    .locator('[data-form-ready] [data-link-id]')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-link-id') ?? ''));
  for (const linkId of shown) {
    const item = FORM.byLinkId.get(linkId);
    if (item === undefined || entered.has(linkId)) continue;
    if (item.type === 'boolean' || item.options.length > 0) {
      const inputs = page.locator(`[data-form-ready] [data-link-id="${linkId}"] label:not(.quiet) input`);
      await inputs.nth(choiceOf(item, troubled.has(linkId))).check({ force: true });
    } else if (item.required) continue;
    entered.set(linkId, '');
  }
};
