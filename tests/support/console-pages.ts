import { expect, type Page } from '@playwright/test';
import type { Modules } from './camera.ts';

/** The municipality's console as a clerk uses it. */
export class ConsolePages {
  readonly #page: Page;
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.#page = page;
    this.#origin = origin;
  }

  async signIn({ login, password }: { login: string; password: string }): Promise<void> {
    await this.#page.goto(`${this.#origin}/hub`);
    await this.#page.getByLabel('利用者名').fill(login);
    await this.#page.getByLabel('パスワード').fill(password);
    await this.#page.getByRole('button', { name: 'サインイン' }).click();
    await expect(this.#page).toHaveURL(`${this.#origin}/hub`);
  }

  /** A one-time code for the first member of staff with this title. */
  async recoveryCode(title: string): Promise<string> {
    await this.#page.goto(`${this.#origin}/hub/staff`);
    const row = this.#page.getByRole('row').filter({ hasText: title }).first();
    await row.getByRole('button', { name: /復旧コードを発行する/ }).click();
    return this.#page.getByTestId('recovery-code').innerText();
  }

  /** Issues a one-time code for a new tablet. */
  async enrolmentCode(): Promise<string> {
    await this.#page.goto(`${this.#origin}/hub/devices`);
    await this.#page.getByRole('button', { name: '登録コードを発行する' }).click();
    const code = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/.exec(
      await this.#page.locator('main').innerText(),
    );
    if (code === null) throw new Error('the console shows a code');
    return code[0];
  }

  /** The QR code on a child's printed ticket, as dark and light modules. */
  async ticketOf(name: string): Promise<Modules> {
    await this.#page.goto(`${this.#origin}/hub/tickets`);
    const svg = this.#page.getByRole('article').filter({ hasText: name }).locator('svg[viewBox]').first();
    const drawn = await svg.evaluate((node) => ({
      viewBox: node.getAttribute('viewBox') ?? '',
      path: node.querySelector('path')?.getAttribute('d') ?? '',
    }));
    return modulesOf(drawn);
  }

  /** Opens a received checkup by the child's name. */
  async openReceived(name: string): Promise<void> {
    await this.#page.goto(`${this.#origin}/hub/received`);
    await this.#page.getByRole('link', { name }).first().click();
    await expect(this.#page.getByRole('heading', { level: 1 })).toHaveText(name);
  }

  /** What the console shows for one answer of one section. */
  async answer(section: string, linkId: string): Promise<string> {
    const line = this.#page.locator(`[data-section="${section}"] [data-link-id="${linkId}"] .answer`).last();
    return (await line.innerText()).trim();
  }
}

/** Modules of a drawn QR code: a path of `M x y h w v 1 h -w z` runs, quiet zone included in the view box. */
const modulesOf = ({ viewBox, path }: { viewBox: string; path: string }): Modules => {
  const [left = 0, , width = 0] = viewBox.split(/[\s,]+/).map(Number);
  const runs = [...path.matchAll(/M\s*(-?\d+)[ ,](-?\d+)\s*h\s*(\d+)/g)].map((run) =>
    run.slice(1).map(Number),
  );
  const first = Math.min(...runs.map(([x = 0]) => x));
  const size = width - 2 * (first - left);
  const dark = new Set(
    runs.flatMap(([x = 0, y = 0, length = 0]) =>
      Array.from({ length }, (_, step) => `${y - first},${x - first + step}`),
    ),
  );
  return { size, isDark: (row, column) => dark.has(`${row},${column}`) };
};
