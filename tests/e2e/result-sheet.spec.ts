import { ClinicPages } from '../support/clinic-pages.ts';
import { pinOf } from '../support/demo-facts.ts';
import { DemoHub } from '../support/demo-hub.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { expect, test } from '../support/watched-test.ts';

const CHILD = 'マリア・フェルナンダ・ダ・シルバ・サントス';

/** Pages of a PDF as Chromium writes it, and the paper's width and height in points. */
const pagesOf = (pdf: Buffer): { count: number; paper: readonly number[] } => {
  const text = pdf.toString('latin1');
  const box = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text);
  return {
    count: text.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0,
    paper: [Number(box?.[1]), Number(box?.[2])].map(Math.round),
  };
};

test('what was confirmed is printed for the family on one page, Japanese with its language beside', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const hub = await DemoHub.start();
  await page.setViewportSize({ width: 820, height: 1180 });
  await new KioskPages(page, hub.origin).enrol(hub.enrolmentCode, '診察');
  const clinic = new ClinicPages(page, hub.origin);
  const open = page.getByTestId('result');
  const sheet = page.getByTestId('result-sheet');

  await test.step('there is none before anything is confirmed, and then only what is', async () => {
    await clinic.open();
    await clinic.unlock('nurse', pinOf(hub.facts, '看護師'));
    await clinic.openChild(CHILD);
    await expect(open).toHaveCount(0);
    await clinic.openSection('measurement');
    for (const [linkId, value] of [
      ['weight', '6480'],
      ['height', '61.5'],
      ['head', '40.2'],
      ['chest', '41'],
    ] as const)
      await clinic.enterNumber(linkId, value, new Map());
    await clinic.complete();
    await open.click();
    await expect(sheet).toBeInViewport({ ratio: 0.5 });
    await expect(sheet.locator('[data-link-id="weight"]')).toContainText('6480 g');
    await expect(sheet.locator('[data-meaning]')).toHaveCount(0);
    await clinic.lock();
  });

  await test.step('a doctor judges and confirms', async () => {
    await clinic.unlock('doctor', pinOf(hub.facts, '医師'));
    await clinic.openChild(CHILD);
    await clinic.openSection('examination');
    await clinic.nothingAbnormal();
    for (const linkId of ['development-laughs', 'development-follows', 'development-head'])
      await clinic.choose(linkId, 'できる', new Map());
    await clinic.choose('judgement', '要経過観察', new Map());
    await page.locator('[data-link-id="judgement-months"] input[inputmode]').first().fill('2');
    await clinic.completeInSpiteOfDoubts();
    await open.click();
    await expect(sheet).toContainText('要経過観察');
    await expect(sheet).toContainText('2か月後にもう一度みます');
    await expect(sheet.locator('.own')).toHaveCount(0);
    await expect(page.getByTestId('result-unreviewed')).toHaveCount(0);
  });

  await page.evaluate(() => {
    window.print = () => undefined;
  });
  for (const language of ['ne', 'th', 'ja-x-easy']) {
    await test.step(`one page of A4 in ${language}, without a name in the title or the address`, async () => {
      await page.getByLabel('いっしょに印刷する言語').selectOption(language);
      await expect(sheet).toHaveAttribute('data-language', language);
      await expect(sheet.locator(`.own[lang="${language}"]`).first()).toBeVisible();
      await expect(page.getByTestId('result-unreviewed')).toBeVisible();
      await page.getByTestId('print-result').click();
      await page.emulateMedia({ media: 'print' });
      await expect(sheet).toBeVisible();
      await expect(page.getByTestId('child')).toBeHidden();
      await expect(page.getByTestId('print-result')).toBeHidden();
      expect(`${await page.title()} ${page.url()}`).not.toContain(CHILD.slice(0, 3));
      const printed = pagesOf(await page.pdf({ format: 'A4' }));
      expect(printed.count).toBe(1);
      for (const [at, points] of [595, 842].entries())
        expect(Math.abs((printed.paper[at] ?? 0) - points)).toBeLessThanOrEqual(2);
      await page.emulateMedia({ media: 'screen' });
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    });
  }
  await hub.dispose();
});
