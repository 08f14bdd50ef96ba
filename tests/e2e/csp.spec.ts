import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';
import { HOSTILE_XHTML } from '../../src/lib/forms/rich-text/testing/hostile-payloads.ts';
import { ClinicPages } from '../support/clinic-pages.ts';
import { ConsolePages } from '../support/console-pages.ts';
import { pinOf } from '../support/demo-facts.ts';
import { DemoHub } from '../support/demo-hub.ts';
import { answerScreen, type Entered } from '../support/form-driver.ts';
import { KioskPages } from '../support/kiosk-pages.ts';
import { aForm, PreviewPage } from '../support/preview-page.ts';
import { expect, test } from '../support/watched-test.ts';

/** Every script that runs says so here. */
const RUNS = 'globalThis.executed=1';

/** Strings that become script where a text is taken for markup; each a whole one, one line, no control character. */
const PAYLOADS: readonly string[] = [
  ...new Set(
    [
      `"><script>${RUNS}</script>`,
      `'><img src=x onerror=${RUNS}>`,
      `</title><svg onload=${RUNS}>`,
      `</textarea><iframe srcdoc="<script>${RUNS}</script>">`,
      `{@html '<img src=x onerror=${RUNS}>'}`,
      `\${${RUNS}}{{${RUNS}}}`,
      `javascript:${RUNS}//`,
      ...HOSTILE_XHTML.filter((_, index) => index % 9 === 0),
    ]
      .map((payload) => payload.replaceAll('alert(document.domain)', RUNS))
      .filter((payload) => payload.length <= 150 && [...payload].every((character) => character >= ' ')),
  ),
];

/** As many payloads as a field takes. */
const filled = (limit: number, from: number): { readonly text: string; readonly used: number } => {
  let text = '';
  let used = 0;
  for (const payload of [...PAYLOADS.slice(from), ...PAYLOADS.slice(0, from)]) {
    if (text.length + payload.length > limit) break;
    text += payload;
    used += 1;
  }
  return { text, used };
};

/** Whether any script of a payload ran, or any of its markup came to be. */
const harm = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => [
    ...((globalThis as { executed?: number }).executed === undefined ? [] : ['a payload ran']),
    ...[
      ...document.querySelectorAll('body script:not([data-sveltekit-fetched]), iframe, object, embed, base'),
    ]
      .filter((node) => !(node.textContent ?? '').includes('__sveltekit'))
      .map((node) => node.outerHTML.slice(0, 200)),
    ...[...document.querySelectorAll('*')]
      .filter((node) => node.getAttributeNames().some((name) => name.startsWith('on')))
      .map((node) => node.outerHTML.slice(0, 200)),
    ...[...document.querySelectorAll('a[href], form[action]')]
      .map((node) => node.getAttribute('href') ?? node.getAttribute('action') ?? '')
      .filter((target) => /^\s*(?:javascript|data|vbscript):/i.test(target)),
  ]);

