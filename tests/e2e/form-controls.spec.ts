import { caption, control, HL7, string } from '../support/form-parts.ts';
import { aForm, type ItemJson } from '../support/preview-page.ts';
import { expect, test } from '../support/preview-test.ts';

const OURS = 'https://hagukumi.dev/fhir/StructureDefinition';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition';

const LETTERS = ['あ', 'い', 'う', 'え', 'お', 'か', 'き', 'く', 'け', 'こ', 'さ', 'し'] as const;
const letters = (count: number, more: (at: number) => object = () => ({})): readonly object[] =>
  LETTERS.slice(0, count).map((letter, at) => ({
    valueCoding: { code: String(at), display: `${letter}の字` },
    ...more(at),
  }));
const choice = (linkId: string, answerOption: readonly object[], more: object): ItemJson => ({
  linkId,
  type: 'choice',
  text: linkId,
  answerOption,
  ...more,
});
const prefixed = (at: number): object => ({
  extension: [{ url: `${HL7}/questionnaire-optionPrefix`, valueString: `${at + 1})` }],
});

/** Every control that a question may ask for. */
const CONTROLS: ItemJson = {
  linkId: 'controls',
  type: 'group',
  text: '部品',
  extension: [control('page')],
  item: [
    choice('radio', letters(3, prefixed), { extension: [control('radio-button')] }),
    choice('boxes', letters(3), { repeats: true, extension: [control('check-box')] }),
    choice('pulled', letters(12), { extension: [control('drop-down')] }),
    choice('sought', letters(12), { extension: [control('autocomplete')] }),
    choice('columns', letters(7), {
      extension: [
        control('radio-button'),
        { url: `${SDC}/sdc-questionnaire-columnCount`, valuePositiveInt: 3 },
      ],
    }),
    string('area', '長い文', { extension: [control('text-area')] }),
    { linkId: 'box', type: 'text', text: '短い文', extension: [control('text-box')] },
    {
      linkId: 'slid',
      type: 'integer',
      text: '痛み',
      extension: [
        control('slider'),
        { url: `${HL7}/minValue`, valueInteger: 0 },
        { url: `${HL7}/maxValue`, valueInteger: 10 },
        { url: `${HL7}/questionnaire-sliderStepValue`, valueInteger: 2 },
      ],
      item: [caption('slid-lower', 'lower', '痛くない')],
    },
    { linkId: 'spun', type: 'integer', text: '杯', extension: [control('spinner')] },
    string('signed', '署名のほしい質問', {
      required: true,
      extension: [
        {
          url: `${HL7}/questionnaire-signatureRequired`,
          valueCodeableConcept: {
            coding: [{ system: 'urn:iso-astm:E1762-95:2013', code: '1.2.840.10065.1.12.1.1' }],
          },
        },
        {
          url: `${SDC}/sdc-questionnaire-shortText`,
          valueString: '署名',
        },
      ],
    }),
  ],
};

test.describe('what a question asks to be answered with is on the screen', () => {
  for (const layout of ['paged', 'guardian', 'staff'] as const) {
    test(`[FH1] [FH6] [FH7] [FH9] in the layout ${layout}`, async ({ page, preview }) => {
      await preview.load(aForm([CONTROLS]));
      await preview.layout(layout);
      const at = (linkId: string) => preview.item(linkId);
      // FH1: every control, by the role that assistive technology hears.
      await expect(at('radio').getByRole('radio')).toHaveCount(3);
      await expect(at('boxes').getByRole('checkbox')).toHaveCount(3);
      await at('pulled').locator('select').selectOption({ label: 'しの字' });
      await at('sought').getByRole('combobox').fill('く');
      await at('sought').getByRole('listbox').getByRole('option', { name: 'くの字' }).click();
      await at('area').locator('textarea').fill('一行目\n二行目');
      await at('box').getByRole('textbox').fill('一行');
      await at('slid').getByRole('slider').focus();
      await page.keyboard.press('Home');
      // FH7: the slider goes by the form's step.
      await page.keyboard.press('ArrowRight');
      await expect(at('slid').getByText('痛くない')).toBeVisible();
      // From nothing the first step is to 0.
      await at('spun').getByRole('spinbutton').focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      // FH7: an option's prefix is part of its name.
      await at('radio').getByRole('radio', { name: '2) いの字' }).check({ force: true });
      const coding = (code: number) => [
        { valueCoding: { code: String(code), display: `${LETTERS[code]}の字` } },
      ];
      await preview.answers([
        {
          linkId: 'controls',
          item: [
            { linkId: 'radio', answer: coding(1) },
            { linkId: 'pulled', answer: coding(11) },
            { linkId: 'sought', answer: coding(7) },
            { linkId: 'area', answer: [{ valueString: '一行目\n二行目' }] },
            { linkId: 'box', answer: [{ valueString: '一行' }] },
            { linkId: 'slid', answer: [{ valueInteger: 2 }] },
            { linkId: 'spun', answer: [{ valueInteger: 1 }] },
          ],
        },
      ]);
      // FH6: three columns where the form asks for three.
      const boxes = await Promise.all(
        (await at('columns').locator('label:has(input[type=radio])').all()).map((label) =>
          label.boundingBox(),
        ),
      );
      expect(new Set(boxes.map((box) => Math.round(box?.x ?? 0))).size).toBe(3);
      expect(new Set(boxes.map((box) => Math.round(box?.y ?? 0))).size).toBe(3);
      // FH9: the form's own signature is told as what is not carried out.
      await preview.tab('様式の問題').click();
      await expect(page.getByTestId('form-problems')).toContainText('署名');
    });
  }

  test('[FH7] a short text names the question where it is one line of a list', async ({ page, preview }) => {
    await preview.load(aForm([CONTROLS]));
    await preview.tab('検査').click();
    await expect(page.getByRole('tabpanel').getByText('署名', { exact: true })).toBeVisible();
    await expect(page.getByRole('tabpanel')).not.toContainText('署名のほしい質問');
  });
});

