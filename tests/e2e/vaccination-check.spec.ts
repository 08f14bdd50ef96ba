import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { ClinicPages } from '../support/clinic-pages.ts';
import { DemoHub } from '../support/demo-hub.ts';
import { fillIn } from '../support/every-program/fill-in.ts';
import type { WalkStep } from '../support/every-program/walk-facts.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { pinOf } from '../support/demo-facts.ts';
import { expect, test } from '../support/watched-test.ts';

const COMMAND = fileURLToPath(new URL('../../scripts/hub.ts', import.meta.url));
const CHILD = '東風平 つむぎ';

/** Places of answers in their lists. */
const NO = '0';
/** Of a question that is answered by はい or いいえ. */
const YES = '0';
const VACCINES = { rota: '0', pneumococcal: '6', measlesRubella: '8', varicella: '10' } as const;

/** Today and 13 months before, in Japan. */
const days = (): { readonly today: string; readonly birth: string } => {
  const now = new Date(Date.now() + 9 * 3_600_000);
  const birth = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 13, 10));
  return { today: now.toISOString().slice(0, 10), birth: birth.toISOString().slice(0, 10) };
};

/** @returns what it printed */
const command = (dataDir: string, ...words: readonly string[]): string => {
  const env = { ...process.env, DATA_DIR: dataDir };
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...words], {
    env,
    encoding: 'utf8',
  });
  expect(status, stderr).toBe(0);
  return stdout;
};

const choose = (linkId: string, ...values: readonly string[]): WalkStep => ({
  act: 'choose',
  linkId,
  values,
});
const type = (linkId: string, text: string): WalkStep => ({ act: 'type', linkId, text });

const ALL_NO = [
  ...['unwell-today', 'ill-last-month', 'contagious-around', 'recent-vaccination', 'birth-problem'],
  ...['checkup-problem', 'serious-illness', 'convulsion', 'allergy', 'vaccine-reaction', 'blood-product'],
  ...['family-immunodeficiency', 'family-vaccine-reaction', 'intussusception', 'gut-malformation'],
  ...['severe-immunodeficiency', 'had-measles-or-rubella', 'had-varicella'],
];

const ANSWERS: readonly WalkStep[] = [
  choose('respondent', '0'),
  choose('vaccine', VACCINES.rota, VACCINES.pneumococcal, VACCINES.measlesRubella, VACCINES.varicella),
  choose('explanation-read', '0'),
  type('temperature', '36.6'),
  type('birth-weight', '3010'),
  ...ALL_NO.map((linkId) => choose(linkId, NO)),
  choose('consent', YES),
];

/** What the check says of a vaccine. */
const statusOf = (page: Page, vaccine: string): Promise<string | null> =>
  page.locator(`[data-testid="vaccine"][data-vaccine="${vaccine}"]`).first().getAttribute('data-status');

test('the doctor sees what age and intervals say, and is asked back beside the decision', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const hub = await DemoHub.start();
  const { today, birth } = days();
  const booking = ['--name', CHILD, '--kana', 'こちんだ つむぎ', '--birth', birth, '--sex', 'female'];
  const { dataDir } = hub.process;
  const vaccination = ['--program', 'vaccination', '--date', today];
  const said = command(dataDir, 'roster', 'session', '--place', '接種室', ...vaccination);
  const session = /added (\S+)/.exec(said)?.[1] ?? '';
  command(dataDir, 'roster', 'add', ...booking, ...vaccination, '--session', session);

  await page.setViewportSize({ width: 810, height: 1080 });
  await new KioskPages(page, hub.origin).enrol(hub.enrolmentCode, '接種室');
  const clinic = new ClinicPages(page, hub.origin);
  const check = page.getByTestId('vaccination-check');

  await test.step('a questionnaire filled in with the family', async () => {
    await clinic.open();
    await clinic.unlock('doctor', pinOf(hub.facts, '医師'));
    await clinic.chooseProgram('予防接種');
    await clinic.openChild(CHILD);
    await expect(check).toBeHidden();
    await clinic.openSection('questionnaire');
    await expect(check).toBeHidden();
    const { left } = await fillIn(page, ANSWERS, 'whole');
    expect(left).toEqual([]);
    await clinic.completeInSpiteOfDoubts();
  });

  await test.step('gives the check on the child’s page', async () => {
    await expect(check).toBeVisible();
    expect(await statusOf(page, 'mr-1')).toBe('can-be-given');
    expect(await statusOf(page, 'rota-1')).toBe('too-late');
    await expect(check).toContainText('どちらも注射の生ワクチンです');
  });

  await test.step('it follows the doctor’s part', async () => {
    await clinic.openSection('vaccination');
    await expect(check).toBeVisible();
    await clinic.enterNumber('temperature-checked', '37.8', new Map());
    await expect(check).toContainText('37.5℃以上の熱がある');
    expect(await statusOf(page, 'mr-1')).toBe('doctor-decides');
    await clinic.enterNumber('temperature-checked', '36.7', new Map());
    await expect(check).not.toContainText('37.5℃以上の熱がある');
    const steps = [choose('vaccination-decision', '0'), choose('vaccine-1', VACCINES.rota)];
    expect((await fillIn(page, steps, 'whole')).left).toEqual([]);
    const advice = page.getByTestId('advice');
    await expect(advice).toContainText('対象の期間を過ぎています');
    expect((await fillIn(page, [choose('vaccine-1', VACCINES.measlesRubella)], 'whole')).left).toEqual([]);
    await expect(advice).toBeHidden();
  });

  await test.step('a reader’s code becomes lot and last day of use, and the next field has the focus', async () => {
    const lot = page.locator('[data-link-id="lot-number-1"] input');
    await lot.focus();
    await page.keyboard.type('01149870000000141720013110AB12C');
    await page.keyboard.press('Enter');
    await expect(lot).toHaveValue('AB12C');
    const boxes = page.locator('[data-link-id="lot-expiry-1"] input[inputmode=numeric]');
    await expect(boxes.nth(2)).toHaveValue('31');
    await expect(boxes.first()).toBeFocused();
    await expect(page.getByTestId('section')).toBeVisible();
    await expect(page.getByTestId('advice')).toContainText('最終有効年月日');
  });
  await hub.dispose();
});