test.describe('hostile words', () => {
  let hub: DemoHub;
  const names = new Map<string, string>();

  test.beforeAll(async () => {
    expect(PAYLOADS.length).toBeGreaterThanOrEqual(60);
    hub = await DemoHub.start();
    // Past every check of input, as somebody with the database in hand would put them there.
    const database = new DatabaseSync(join(hub.process.dataDir, 'hub.sqlite'), { timeout: 10_000 });
    let from = 0;
    const change = database.prepare('UPDATE subject SET name = ?, kana = ? WHERE subject_id = ?');
    for (const { subject_id: id, name } of database.prepare('SELECT subject_id, name FROM subject').all()) {
      const hostile = filled(180, from);
      const kana = filled(180, from + hostile.used);
      from = (from + hostile.used + kana.used) % PAYLOADS.length;
      change.run(hostile.text, kana.text, id as string);
      names.set(String(name), hostile.text);
    }
    database.close();
  });

  test.afterAll(async () => {
    await hub.dispose();
  });

  test('stay words on the kiosk, the board, the queue and in the console', async ({ page }) => {
    test.setTimeout(300_000);
    page.on('dialog', (dialog) => {
      throw new Error(`a payload opened a dialog: ${dialog.message()}`);
    });
    const child = '山城 ひなた';
    const hostileName = names.get(child) ?? '';
    const kiosk = new KioskPages(page, hub.origin);
    const written: string[] = [];
    const isHarmless = async (): Promise<void> => {
      expect(await harm(page)).toEqual([]);
    };

    await test.step('a family with such a name writes such answers', async () => {
      await kiosk.enrol(hub.enrolmentCode, `<img src=x onerror=${RUNS}>`);
      await kiosk.open();
      await kiosk.typeCode(hub.family(child).typedCode);
      await expect(kiosk.childName()).toHaveText(hostileName);
      await isHarmless();
      await kiosk.confirmChild();
      const entered: Entered = new Map();
      for (let turn = 0; (await kiosk.step()) !== 'review'; turn += 1) {
        await answerScreen(page, entered, turn);
        const fields = page.locator(
          '[data-form-ready] textarea, [data-form-ready] input[type=text]:not([inputmode])',
        );
        for (const field of await fields.all()) {
          const { text } = filled(190, (written.length * 17) % PAYLOADS.length);
          await field.fill(text);
          written.push(text);
        }
        await kiosk.answer(entered, 1);
        await isHarmless();
      }
      expect(written.length).toBeGreaterThan(0);
      await expect(page.locator('[data-step="review"]')).toContainText(written[0] ?? '');
      await kiosk.submit();
    });

    const clinic = new ClinicPages(page, hub.origin);
    await test.step('staff read them on the board and beside the child', async () => {
      await clinic.open();
      await clinic.unlock('nurse', pinOf(hub.facts, '看護師'));
      await expect(page.getByTestId('board')).toContainText(hostileName);
      const board = (await page.getByTestId('board').textContent()) ?? '';
      expect([...names.values()].filter((name) => board.includes(name)).length).toBeGreaterThanOrEqual(6);
      await isHarmless();
      await clinic.openChild(hostileName);
      await expect(page.getByTestId('child')).toContainText(written[0] ?? '');
      await isHarmless();
      await clinic.lock();
      await page.goto(`${hub.origin}/admin`);
      await expect(page.getByTestId('state-delivered')).toHaveText('1', { timeout: 30_000 });
      await isHarmless();
    });

    await test.step('the municipality reads them in the console', async () => {
      const desk = new ConsolePages(page, hub.origin);
      await desk.signIn(hub.facts);
      await desk.openReceived(hostileName);
      await expect(page.locator('main')).toContainText(written[0] ?? '');
      await isHarmless();
      for (const path of [
        '/hub',
        '/hub/roster',
        '/hub/tickets',
        '/hub/devices',
        '/hub/quarantine',
        '/hub/audit',
        '/hub/received',
      ]) {
        await page.goto(hub.origin + path);
        await expect(page.locator('main')).toBeVisible();
        await isHarmless();
      }
    });
  });

  test('stay words in a form that somebody else has written', async ({ page }) => {
    test.setTimeout(120_000);
    const preview = new PreviewPage(page);
    await preview.open(hub.origin);
    const markdown = 'http://hl7.org/fhir/StructureDefinition/rendering-markdown';
    const xhtml = 'http://hl7.org/fhir/StructureDefinition/rendering-xhtml';
    await preview.load(
      aForm(
        PAYLOADS.map((payload, index) => ({
          linkId: `i${index}`,
          type: index % 3 === 0 ? 'choice' : index % 3 === 1 ? 'string' : 'display',
          text: payload,
          prefix: payload,
          _text: {
            extension: [
              index % 2 === 0
                ? { url: markdown, valueMarkdown: payload }
                : { url: xhtml, valueString: `<div>${payload}</div>` },
            ],
          },
          ...(index % 3 === 0
            ? { answerOption: [{ valueString: payload }, { valueCoding: { code: 'x', display: payload } }] }
            : {}),
        })),
        { title: PAYLOADS[0], description: PAYLOADS[1], publisher: PAYLOADS[2] },
      ),
    );
    for (const layout of ['guardian', 'staff', 'paged'] as const) {
      await preview.layout(layout);
      expect(await harm(page)).toEqual([]);
    }
    expect(preview.surprises).toEqual([]);
  });

  test('would be reported if they did run: the watch sees a violation', async ({ page, watched }) => {
    await page.goto(hub.origin);
    // The app has made its policies once its worker stands; before that it would be the one that is refused.
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    const refused = await page.evaluate(() => {
      try {
        document.createElement('div').innerHTML = '<p></p>';
        return 'taken';
      } catch (error) {
        return (error as Error).name;
      }
    });
    expect(refused).toBe('TypeError');
    await expect
      .poll(() => watched.offences.some((text) => text.includes('require-trusted-types-for')))
      .toBe(true);
    expect(
      await page.evaluate(() => {
        const say = (make: () => unknown): string => {
          try {
            make();
            return 'taken';
          } catch (error) {
            return (error as Error).name;
          }
        };
        const { trustedTypes } = globalThis as unknown as {
          trustedTypes: { createPolicy(name: string, rules: object): unknown };
        };
        return [
          say(() => new Worker('/service-worker.js')),
          say(() => trustedTypes.createPolicy('another', {})),
          say(() => trustedTypes.createPolicy('hagukumi-script-url', {})),
        ];
      }),
    ).toEqual(['TypeError', 'TypeError', 'TypeError']);
    // Reports come after the refusals: the last of them, in the page's words and in the browser's.
    for (const last of ['violation trusted-types', 'Creating a TrustedTypePolicy']) {
      await expect
        .poll(() =>
          watched.offences.some((text) => text.startsWith(last) && text.includes('hagukumi-script-url')),
        )
        .toBe(true);
    }
    watched.take();
  });
});
