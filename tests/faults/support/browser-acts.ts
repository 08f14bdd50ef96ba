import type { Page } from '@playwright/test';
import { programTitle } from '../../../src/lib/tablet/program-title.ts';
import { ClinicPages } from '../../support/clinic-pages.ts';
import type { BrowserDay, Visitor } from './browser-day.ts';
import type { BrowserLife } from './browser-life.ts';
import type { Ledger } from './browser-ledger.ts';
import type { Seeded } from './seeded.ts';

/** What is going on at the moment of a kill. */
export const ACTS = ['choose', 'type', 'submit', 'staff-type', 'confirm', 'unlock', 'deliver'] as const;
export type Act = (typeof ACTS)[number];

/** The section whose entries staff type and complete. */
export const STAFF_SECTION = 'guidance';
export const STAFF_ITEM = 'health-guidance';
export const GUARDIAN_ITEM = 'message-to-staff';

/** Where an act takes place. */
export interface Scene {
  readonly life: BrowserLife;
  readonly day: BrowserDay;
  readonly ledger: Ledger;
  readonly random: Seeded;
  /** The text that is entered: says which try it came from. */
  readonly text: string;
  /** From now on a kill may come. */
  readonly arm: (events: number) => void;
}

const step = async (page: Page): Promise<string> =>
  (await page.locator('[data-page="kiosk"]').getAttribute('data-step')) ?? '';

/** Staff take a tablet back that a family has handed over. */
const takeBack = async ({ life: { page }, day }: Scene): Promise<void> => {
  const clinic = new ClinicPages(page, day.origin);
  await clinic.open();
  await clinic.unlock('nurse', day.pin('看護師'));
  await clinic.lock();
  await page.goto(`${day.origin}/kiosk`);
  await page.locator('[data-page="kiosk"][data-step="welcome"]').waitFor();
};

/** A barcode reader types the ticket, faster than a person could. */
export const readTicket = (page: Page, visitor: Visitor): Promise<void> =>
  page.evaluate((characters) => {
    for (const key of [...characters, 'Enter']) {
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }
  }, visitor.ticketText);

/** Opens the family's form. @returns false when this family has handed in before */
const openForm = async (scene: Scene, visitor: Visitor): Promise<boolean> => {
  const { life, ledger } = scene;
  const { page } = life;
  await page.locator('[data-page="kiosk"]:not([data-step="starting"])').waitFor();
  if ((await step(page)) === 'handed-over') await takeBack(scene);
  await readTicket(page, visitor);
  const name = page.getByTestId('child-name');
  const refusal = page.locator('[data-problem="ticket-already-submitted"]');
  await name.or(refusal).first().waitFor();
  if (await refusal.isVisible()) return false;
  ledger.turnTo(await visitor.recordOf('questionnaire'), visitor.program, visitor.ticketId);
  await page.getByTestId('confirm-child').click();
  await page.locator('[data-form-ready]').waitFor();
  return true;
};

interface Walk {
  /** Screens to answer at most. */
  readonly screens: number;
  /** Stops at the first screen with a text to type when true. */
  readonly atText: boolean;
  /** Places of the answers taken, in turn. */
  readonly turns: readonly number[];
}

/** Answers what is not answered yet and goes on, as fast as the screen changes. Runs in the page. */
export const walkOn = (page: Page, walk: Walk): Promise<void> =>
  page.evaluate(async ({ screens, atText, turns }) => {
    const where = (): string =>
      `${document.querySelector<HTMLElement>('[data-page="kiosk"]')?.dataset['step'] ?? ''} ${[
        ...document.querySelectorAll<HTMLElement>('[data-form-ready] [data-link-id]'),
      ]
        .map((item) => item.dataset['linkId'])
        .join(' ')}`;
    const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
    for (let screen = 0; screen < screens && !where().startsWith('review'); screen += 1) {
      if (atText && document.querySelector('[data-form-ready] textarea') !== null) return;
      for (let round = 0; round < 8; round += 1) {
        const open = [
          ...document.querySelectorAll<HTMLElement>(
            '[data-form-ready] [data-link-id]:not(:has([data-link-id]))',
          ),
        ].find(
          (item) =>
            (item.querySelector('input[type=radio], input[type=checkbox]') !== null &&
              item.querySelector('input:checked') === null) ||
            item.querySelector<HTMLInputElement>('input[inputmode=numeric], input[inputmode=decimal]')
              ?.value === '',
        );
        if (open === undefined) break;
        const number = open.querySelector<HTMLInputElement>(
          'input[inputmode=numeric], input[inputmode=decimal]',
        );
        if (number !== null) {
          number.focus();
          number.value = '5';
          number.dispatchEvent(new InputEvent('input', { bubbles: true }));
          number.blur();
          await tick();
          continue;
        }
        const cards = [...open.querySelectorAll<HTMLInputElement>('label:not(.quiet) input')];
        cards[(turns[screen % turns.length] ?? 0) % cards.length]?.click();
        await tick();
      }
      const before = where();
      for (let press = 0; press < 3 && where() === before; press += 1) {
        document.querySelector<HTMLElement>('[data-testid="next"]')?.click();
        const until = performance.now() + 400;
        while (where() === before && performance.now() < until) await tick();
      }
      if (where() === before) throw new Error(`the form does not go on: ${before}`);
    }
  }, walk);

const turnsOf = (random: Seeded): readonly number[] => Array.from({ length: 16 }, () => random.below(4));

