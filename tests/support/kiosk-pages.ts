import { expect, type Locator, type Page } from '@playwright/test';
import { answerScreen, type Entered } from './form-driver.ts';

/** A tablet in the waiting room, as staff set it up and a guardian uses it. */
export class KioskPages {
  readonly #page: Page;
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.#page = page;
    this.#origin = origin;
  }

  /** Staff put the tablet into service and read that its browser gives no promise about storage. */
  async enrol(code: string, label: string): Promise<void> {
    await this.#page.goto(this.#origin);
    await this.#page.getByLabel('登録コード').fill(code);
    await this.#page.getByLabel('端末の名前').fill(label);
    await this.#page.getByRole('button', { name: '登録する' }).click();
    await this.acceptStorageRisk();
    await expect(this.#page.getByRole('link', { name: /保護者の方/ })).toBeVisible();
    await expect(this.#page.getByTestId('connection')).toHaveAttribute('data-contact', 'reachable');
  }

  /** A fresh tab of a browser without persistent storage asks staff once. */
  async acceptStorageRisk(): Promise<void> {
    await this.#page.getByRole('button', { name: '承知して続ける' }).click();
  }

  /** The worker has the whole app: from now on no network is needed to open it. */
  async installed(): Promise<void> {
    await this.#page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }

  async open(): Promise<void> {
    await this.#page.goto(`${this.#origin}/kiosk`);
  }

  /** @param name the language's own name for itself */
  async chooseLanguage(name: string): Promise<void> {
    await this.#page.getByTestId('language').click();
    await this.#page.getByRole('dialog').getByRole('button', { name }).click();
  }

  /** Holds the ticket into the camera. Resolves when the child is shown. */
  async showTicket(): Promise<{ name: string; born: string }> {
    await this.#page.getByRole('button', { name: 'はじめる' }).click();
    const name = this.#page.getByTestId('child-name');
    await expect(name).toBeVisible({ timeout: 20_000 });
    return { name: await name.innerText(), born: await this.#page.getByTestId('child-birth').innerText() };
  }

  /** Types the number printed on the ticket. */
  async typeCode(code: string): Promise<void> {
    if ((await this.step()) !== 'code')
      await this.#page.getByRole('button', { name: '番号を入力する' }).click();
    await this.#page.getByLabel('受診票の番号').fill(code);
    await this.#page.getByRole('button', { name: 'この番号で進む' }).click();
  }

  /** A barcode reader types a text, faster than a person, whatever has the focus. */
  async readerTypes(text: string): Promise<void> {
    await this.#page.evaluate((characters) => {
      for (const key of [...characters, 'Enter']) {
        const target = document.activeElement ?? document.body;
        target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      }
    }, text);
  }

  /** The child that was found, to be confirmed. */
  childName(): Locator {
    return this.#page.getByTestId('child-name');
  }

  /** Waits for a refusal with this code: a sentence for the guardian, the code for staff. */
  async isRefused(code: string): Promise<void> {
    const refusal = this.#page.locator(`[data-testid="problem"][data-problem="${code}"]`);
    await expect(refusal).toBeVisible();
    await expect(refusal.getByText(/スタッフの方へ/)).toContainText(code);
    await expect(refusal).toContainText(/[ぁ-ん]{2}.*。/s);
  }

  async confirmChild(): Promise<void> {
    await this.#page.getByRole('button', { name: 'はい', exact: true }).click();
    await this.formIsReady();
  }

  async formIsReady(): Promise<void> {
    await expect(this.#page.locator('[data-form-ready]')).toBeVisible();
  }

  /** The question on screen. */
  question(): Promise<string> {
    return this.#page.locator('[data-form-ready] h1, [data-form-ready] legend').first().innerText();
  }

  /** Answers `screens` screens, or all that are left. Every answer is on disk before the next screen. */
  async answer(entered: Entered, screens = Infinity): Promise<void> {
    for (let turn = 0; turn < screens; turn += 1) {
      if ((await this.step()) === 'review') return;
      await answerScreen(this.#page, entered, turn);
      await this.#next();
      await this.saved();
    }
  }

  /** つぎへ; a value that is asked back is let stand with a second press. */
  async #next(): Promise<void> {
    const before = await this.#where();
    const next = this.#page.getByRole('button', { name: /^(つぎへ|答えを確かめる)$/ });
    await next.click();
    if ((await this.#where()) === before) await next.click();
    await expect.poll(() => this.#where()).not.toBe(before);
  }

  async #where(): Promise<string> {
    const linkIds = await this.#page
      .locator('[data-form-ready] [data-link-id]')
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-link-id')).join(' '));
    return `${await this.step()} ${linkIds}`;
  }

  async saved(): Promise<void> {
    await expect(this.#page.getByText('この端末に保存しました')).toBeVisible();
  }

  async isAt(step: string): Promise<void> {
    await expect(this.#page.locator('[data-page="kiosk"]')).toHaveAttribute('data-step', step);
  }

  async step(): Promise<string> {
    return (await this.#page.locator('[data-page="kiosk"]').getAttribute('data-step')) ?? '';
  }

  async submit(): Promise<void> {
    await this.#page.getByRole('button', { name: 'この内容で出す' }).click();
    const sure = this.#page.getByRole('dialog').getByRole('button', { name: '出す', exact: true });
    if (await sure.isVisible()) await sure.click();
    await expect(this.#page.getByText('タブレットをスタッフにわたしてください')).toBeVisible();
  }

  /** Whether the tablet waits to be unlocked by staff. */
  isHandedOver(): Promise<boolean> {
    return this.#page.locator('[data-page="kiosk"][data-step="handed-over"]').isVisible();
  }

  /** Picks a language on the welcome screen, as somebody who reads only that one. */
  async chooseLanguageAtWelcome(language: string): Promise<void> {
    await this.#page
      .locator(`[data-step="welcome"] button[lang="${language}"]`)
      .filter({ visible: true })
      .click();
    await this.isIn(language);
  }

  /** Every screen says in which language it is. */
  async isIn(language: string): Promise<void> {
    await expect(this.#page.locator('[data-page="kiosk"]')).toHaveAttribute('lang', language);
  }

  /** Types the number printed on the ticket, in whatever language the screen is. */
  async enterCode(code: string): Promise<void> {
    await this.#page.getByTestId('type-code').click();
    const field = this.#page.locator('[data-step="code"] input');
    await field.fill(code);
    await field.press('Enter');
  }

  /** linkIds of the questions on the review page, from its first to its last. */
  reviewed(): Promise<readonly string[]> {
    return this.#page
      .locator('[data-step="review"] dl [data-link-id]')
      .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('data-link-id') ?? ''));
  }

  /** Hands in from the review page, in whatever language the screen is. */
  async handIn(): Promise<void> {
    await this.#page.getByTestId('next').click();
    await this.isAt('handed-over');
  }
}
