import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrowserProfile } from '../support/browser-profile.ts';
import { cameraArgs, writeCameraFilm } from '../support/camera.ts';
import { ClinicPages } from '../support/clinic-pages.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { demoFacts, pinOf } from '../support/demo-facts.ts';
import type { Entered } from '../support/form-driver.ts';
import { HubProcess } from '../support/hub-process.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { expect, test } from '../support/watched-test.ts';

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

  const interviewed: Entered = new Map();
  const measured: Entered = new Map();
  const examined: Entered = new Map();
  const fed: Entered = new Map();
  const guided: Entered = new Map();
  const decided: Entered = new Map();
  const [tablet] = (await profile.opened()).pages().slice(-1);
  if (tablet === undefined) throw new Error('the tablet shows its page');
  const clinic = new ClinicPages(tablet, hub.origin);

  await test.step('a nurse reads the answers, asks back and measures, still without network', async () => {
    await clinic.open();
    await clinic.unlock('nurse', pinOf(facts, '看護師'));
    await clinic.openChild(CHILD);
    expect(await clinic.stateOf('questionnaire')).toBe('submitted');
    await clinic.openSection('interview');
    await clinic.choose('questionnaire-checked', '確認した', interviewed);
    await clinic.choose('hip-breech', 'いいえ', interviewed);
    for (const linkId of ['interview-child', 'interview-relation', 'interview-guardian']) {
      await clinic.choose(linkId, '所見なし', interviewed);
    }
    await clinic.enterText('interview-worry', '夜に何度も起きる', interviewed);
    await clinic.complete();
    expect(await clinic.stateOf('interview')).toBe('confirmed');
    await clinic.openSection('measurement');
    await clinic.enterNumber('weight', '6480', measured);
    await clinic.enterNumber('height', '61.5', measured);
    await clinic.enterNumber('head', '40.2', measured);
    await clinic.enterNumber('chest', '41', measured);
    await clinic.enterText('measurement-note', '泣かずに測れた', measured);
    await clinic.complete();
    expect(await clinic.stateOf('measurement')).toBe('confirmed');
    await clinic.lock();
  });

  await test.step('a doctor enters findings and a judgement, and confirms', async () => {
    await clinic.unlock('doctor', pinOf(facts, '医師'));
    await clinic.openChild(CHILD);
    await clinic.openSection('examination');
    await clinic.choose('finding-skin', '所見あり', examined);
    await clinic.enterText('finding-skin-detail', '左頬に湿疹 <2cm> & 軽い発赤', examined);
    await clinic.nothingAbnormal();
    for (const linkId of ['finding-growth', 'finding-motor', 'finding-hip-abduction', 'finding-congenital']) {
      examined.set(linkId, '所見なし');
    }
    await clinic.choose('development-laughs', 'できる', examined);
    await clinic.choose('development-follows', 'できる', examined);
    await clinic.choose('development-head', 'まだできない', examined);
    await clinic.choose('judgement', '要紹介（要精密）', examined);
    await clinic.enterDate('detailed-requested', ['2026', '11', '21'], examined);
    await clinic.enterText('remarks', '皮膚科へ紹介', examined);
    await clinic.complete();
    expect(await clinic.stateOf('examination')).toBe('confirmed');
    await clinic.lock();
  });

  await test.step('nutrition, guidance and the conference follow, each its own form', async () => {
    await clinic.unlock('nurse', pinOf(facts, '看護師'));
    await clinic.openChild(CHILD);
    await clinic.openSection('nutrition');
    await clinic.choose('nutrition-assessment', '良', fed);
    await clinic.complete();
    await clinic.openSection('guidance');
    await clinic.enterText('health-guidance', '寝かしつけについて話した', guided);
    await clinic.complete();
    await clinic.openSection('conference');
    await clinic.choose('support-need', '助言・情報提供', decided);
    await clinic.enterText('support-note', '1か月後に電話', decided);
    await clinic.complete();
    for (const section of ['nutrition', 'guidance', 'conference']) {
      expect(await clinic.stateOf(section)).toBe('confirmed');
    }
  });

  await test.step('the hub comes back, and everything arrives by itself', async () => {
    await tablet.goto(`${hub.origin}/admin`);
    await expect(tablet.getByTestId('state-queued')).toHaveText('7');
    await hub.restart();
    await tablet.getByTestId('send').click();
    await expect(tablet.getByTestId('state-delivered')).toHaveText('7', { timeout: 30_000 });
    await expect(tablet.getByTestId('state-queued')).toHaveText('0');
    await expect(tablet.getByTestId('state-attention')).toHaveText('0');
  });

  await test.step('the console shows exactly what was entered', async () => {
    await console.openReceived(CHILD);
    const shown = async (section: string, entered: Entered): Promise<Entered> => {
      const answers: Entered = new Map();
      for (const linkId of entered.keys()) answers.set(linkId, await console.answer(section, linkId));
      return answers;
    };
    expect(await shown('questionnaire', questionnaire)).toEqual(questionnaire);
    expect(await shown('interview', interviewed)).toEqual(interviewed);
    expect(await shown('measurement', measured)).toEqual(withUnits(measured));
    expect(await shown('examination', examined)).toEqual(examined);
    expect(await shown('nutrition', fed)).toEqual(fed);
    expect(await shown('guidance', guided)).toEqual(guided);
    expect(await shown('conference', decided)).toEqual(decided);
  });

  await profile.dispose();
  await hub.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Sizes are shown with their unit. */
const withUnits = (measured: Entered): Entered =>
  new Map(
    [...measured].map(([linkId, value]) => {
      if (linkId === 'measurement-note') return [linkId, value];
      return [linkId, `${value} ${linkId === 'weight' ? 'g' : 'cm'}`];
    }),
  );