/** A text in English and in easy Japanese, with readings. */
const inLanguages = (english: string, readings: string) => ({
  extension: [
    ...[
      ['en', english],
      ['ja-x-easy', readings.replaceAll(/《[^》]*》/g, '')],
    ].map(([tag, words]) => ({
      url: `${HL7}/translation`,
      extension: [
        { url: 'lang', valueCode: tag },
        { url: 'content', valueString: words },
      ],
    })),
    { url: `${OURS}/ruby`, valueString: readings },
  ],
});

const LANGUAGES = aForm(
  [
    {
      linkId: 'weight',
      type: 'choice',
      text: '体重',
      _text: inLanguages('Weight', '体重《たいじゅう》'),
      answerValueSet: '#answers',
      extension: [{ url: `${OURS}/read-aloud`, valueString: 'たいじゅうは、どうですか' }],
    },
  ],
  {
    contained: [
      {
        resourceType: 'ValueSet',
        id: 'answers',
        status: 'active',
        compose: {
          include: [
            {
              system: 'https://example.org/answers',
              concept: [
                { code: 'more', display: '増えた', designation: [{ language: 'en', value: 'Gained' }] },
                { code: 'less', display: '減った', designation: [{ language: 'en', value: 'Lost' }] },
              ],
            },
          ],
        },
      },
    ],
  },
);

/** A voice for Japanese, as tablets have one and this browser has not. What is said is kept in `said`. */
const giveVoice = (): void => {
  const said: string[] = [];
  class Utterance extends EventTarget {
    voice: unknown;
    lang = '';
    rate = 1;
    readonly text: string;
    constructor(text: string) {
      super();
      this.text = text;
    }
  }
  const synthesis = Object.assign(new EventTarget(), {
    getVoices: () => [{ localService: true, voiceURI: 'ja', lang: 'ja-JP', default: true }],
    speak: (utterance: Utterance) => {
      said.push(`${utterance.lang} ${utterance.text}`);
      setTimeout(() => utterance.dispatchEvent(new Event('end')));
    },
    resume: () => undefined,
    cancel: () => undefined,
  });
  for (const [name, value] of Object.entries({
    speechSynthesis: synthesis,
    SpeechSynthesisUtterance: Utterance,
    said,
  })) {
    Object.defineProperty(window, name, { value });
  }
};

test.describe('what a form says in other words', () => {
  for (const layout of ['paged', 'guardian', 'staff'] as const) {
    test(`[FH11] [FN6] translations and readings are shown in the layout ${layout}`, async ({
      page,
      preview,
    }) => {
      await preview.load(LANGUAGES);
      await preview.layout(layout);
      const language = page.getByTestId('form-language');
      await language.selectOption('en');
      await expect(preview.item('weight').getByText('Weight').filter({ visible: true })).not.toHaveCount(0);
      await expect(page.getByRole('radio', { name: /Gained/ })).toBeAttached();
      await language.selectOption('ja-x-easy');
      await expect(preview.item('weight').locator('ruby').first()).toHaveText(/^体重.*たいじゅう/);
      await expect(preview.item('weight').locator('rt').first()).toBeVisible();
      await language.selectOption('ja');
      await expect(preview.item('weight').getByText('体重').filter({ visible: true })).not.toHaveCount(0);
    });
  }

  test('[FN7] what is written to be heard is what is read aloud, in the place of the text', async ({
    page,
    preview,
    server,
  }) => {
    await page.addInitScript(giveVoice);
    await preview.open(server.origin);
    await preview.load(LANGUAGES);
    await preview.layout('paged');
    await page.getByRole('button', { name: '読み上げる' }).first().click();
    const said = () => page.evaluate(() => (window as unknown as { said: readonly string[] }).said);
    await expect.poll(said).toContainEqual(expect.stringContaining('たいじゅうは'));
    expect((await said()).join('')).not.toContain('体重');
  });

  for (const layout of ['paged', 'guardian', 'staff'] as const) {
    test(`[FN7] groups are heard once, wherever they stand, in the layout ${layout}`, async ({
      page,
      preview,
      server,
    }) => {
      const heard = (words: string): object => ({
        extension: [{ url: `${OURS}/read-aloud`, valueString: words }],
      });
      await page.addInitScript(giveVoice);
      await preview.open(server.origin);
      await preview.load(
        aForm([
          {
            linkId: 'root',
            type: 'group',
            text: '妊娠中のこと',
            ...heard('にんしんちゅうのこと'),
            item: [
              {
                linkId: 'inner',
                type: 'group',
                text: '出産',
                ...heard('しゅっさん'),
                item: [string('a', 'い')],
              },
            ],
          },
        ]),
      );
      await preview.layout(layout);
      const buttons = page.getByRole('button', { name: '読み上げる' });
      await expect(buttons).toHaveCount(layout === 'staff' ? 0 : 2);
      const said = () => page.evaluate(() => (window as unknown as { said: readonly string[] }).said);
      for (const [at, words] of (layout === 'staff'
        ? []
        : ['にんしんちゅうのこと', 'しゅっさん']
      ).entries()) {
        await buttons.nth(at).click();
        await expect.poll(said).toContainEqual(expect.stringContaining(words));
        await expect(buttons).toHaveCount(2);
      }
    });
  }
});
