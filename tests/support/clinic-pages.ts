import { expect, type Page } from '@playwright/test';
import type { StaffLocale } from '../../src/lib/i18n/locale.ts';
import type { Entered } from './form-driver.ts';

/** The staff's side of a tablet. */
export class ClinicPages {
  readonly #page: Page;
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.#page = page;
    this.#origin = origin;
  }

  async open(): Promise<void> {
    await this.#page.goto(`${this.#origin}/clinic`);
  }

  /** Picks a name by role and enters the PIN. */
  async unlock(role: string, pin: string): Promise<void> {
    await this.#page.getByTestId(`staff-${role}`).first().click();
    await this.#page.getByLabel('暗証番号').fill(pin);
    await this.#page.getByRole('button', { name: 'ロックを解除する', exact: true }).click();
    await expect(this.#page.getByTestId('board')).toBeVisible({ timeout: 20_000 });
  }

  async lock(): Promise<void> {
    await this.#page.getByTestId('lock').click();
    await expect(this.#page.getByTestId('board')).toBeHidden();
  }

  /** Presses the language in the bar at the head of every screen. */
  async useLanguage(locale: StaffLocale): Promise<void> {
    await this.#page.locator(`[data-page="clinic"] button[lang="${locale}"]`).click();
    await expect(this.#page.locator('[data-page="clinic"]')).toHaveAttribute('lang', locale);
  }

  async openChild(name: string): Promise<void> {
    await this.#page.getByTestId('open-child').filter({ hasText: name }).click();
    await expect(this.#page.getByTestId('child')).toBeVisible();
  }

  /** State of a section as the child's page shows it. */
  async stateOf(section: string): Promise<string> {
    const shown = this.#page.locator(`[data-testid="child"] [data-section="${section}"][data-state]`);
    return (await shown.getAttribute('data-state')) ?? '';
  }

  async openSection(section: string): Promise<void> {
    await this.#page.getByTestId(`open-section-${section}`).click();
    await expect(this.#page.locator('[data-form-ready]')).toBeVisible();
  }

  /** Types a number and notes it with its unit's digits as typed. */
  async enterNumber(linkId: string, value: string, entered: Entered): Promise<void> {
    const field = this.#item(linkId).locator('input[inputmode]').first();
    await field.fill(value);
    await field.blur();
    entered.set(linkId, value);
  }

  async enterText(linkId: string, value: string, entered: Entered): Promise<void> {
    await this.#item(linkId).locator('textarea, input[type=text]').first().fill(value);
    entered.set(linkId, value);
  }

  async choose(linkId: string, label: string, entered: Entered): Promise<void> {
    const mark = this.#item(linkId).getByRole('radio', { name: label, exact: true });
    // Pressed by force, so it must not lie behind the bar at the foot of the screen.
    await mark.evaluate((node) => {
      node.scrollIntoView({ block: 'center' });
    });
    await mark.check({ force: true });
    entered.set(linkId, label);
  }

  /** Types year, month and day; noted as the console shows it. */
  async enterDate(linkId: string, parts: readonly [string, string, string], entered: Entered): Promise<void> {
    const boxes = this.#item(linkId).locator('input[inputmode=numeric]');
    for (const [index, part] of parts.entries()) await boxes.nth(index).fill(part);
    await boxes.nth(2).blur();
    const [year, month, day] = parts;
    entered.set(linkId, `${year}年${month}月${day}日`);
  }

  /** 異常なし一括 */
  async nothingAbnormal(): Promise<void> {
    await this.#page
      .getByRole('button', { name: /異常なし一括/ })
      .first()
      .click();
  }

  /** Completes the section and signs in the dialog that shows everything. */
  async complete(): Promise<void> {
    await this.#page.getByTestId('complete').click();
    await this.#page.getByTestId('confirm-yes').click();
    await expect(this.#page.getByTestId('done')).toBeVisible();
  }

  /** Completes and signs, with a second press where values that may be slips are asked back first. */
  async completeInSpiteOfDoubts(): Promise<void> {
    const sign = this.#page.getByTestId('confirm-yes');
    await this.#page.getByTestId('complete').click();
    if (!(await sign.isVisible())) await this.#page.getByTestId('complete').click();
    await sign.click();
    await expect(this.#page.getByTestId('done')).toBeVisible();
  }

  /** Shows one program on the board, where there are several. */
  async chooseProgram(title: string): Promise<void> {
    const choice = this.#page.getByRole('radio', { name: title, exact: true });
    // What comes to stand above the board moves it while it is pressed.
    if ((await choice.count()) > 0) await expect(() => choice.check({ force: true })).toPass();
  }

  /** From a child back to the board. */
  async backToBoard(): Promise<void> {
    await this.#page.getByTestId('child').locator('button.back').click();
    await expect(this.#page.getByTestId('board')).toBeVisible();
  }

  /** What the board says of the child with this number: the state of every section, and concerns of the guardian. */
  async boardLine(number: number): Promise<{ states: Readonly<Record<string, string>>; concerns: number }> {
    const row = this.#page.locator(`[data-testid="board-row"][data-number="${number}"]`);
    await expect(row).toBeVisible();
    const states = await row
      .locator('[data-section]')
      .evaluateAll((nodes) =>
        Object.fromEntries(
          nodes.map((node) => [
            node.getAttribute('data-section') ?? '',
            node.getAttribute('data-state') ?? '',
          ]),
        ),
      );
    const marks = row.getByText(/^気になる回答 \d+$/);
    const text = (await marks.count()) === 0 ? '0' : await marks.innerText();
    return { states, concerns: Number(/\d+/.exec(text)?.[0]) };
  }

  #item(linkId: string) {
    return this.#page.locator(`[data-form-ready] [data-link-id="${linkId}"]`);
  }
}
