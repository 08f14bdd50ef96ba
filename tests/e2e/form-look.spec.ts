import { launchOptions } from '../support/chromium-args.ts';
import { caption, control, hint, HL7, string } from '../support/form-parts.ts';
import { aForm, type ItemJson } from '../support/preview-page.ts';
import { expect, test } from '../support/preview-test.ts';

// As with a screen reader running: without one, Chromium tells of what lies off the screen only when it is asked.
test.use({ launchOptions: launchOptions('--force-renderer-accessibility') });

const OURS = 'https://hagukumi.dev/fhir/StructureDefinition';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition';

const own = (name: string, value: object) => ({ url: `${OURS}/${name}`, ...value });
const text = (name: string, valueString: string) => ({ url: `${HL7}/${name}`, valueString });
const code = (name: string, valueCode: string) => ({ url: `${HL7}/${name}`, valueCode });
const options = (...displays: readonly string[]) =>
  displays.map((display, at) => ({ valueCoding: { code: String(at), display } }));
const choice = (linkId: string, words: string, more: object = {}): ItemJson => ({
  linkId,
  type: 'choice',
  text: words,
  answerOption: options('ない', 'ある'),
  ...more,
});

/** One page of everything that changes how a question looks. */
const LOOKS: ItemJson = {
  linkId: 'looks',
  type: 'group',
  text: '見え方',
  extension: [control('page')],
  item: [
    string('captioned', '名前', {
      prefix: '1.',
      extension: [hint('いつもの一言'), text('entryFormat', '例：はぐくみ')],
      item: [
        caption('captioned-prompt', 'prompt', 'お書きください'),
        caption('captioned-help', 'help', 'くわしい説明'),
        caption('captioned-flyover', 'flyover', '小さな注'),
      ],
    }),
    string('hidden', '隠した質問', {
      extension: [{ url: `${HL7}/questionnaire-hidden`, valueBoolean: true }],
    }),
    string('reading', '読むときだけ', { extension: [code('questionnaire-usageMode', 'display')] }),
    { linkId: 'times', type: 'integer', text: '回数', item: [caption('times-unit', 'unit', '回')] },
    string('phone', '電話', {
      extension: [{ url: `${SDC}/sdc-questionnaire-keyboard`, valueCoding: { code: 'phone' } }],
    }),
    choice('beside', '横に並べる', { extension: [code('questionnaire-choiceOrientation', 'horizontal')] }),
    choice('below', '縦に並べる', {
      extension: [code('questionnaire-choiceOrientation', 'vertical'), control('radio-button')],
    }),
    {
      linkId: 'other',
      type: 'open-choice',
      text: '場所',
      answerOption: options('家'),
      extension: [
        { url: `${SDC}/sdc-questionnaire-openLabel`, valueString: 'ほかの場所' },
        control('radio-button'),
      ],
    },
    {
      linkId: 'told',
      type: 'display',
      text: 'お読みください',
      extension: [
        {
          url: `${HL7}/questionnaire-displayCategory`,
          valueCodeableConcept: {
            coding: [{ system: 'http://hl7.org/fhir/questionnaire-display-category', code: 'instructions' }],
          },
        },
        { url: `${HL7}/questionnaire-supportLink`, valueUri: 'https://example.org/told' },
      ],
    },
    {
      linkId: 'rich',
      type: 'display',
      text: '2つお持ちください',
      _text: { extension: [{ url: `${HL7}/rendering-markdown`, valueMarkdown: '**2つ**お持ちください' }] },
    },
    choice('unknown', '予防接種', {
      extension: ['asked-unknown', 'asked-declined', 'temp-unknown'].map((valueCode) =>
        own('absent-reasons', { valueCode }),
      ),
    }),
    string('kana', '漢字', { _text: { extension: [own('ruby', { valueString: '漢字《かんじ》' })] } }),
    {
      linkId: 'table',
      type: 'group',
      text: 'ようす',
      extension: [control('htable')],
      item: [
        choice('brushing', '歯みがき', {
          extension: [
            own('illustration', { valueCode: 'toothbrush' }),
            own('read-aloud', { valueString: 'はみがきをしますか' }),
          ],
        }),
        choice('cough', 'せき'),
      ],
    },
  ],
};

