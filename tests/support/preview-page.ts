import { expect, type Page } from '@playwright/test';

/** An item of a Questionnaire, whatever it holds. */
export interface ItemJson {
  readonly linkId: string;
  readonly type: string;
  readonly [element: string]: unknown;
}

/** A Questionnaire as its author's file holds it. */
export const aForm = (item: readonly ItemJson[], rest: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    resourceType: 'Questionnaire',
    url: 'https://example.org/Questionnaire/tried',
    version: '2',
    status: 'draft',
    language: 'ja',
    title: '試す様式',
    item,
    ...rest,
  });

/** The page as municipal staff use it. */
export class PreviewPage {
  readonly #page: Page;

  /** What no test wants to see: dialogs, errors, refusals of the content security policy. */
  readonly surprises: string[] = [];

  constructor(page: Page) {
    this.#page = page;
    page.on('dialog', (dialog) => {
      this.surprises.push(`dialog ${dialog.type()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', ({ message }) => this.surprises.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.surprises.push(message.text());
    });
  }

  async open(origin: string): Promise<void> {
    await this.#page.goto(`${origin}/preview`);
    await expect(this.#page.getByRole('button', { name: '見本を開く' })).toBeVisible();
  }

  async choose(text: string | Buffer, name = 'form.json'): Promise<void> {
    await this.#page
      .getByTestId('questionnaire-file')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  }

  async load(text: string): Promise<void> {
    await this.choose(text);
    await this.isReady();
  }

  async isReady(): Promise<void> {
    await expect(this.#page.locator('[data-form-ready]')).toBeVisible();
  }

  async layout(value: 'paged' | 'guardian' | 'staff'): Promise<void> {
    const name = { paged: '1問ずつ', guardian: '一覧', staff: 'スタッフ用' }[value];
    await this.#page.getByText(name, { exact: true }).click();
    await this.isReady();
  }

  /** A question of the form. */
  item(linkId: string) {
    return this.#page.locator(`[data-link-id="${linkId}"]`).first();
  }

  tab(name: string) {
    return this.#page.getByRole('tab', { name });
  }

  async response(): Promise<{ readonly item?: readonly unknown[]; readonly [key: string]: unknown }> {
    const text = (await this.#page.getByTestId('response-json').textContent()) ?? '';
    return text === '' ? {} : (JSON.parse(text) as { item?: readonly unknown[] });
  }

  async answers(expected: readonly unknown[]): Promise<void> {
    await expect.poll(async () => (await this.response()).item).toEqual(expected);
  }

  /** Drops files as the system's file manager does. */
  async drop(files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
    const data = await this.#page.evaluateHandle((given) => {
      const transfer = new DataTransfer();
      for (const { name, text } of given) {
        transfer.items.add(new File([text], name, { type: 'application/json' }));
      }
      return transfer;
    }, files);
    const main = this.#page.locator('main');
    await main.dispatchEvent('dragenter', { dataTransfer: data });
    await main.dispatchEvent('dragover', { dataTransfer: data });
    await main.dispatchEvent('drop', { dataTransfer: data });
  }

  /** Pastes as Ctrl+V does, wherever the focus is. */
  async paste(text: string): Promise<void> {
    await this.#page.evaluate((given) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', given);
      (document.activeElement ?? document.body).dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    }, text);
  }
}