const choose = async (scene: Scene, visitor: Visitor): Promise<void> => {
  if (!(await openForm(scene, visitor))) return;
  const { random, life } = scene;
  const turns = turnsOf(random);
  await walkOn(life.page, { screens: random.below(6), atText: true, turns });
  scene.arm(1 + random.below(12));
  await walkOn(life.page, { screens: 12, atText: true, turns });
};

const typeMessage = async (scene: Scene, visitor: Visitor): Promise<void> => {
  if (!(await openForm(scene, visitor))) return;
  const { random, life, ledger, text } = scene;
  const { page } = life;
  const field = page.locator(`[data-link-id="${GUARDIAN_ITEM}"] textarea`);
  const turns = turnsOf(random);
  for (let screen = 0; screen < 30 && !(await field.isVisible()); screen += 1) {
    await walkOn(page, { screens: 40, atText: true, turns });
    // A text before the last one is left empty.
    if (!(await field.isVisible())) await walkOn(page, { screens: 1, atText: false, turns });
  }
  const before = (await field.inputValue()).slice(-200);
  ledger.intend(GUARDIAN_ITEM, before);
  ledger.intend(GUARDIAN_ITEM, before + text);
  await field.fill(before);
  await field.focus();
  await page.keyboard.press('Control+End');
  scene.arm(1 + random.below(text.length));
  await page.keyboard.type(text, { delay: random.below(12) });
};

const submit = async (scene: Scene, visitor: Visitor): Promise<void> => {
  if (!(await openForm(scene, visitor))) return;
  const { random, life, ledger } = scene;
  const { page } = life;
  await walkOn(page, { screens: 60, atText: false, turns: turnsOf(random) });
  const record = ledger.turnTo(await visitor.recordOf('questionnaire'), visitor.program, visitor.ticketId);
  record.attempts += 1;
  scene.arm(1);
  await page.getByTestId('next').click();
  const sure = page.getByRole('dialog').getByRole('button', { name: '出す', exact: true });
  const over = page.locator('[data-step="handed-over"]');
  await sure.or(over).first().waitFor();
  if (await sure.isVisible()) await sure.click();
  await over.waitFor();
};

const unlocked = async ({ life: { page }, day, ledger }: Scene): Promise<ClinicPages> => {
  ledger.turnAway();
  const clinic = new ClinicPages(page, day.origin);
  await clinic.open();
  await clinic.unlock('nurse', day.pin('看護師'));
  return clinic;
};

const openGuidance = async (scene: Scene, visitor: Visitor): Promise<void> => {
  const clinic = await unlocked(scene);
  await clinic.chooseProgram(programTitle(visitor.program, 'ja'));
  await clinic.openChild(visitor.name);
  const { page } = scene.life;
  await page.getByTestId(`open-section-${STAFF_SECTION}`).click();
  await page.locator('[data-form-ready]').waitFor();
  scene.ledger.turnTo(await visitor.recordOf(STAFF_SECTION), `${visitor.program} ${STAFF_SECTION}`);
};

const staffField = (page: Page) => page.locator(`[data-form-ready] [data-link-id="${STAFF_ITEM}"] textarea`);

const staffType = async (scene: Scene, visitor: Visitor): Promise<void> => {
  await openGuidance(scene, visitor);
  const { life, ledger, random, text } = scene;
  const field = staffField(life.page);
  const start = text.slice(0, 8);
  ledger.intend(STAFF_ITEM, text);
  await field.fill(start);
  await field.focus();
  await life.page.keyboard.press('Control+End');
  scene.arm(1 + random.below(text.length - start.length));
  await life.page.keyboard.type(text.slice(start.length), { delay: random.below(12) });
};

const confirm = async (scene: Scene, visitor: Visitor): Promise<void> => {
  await openGuidance(scene, visitor);
  const { life, ledger, text } = scene;
  const { page } = life;
  ledger.intend(STAFF_ITEM, text);
  await staffField(page).fill(text);
  const record = ledger.turnTo(await visitor.recordOf(STAFF_SECTION), `${visitor.program} ${STAFF_SECTION}`);
  record.attempts += 1;
  await page.getByTestId('complete').click();
  const sign = page.getByTestId('confirm-yes');
  await sign.waitFor();
  scene.arm(1);
  await sign.click();
  await page.getByTestId('done').waitFor();
};

const unlock = async (scene: Scene): Promise<void> => {
  const { life, ledger, day } = scene;
  ledger.turnAway();
  const clinic = new ClinicPages(life.page, day.origin);
  await clinic.open();
  await life.page.getByTestId('staff-nurse').first().waitFor();
  // Choosing a name, filling the PIN, pressing the button.
  scene.arm(1 + scene.random.below(3));
  await clinic.unlock('nurse', day.pin('看護師'));
};

const deliver = async (scene: Scene): Promise<void> => {
  const { life, ledger, day } = scene;
  ledger.turnAway();
  await life.page.goto(`${day.origin}/admin`);
  await life.page.getByTestId('state-delivered').waitFor();
  scene.arm(1);
  await life.page.getByTestId('send').click();
  await life.page.getByTestId('send-result').waitFor();
};

/** Does one thing at the tablet, on the way to a kill. */
export const perform = async (act: Act, scene: Scene, visitor: Visitor): Promise<void> => {
  if (act === 'choose') await choose(scene, visitor);
  else if (act === 'type') await typeMessage(scene, visitor);
  else if (act === 'submit') await submit(scene, visitor);
  else if (act === 'staff-type') await staffType(scene, visitor);
  else if (act === 'confirm') await confirm(scene, visitor);
  else if (act === 'unlock') await unlock(scene);
  else await deliver(scene);
};