test.describe('what a form says of its look is on the screen', () => {
  for (const layout of ['paged', 'guardian', 'staff'] as const) {
    test(`[FH3] to [FH8] [FH10] [FN2] [FN5] [FN8] in the layout ${layout}`, async ({ page, preview }) => {
      await preview.load(aForm([LOOKS]));
      await preview.layout(layout);
      const at = (linkId: string) => preview.item(linkId);
      // FH3, FH7, FN5: words around a question.
      for (const words of ['1. 名前', 'お書きください', 'いつもの一言', '例：はぐくみ']) {
        await expect(at('captioned').getByText(words)).toBeVisible();
      }
      await at('captioned').locator('summary').click();
      await expect(at('captioned').getByText('くわしい説明')).toBeVisible();
      await expect(at('captioned').getByText('小さな注')).toBeVisible();
      await expect(at('times').getByText('回', { exact: true })).toBeVisible();
      // FH4, FH5: what is never drawn.
      for (const linkId of ['hidden', 'reading']) {
        await expect(page.locator(`[data-form-ready] [data-link-id="${linkId}"]`)).toHaveCount(0);
      }
      // FH6: side by side, and one below the other.
      const places = async (linkId: string) => {
        const [first, second] = await at(linkId).locator('label:has(input[type=radio])').all();
        const [one, two] = [await first!.boundingBox(), await second!.boundingBox()];
        return { down: (two?.y ?? 0) - (one?.y ?? 0), right: (two?.x ?? 0) - (one?.x ?? 0) };
      };
      expect((await places('beside')).right).toBeGreaterThan(20);
      expect(Math.abs((await places('beside')).down)).toBeLessThan(5);
      // A staff page has its short answers in a row.
      if (layout !== 'staff') expect((await places('below')).down).toBeGreaterThan(20);
      // FH7: the keyboard of the system, and the name of the free answer.
      await expect(at('phone').getByRole('textbox')).toHaveAttribute('inputmode', 'tel');
      await expect(at('other').getByText('ほかの場所')).toBeVisible();
      // FH8, FH10: texts.
      await at('told').locator('summary').click();
      await expect(at('told').getByText('https://example.org/told')).toBeVisible();
      await expect(at('rich').locator('strong')).toHaveText('2つ');
      // FN2: ways of not answering, which are real answers.
      for (const words of ['わからない', 'こたえたくない', 'スタッフに聞く']) {
        await expect(at('unknown').getByText(words, { exact: true }).first()).toBeAttached();
      }
      // FN6: readings stand over words once the form is read in easy Japanese only; the word itself is there always.
      await expect(at('kana').getByText('漢字').first()).toBeVisible();
      // FN7, FN8: guardians have pictures and a voice, inside a table as well; the name stays that of the question.
      const isGuardian = layout !== 'staff';
      await expect(at('brushing').locator('svg[data-illustration=toothbrush]')).toHaveCount(
        isGuardian ? 1 : 0,
      );
      await expect(page.getByRole('radio', { name: /^歯みがき.*ある/ })).toBeAttached();
    });
  }
});

const COUNT = 1000;
const nameOf = (at: number): string => `質問その${String(at).padStart(4, '0')}番`;

test.describe('a form of a thousand items', () => {
  for (const layout of ['guardian', 'staff'] as const) {
    test(`is found in, gone through and printed as a whole, in the order of the form: ${layout}`, async ({
      page,
      preview,
    }) => {
      test.setTimeout(180_000);
      const item = Array.from({ length: COUNT / 100 }, (_, part): ItemJson => ({
        linkId: `g${part}`,
        type: 'group',
        text: `部${part}`,
        item: Array.from({ length: 99 }, (_each, at) => string(`q${part * 99 + at}`, nameOf(part * 99 + at))),
      }));
      await preview.load(aForm(item));
      await preview.layout(layout);
      const questions = (COUNT / 100) * 99;
      const last = page.locator(`[data-link-id="q${questions - 1}"]`);
      // What is off the screen costs no layout.
      await expect(page.locator('[data-link-id="q989"]')).toHaveCSS('content-visibility', 'auto');

      // Ctrl+F: the browser's own search finds what was never laid out, and shows it.
      const found = await page.evaluate(
        (words) => (window as unknown as { find: (text: string) => boolean }).find(words),
        nameOf(900),
      );
      expect(found).toBe(true);
      const selected = () =>
        page.evaluate(() => {
          const node = document.getSelection()?.anchorNode;
          const element = node instanceof Element ? node : node?.parentElement;
          return element?.closest('[data-link-id]')?.getAttribute('data-link-id');
        });
      expect(await selected()).toBe('q900');
      await expect(page.locator('[data-link-id="q900"]')).toBeInViewport();

      // Tab goes on in order, and what has the focus is on the screen; so it does backwards.
      await page.locator('[data-link-id="q500"] input').focus();
      for (const [key, linkId] of [
        ['Tab', 'q501'],
        ['Tab', 'q502'],
        ['Shift+Tab', 'q501'],
      ] as const) {
        await page.keyboard.press(key);
        await expect(page.locator(`[data-link-id="${linkId}"] input`)).toBeFocused();
        await expect(page.locator(`[data-link-id="${linkId}"] input`)).toBeInViewport();
      }

      // Elements stand in the order of the form, hidden from nobody, and assistive technology hears all of them in that order.
      const names = Array.from({ length: questions }, (_, at) => nameOf(at));
      const written = await page
        .locator('[data-form-ready] input')
        .evaluateAll((inputs) =>
          inputs
            .filter((input) => input.closest('[aria-hidden], [inert], [tabindex]') === null)
            .map(
              (input) =>
                /質問その\d+番/.exec((input as HTMLInputElement).labels?.[0]?.textContent ?? '')?.[0],
            ),
        );
      expect(written).toEqual(names);
      const session = await page.context().newCDPSession(page);
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      const byId = new Map(nodes.map((node) => [node.nodeId, node]));
      const inOrder = (id: string | undefined): typeof nodes => {
        const node = id === undefined ? undefined : byId.get(id);
        return node === undefined ? [] : [node, ...(node.childIds ?? []).flatMap(inOrder)];
      };
      const heard = inOrder(nodes[0]?.nodeId)
        .filter(({ role, ignored }) => !ignored && role?.value === 'textbox')
        .map(({ name }) => /質問その\d+番/.exec(String(name?.value))?.[0])
        .filter((name) => name !== undefined);
      expect(heard).toEqual(names);

      // Paper has all of it: nothing is left out of the layout.
      await page.emulateMedia({ media: 'print' });
      await expect(last).toHaveCSS('content-visibility', 'visible');
      const blank = await page
        .locator('[data-form-ready] input')
        .evaluateAll((inputs) => inputs.filter((input) => !input.checkVisibility()).length);
      expect(blank).toBe(0);
    });
  }
});
