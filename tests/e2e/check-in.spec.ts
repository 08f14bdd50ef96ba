import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClinicPages } from '../support/clinic-pages.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { pinOf } from '../support/demo-facts.ts';
import { DemoHub } from '../support/demo-hub.ts';
import type { Entered } from '../support/form-driver.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { sealedLengths } from '../support/stored.ts';
import { expect, test } from '../support/watched-test.ts';

const CHILD = '山城 ひなた';

test('a tablet tells the hub how it stands, hands its log over, and lets go of what a backup holds', async ({
  browser,
  page: clerk,
}) => {
  test.setTimeout(120_000);
  const hub = await DemoHub.start();
  const folder = mkdtempSync(join(tmpdir(), 'hagukumi-backup-'));
  const context = await browser.newContext({ viewport: { width: 1080, height: 810 } });
  const command = (...words: string[]): string =>
    execFileSync(process.execPath, ['scripts/hub.ts', ...words], {
      env: { ...process.env, DATA_DIR: hub.process.dataDir },
      encoding: 'utf8',
    });
  try {
    const tablet = await context.newPage();
    const kiosk = new KioskPages(tablet, hub.origin);
    await kiosk.enrol(hub.enrolmentCode, '計測1');
    await kiosk.installed();
    const clinic = new ClinicPages(tablet, hub.origin);
    const entered: Entered = new Map();
    await clinic.open();
    await clinic.unlock('nurse', pinOf(hub.facts, '看護師'));
    await clinic.openChild(CHILD);
    await clinic.openSection('measurement');
    await clinic.enterNumber('weight', '6400', entered);
    await clinic.enterNumber('height', '61', entered);
    await clinic.enterNumber('head', '40.2', entered);
    await clinic.enterNumber('chest', '41', entered);
    await clinic.completeInSpiteOfDoubts();
    await clinic.backToBoard();
    await clinic.lock();

    await tablet.goto(`${hub.origin}/admin`);
    await expect(tablet.getByTestId('state-delivered')).toHaveText('1', { timeout: 30_000 });
    // Its report: nothing is left on it, and the hub knows when that was.
    const console = new ConsolePages(clerk, hub.origin);
    await console.signIn(hub.facts);
    await expect(async () => {
      await clerk.goto(`${hub.origin}/hub/devices`);
      await expect(clerk.getByRole('row').filter({ hasText: '計測1' })).toContainText('なし', {
        timeout: 1_000,
      });
    }).toPass({ timeout: 30_000 });
    // Its log: set up, unlocked, opened, completed, locked, every line following from the one before.
    await expect(() => {
      expect(command('audit', 'verify')).toMatch(
        /tablet [\w-]+: (?:[5-9]|\d\d) lines of its own log, unbroken/,
      );
    }).toPass({ timeout: 30_000 });

    const held = await sealedLengths(tablet);
    expect(held).toHaveLength(1);
    expect(held[0]).toBeGreaterThan(0);
    command('backup', '--to', join(folder, 'hub.sqlite'));
    await expect(async () => {
      // Each start of the app looks at the queue, and a pass is followed by a report.
      await tablet.reload();
      await tablet.getByTestId('send').click();
      await expect.poll(() => sealedLengths(tablet), { timeout: 3_000 }).toEqual([0]);
    }).toPass({ timeout: 30_000 });
    await expect(tablet.getByTestId('state-delivered')).toHaveText('1');
  } finally {
    await context.close();
    await hub.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
});
