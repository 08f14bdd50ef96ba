import type { Locator, Page } from '@playwright/test';
import { expect } from './watched-test.ts';

export interface ItemJson {
  readonly linkId: string;
  readonly type: string;
  readonly text?: string;
  readonly item?: readonly ItemJson[];
  readonly [element: string]: unknown;
}

export interface FormJson {
  readonly item: readonly ItemJson[];
  readonly [element: string]: unknown;
}

/** A form of these items. */
export const aForm = (...item: readonly ItemJson[]): FormJson => ({
  resourceType: 'Questionnaire',
  url: 'https://example.org/Questionnaire/sheet',
  version: '1',
  status: 'draft',
  language: 'ja',
  title: '一覧の様式',
  item,
});

/** A form on the page in one piece. */
export class SheetPage {
  readonly #page: Page;
  readonly form: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.form = page.locator('[data-form-ready]');
  }

  async open(origin: string, layout: '一覧' | 'スタッフ用', form: FormJson): Promise<void> {
    await this.#page.goto(`${origin}/preview`);
    await this.#page.getByRole('radio', { name: layout, exact: true }).check({ force: true });
    await this.#page.getByTestId('questionnaire-file').setInputFiles({
      name: 'form.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(form)),
    });
    await expect(this.form).toBeVisible();
  }

  item(linkId: string): Locator {
    return this.form.locator(`[data-link-id="${linkId}"]`);
  }

  box(linkId: string): Locator {
    return this.item(linkId).locator('input[type=text], textarea').first();
  }

  async response(): Promise<string> {
    return (await this.#page.getByTestId('response-json').textContent()) ?? '';
  }

  /** Whether the sheet drew the item itself. */
  async isPlain(linkId: string): Promise<boolean> {
    return /\bs-item\b/.test((await this.item(linkId).getAttribute('class')) ?? '');
  }

  /** Every control with what assistive technology and a person learn of it, in order. */
  controls(): Promise<readonly unknown[]> {
    return this.form.evaluate((root) => {
      const textOf = (ids: string | null): string =>
        (ids ?? '')
          .split(' ')
          .map((id) => (id === '' ? '' : (document.getElementById(id)?.innerText ?? `no ${id}`)))
          .join('|');
      const states = (element: Element): Record<string, string | null> =>
        Object.fromEntries(
          ['role', 'type', 'inputmode', 'aria-invalid', 'aria-required', 'aria-pressed', 'aria-label'].map(
            (name) => [name, element.getAttribute(name)],
          ),
        );
      return [
        ...root.querySelectorAll('fieldset, input, select, textarea, [data-link-id] button, details'),
      ].map((each) => ({
        tag: each.tagName,
        of: each.closest('[data-link-id]')?.getAttribute('data-link-id'),
        ...states(each),
        described: textOf(each.getAttribute('aria-describedby')),
        labels:
          'labels' in each
            ? [...((each.labels ?? []) as NodeListOf<HTMLElement>)].map((label) => label.innerText)
            : [],
        legend: each.querySelector(':scope > legend')?.textContent?.replace(/\s+/g, ' ').trim(),
        value: 'value' in each && each.tagName !== 'BUTTON' ? each.value : undefined,
        checked: 'checked' in each ? each.checked : undefined,
        disabled: each.matches(':disabled'),
        readOnly: 'readOnly' in each ? each.readOnly : undefined,
      }));
    });
  }
}
