import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ClinicPages } from '../support/clinic-pages.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { pinOf } from '../support/demo-facts.ts';
import { DemoHub } from '../support/demo-hub.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { expect, test } from '../support/watched-test.ts';

const CHILD = '山城 ひなた';

/** Makes the hub's shift one of the day before: who asks next gets the keys of another. */
const endShiftAtHub = ({ process: { dataDir } }: DemoHub): void => {
  const database = new DatabaseSync(join(dataDir, 'hub.sqlite'));
  database.exec("update shift set date = date(date, '-1 day')");
  database.close();
};

test('a form that staff began and nobody completed that day is handed to the hub and can be read there', async ({
  browser,
  page: clerk,
}) => {
  test.setTimeout(120_000);
  const hub = await DemoHub.start();
  const context = await browser.newContext({ viewport: { width: 1080, height: 810 } });
  try {
    const tablet = await context.newPage();
    const kiosk = new KioskPages(tablet, hub.origin);
    await kiosk.enrol(hub.enrolmentCode, '計測1');
    await kiosk.installed();
    const clinic = new ClinicPages(tablet, hub.origin);
    const pin = pinOf(hub.facts, '看護師');
    await clinic.open();
    await clinic.unlock('nurse', pin);
    await clinic.openChild(CHILD);
    await clinic.openSection('measurement');
    await clinic.enterNumber('weight', '6400', new Map());
    await kiosk.saved();
    await clinic.lock();

    endShiftAtHub(hub);
    await tablet.goto(`${hub.origin}/admin`);
    const note = tablet.getByTestId('handed-drafts');
    await expect(note).toContainText('計測', { timeout: 30_000 });
    await expect(tablet.getByTestId('left-drafts')).toBeHidden();
    await note.getByRole('button').click();
    await expect(note).toBeHidden();
    await expect(tablet.getByTestId('state-editing')).toHaveText('0');

    // The same checkup again, with other keys: what was begun lies aside, and is entered anew.
    await clinic.open();
    await clinic.unlock('nurse', pin);
    await clinic.openChild(CHILD);
    await tablet.getByTestId('open-section-measurement').click();
    await expect(tablet.getByText('draft-of-other-shift')).toBeVisible();
    await tablet.getByTestId('begin-anew').click();
    await expect(tablet.locator('[data-form-ready]')).toBeVisible();
    await expect(tablet.locator('[data-link-id="weight"] input[inputmode]').first()).toHaveValue('');

    const console = new ConsolePages(clerk, hub.origin);
    await console.signIn(hub.facts);
    await clerk.goto(`${hub.origin}/hub/quarantine`);
    await clerk.getByRole('row').filter({ hasText: '計測1' }).getByRole('link').first().click();
    await expect(clerk.getByText('入力途中の用紙です')).toBeVisible();
    await expect(clerk.getByText(CHILD)).toBeVisible();
    await expect(clerk.getByTestId('rescued-lines')).toContainText('6400');
  } finally {
    await context.close();
    await hub.dispose();
  }
});
