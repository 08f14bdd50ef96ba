import { BrowserProfile } from '../support/browser-profile.ts';
import { DemoHub } from '../support/demo-hub.ts';
import type { Entered } from '../support/form-driver.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { logsOf, tearLog } from '../support/torn-log.ts';
import { expect, test } from '../support/watched-test.ts';

const CHILD = '山城 ひなた';

/** Chromium deletes all databases of the origin at the second start after such an end, unless the app prevents it. */
test('a browser that was killed within a write has its records two starts later', async () => {
  test.setTimeout(120_000);
  const hub = await DemoHub.start();
  const profile = await BrowserProfile.create({ viewport: { width: 810, height: 1080 } });
  const entered: Entered = new Map();

  const started = async (): Promise<KioskPages> => {
    const page = await (await profile.open()).newPage();
    const kiosk = new KioskPages(page, hub.origin);
    await kiosk.open();
    await kiosk.acceptStorageRisk();
    return kiosk;
  };
  try {
    const first = new KioskPages(await (await profile.open()).newPage(), hub.origin);
    await first.enrol(hub.enrolmentCode, '待合1');
    await first.installed();
    await first.open();
    await first.typeCode(hub.family(CHILD).typedCode);
    await first.confirmChild();
    await first.answer(entered, 2);
    await profile.kill();

    const torn = tearLog(profile.folder);
    const second = await started();
    await second.typeCode(hub.family(CHILD).typedCode);
    await second.confirmChild();
    await second.answer(entered, 2);
    await expect.poll(() => logsOf(profile.folder), { timeout: 10_000 }).not.toContain(torn);
    const question = await second.question();
    await profile.kill();

    const third = await started();
    await third.typeCode(hub.family(CHILD).typedCode);
    await third.confirmChild();
    expect(await third.question()).toBe(question);
  } finally {
    await profile.dispose();
    await hub.dispose();
  }
});
