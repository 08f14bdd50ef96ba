import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { BrowserProfile } from '../support/browser-profile.ts';
import { cameraArgs, writeCameraFilm } from '../support/camera.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { demoFacts } from '../support/demo-facts.ts';
import type { Entered } from '../support/form-driver.ts';
import { HubProcess } from '../support/hub-process.ts';
import { KioskPages } from '../support/kiosk-pages.ts';

const CHILD = 'マリア・フェルナンダ・ダ・シルバ・サントス';

test('one checkup goes through: ticket, questionnaire, findings without network, receipt, console', async ({
  page: clerk,
}) => {
  test.setTimeout(300_000);
  const hub = await HubProcess.start();
  const folder = await mkdtemp(join(tmpdir(), 'hagukumi-film-'));
  const film = join(folder, 'ticket.y4m');
  const facts = await demoFacts(hub);

  const console = new ConsolePages(clerk, hub.origin);
  await console.signIn(facts);
  const code = await console.enrolmentCode();
  await writeCameraFilm(film, await console.ticketOf(CHILD));
  const profile = await BrowserProfile.create({
    viewport: { width: 810, height: 1080 },
    args: cameraArgs(film),
  });
  const questionnaire: Entered = new Map();

  await test.step('the tablet is enrolled and taken to the waiting room', async () => {
    const kiosk = new KioskPages(await (await profile.open()).newPage(), hub.origin);
    await kiosk.enrol(code, '待合1');
    await kiosk.installed();
    await kiosk.open();
    expect(await kiosk.showTicket()).toEqual({ name: CHILD, born: expect.stringContaining('令和8年') });
    await kiosk.confirmChild();
    await kiosk.answer(questionnaire, 5);
  });

  let question = '';
  await test.step('the hub dies half-way, and the browser is killed; the family goes on where it was', async () => {
    await hub.kill();
    const [page] = (await profile.opened()).pages().slice(-1);
    if (page === undefined) throw new Error('the tablet shows its page');
    const kiosk = new KioskPages(page, hub.origin);
    await kiosk.answer(questionnaire, 2);
    question = await kiosk.question();
    await profile.kill();
  });

  await test.step('the ticket opens the form at the same question, offline, after a cold start', async () => {
    const kiosk = new KioskPages(await (await profile.open()).newPage(), hub.origin);
    await kiosk.open();
    await kiosk.acceptStorageRisk();
    await kiosk.showTicket();
    await kiosk.confirmChild();
    expect(await kiosk.question()).toBe(question);
    await kiosk.answer(questionnaire);
    await kiosk.submit();
  });
  expect(questionnaire.size).toBeGreaterThan(30);

  await profile.dispose();
  await hub.dispose();
  await rm(folder, { recursive: true, force: true });
});
