import { describe, expect, it } from 'vitest';
import { compileForm } from '../compile.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import {
  aChoice,
  anItem,
  anOption,
  aQuestionnaire,
  control,
  extension,
  translation,
} from '../testing/questionnaire.ts';
import { problemsOf, problemsOfItems as withItems } from '../testing/problems.ts';
import { compiled } from '../testing/scenario.ts';
import { theItem } from '../testing/the-item.ts';

describe('texts and looks', () => {
  it('[FC19] a text has its base language and its translations', () => {
    const form = compiled(
      aQuestionnaire(
        [
          anItem('boolean', 'a', {
            text: '元気ですか',
            _text: { extension: [translation('en', 'Well?'), translation('pt-BR', 'Bem?')] },
          }),
        ],
        {
          language: 'ja',
          _title: { extension: [translation('en', 'Form')] },
        },
      ),
    );
    expect(form.items[0]?.text).toEqual({ ja: '元気ですか', en: 'Well?', 'pt-BR': 'Bem?' });
    expect(form.title).toEqual({ ja: '様式', en: 'Form' });
    expect(form.languages).toEqual(['ja', 'en', 'pt-BR']);
  });

  it('[FC19] the base text of a form in another language stands in for Japanese until there is one', () => {
    const form = compiled(
      aQuestionnaire(
        [
          anItem('boolean', 'a', { text: 'Well?' }),
          anItem('boolean', 'b', { text: 'Warm?', _text: { extension: [translation('ja', '暖かい')] } }),
        ],
        { language: 'en-GB' },
      ),
    );
    expect(form.items.map(({ text }) => text)).toEqual([
      { ja: 'Well?', 'en-GB': 'Well?' },
      { ja: '暖かい', 'en-GB': 'Warm?' },
    ]);
  });

  it.each(['__proto__', 'constructor', 'EN', 'e', 'english', 'en_GB', ''])(
    '[FC19] %j is no language',
    (tag) => {
      expect(withItems(anItem('boolean', 'a', { _text: { extension: [translation(tag, 'x')] } }))).toEqual([
        'error value-invalid item[0]._text.extension[0]',
      ]);
      expect(problemsOf(aQuestionnaire([], { language: tag }))).toEqual(['error value-invalid language']);
    },
  );

  it('[FC19] options, short texts and hints are translated too', () => {
    const item = theItem(
      aChoice('a', [], {
        answerOption: [
          {
            valueCoding: {
              system: 's',
              code: 'x',
              display: '良',
              _display: { extension: [translation('en', 'Good')] },
            },
          },
          { valueCoding: { system: 's', code: 'y' } },
        ],
        extension: [
          extension(STANDARD_EXTENSION.shortText, {
            valueString: '栄養',
            _valueString: { extension: [translation('en', 'Food')] },
          }),
          extension(OWN_EXTENSION.hint, {
            valueString: '一つだけ',
            _valueString: { extension: [translation('en', 'Only one')] },
          }),
        ],
      }),
    );
    expect(item.options.map(({ text }) => text)).toEqual([{ ja: '良', en: 'Good' }, { ja: 'y' }]);
    expect(item.shortText).toEqual({ ja: '栄養', en: 'Food' });
    expect(item.hint).toEqual({ ja: '一つだけ', en: 'Only one' });
  });

  it.each([
    ['integer', 'drop-down'],
    ['boolean', 'autocomplete'],
    ['display', 'page'],
    ['group', 'slider'],
    ['date', 'no-such-control'],
    ['string', 'radio-button'],
    ['group', 'help'],
    ['group', 'atable'],
    ['boolean', 'check-box'],
    ['date', '__proto__'],
  ])('[FC20] a %s with the control %s is asked without it, with a warning', (type, code) => {
    const { form, problems } = compileForm(
      aQuestionnaire([anItem(type, 'a', { extension: [control(code)] })]),
    );
    expect(problems).toEqual([
      {
        severity: 'warning',
        code: 'extension-unsupported',
        path: `item[0].extension.where(url='${STANDARD_EXTENSION.itemControl}')`,
      },
    ]);
    expect(form?.items[0]?.control).toBe('none');
  });
});

const looking = (type: string, more: object, ...extensions: readonly object[]) =>
  theItem(anItem(type, 'a', { ...more, extension: extensions }));

const codeable = (url: string, code: string) =>
  extension(url, { valueCodeableConcept: { coding: [{ code }] } });

describe('controls', () => {
  const OPTIONS = { answerOption: [anOption('x')] };

  it.each([
    ['radio-button', 'choice', OPTIONS],
    ['radio-button', 'open-choice', OPTIONS],
    ['radio-button', 'boolean', {}],
    ['check-box', 'choice', { ...OPTIONS, repeats: true }],
    ['drop-down', 'choice', OPTIONS],
    ['autocomplete', 'choice', OPTIONS],
    ['autocomplete', 'open-choice', {}],
    ['text-area', 'string', {}],
    ['text-area', 'text', {}],
    ['text-box', 'text', {}],
    ['slider', 'integer', {}],
    ['slider', 'decimal', {}],
    ['spinner', 'integer', {}],
    ['spinner', 'quantity', {}],
  ])('[FH1] %s on a %s', (code, type, more) => {
    expect(looking(type, more, control(code)).control).toBe(code);
    expect(withItems(anItem(type, 'a', { ...more, extension: [control(code)] }))).toEqual([]);
  });

  it.each([
    ...['page', 'tab-container', 'list', 'table', 'htable', 'gtable', 'grid', 'header', 'footer'].map(
      (code) => [code, 'group'] as const,
    ),
    ...['header', 'footer', 'inline', 'security', 'legal'].map((code) => [code, 'display'] as const),
  ])('[FH2] %s on a %s', (code, type) => {
    expect(looking(type, {}, control(code)).control).toBe(code);
    expect(withItems(anItem(type, 'a', { extension: [control(code)] }))).toEqual([]);
  });

  it('[FH1] an item without a control has none, and a control of another system is told', () => {
    expect(looking('boolean', {}).control).toBe('none');
    const foreign = extension(STANDARD_EXTENSION.itemControl, {
      valueCodeableConcept: { coding: [{ system: 'http://other', code: 'radio-button' }] },
    });
    expect(withItems(anItem('boolean', 'a', { extension: [foreign] }))).toHaveLength(1);
    const both = extension(STANDARD_EXTENSION.itemControl, {
      valueCodeableConcept: {
        coding: [
          { system: 'http://other', code: 'x' },
          { system: 'http://hl7.org/fhir/questionnaire-item-control', code: 'radio-button' },
        ],
      },
    });
    expect(looking('boolean', {}, both).control).toBe('radio-button');
  });
});

describe('how questions and options are laid out', () => {
  const { choiceOrientation, columnCount, choiceColumn } = STANDARD_EXTENSION;

  it.each(['horizontal', 'vertical'])('[FH6] options %s, in columns', (valueCode) => {
    const item = theItem(
      aChoice('a', ['x'], {
        extension: [
          extension(choiceOrientation, { valueCode }),
          extension(columnCount, { valuePositiveInt: 3 }),
        ],
      }),
    );
    expect(item).toMatchObject({ orientation: valueCode, columns: 3 });
  });

  it('[FH6] an option is its words; a column that asks for more is told', () => {
    const problems = (path: string, ...more: readonly object[]) =>
      withItems(
        aChoice('a', ['x'], {
          extension: [{ url: choiceColumn, extension: [{ url: 'path', valueString: path }, ...more] }],
        }),
      );
    const told = ['warning extension-unsupported item[0].extension[0]'];
    expect(problems('display')).toEqual([]);
    expect(problems('display', { url: 'forDisplay', valueBoolean: true })).toEqual([]);
    expect(problems('code')).toEqual(told);
    expect(problems("designation.where(language='en')")).toEqual(told);
    expect(problems('display', { url: 'label', valueString: '名称' })).toEqual(told);
    expect(problems('display', { url: 'width', valueQuantity: { value: 30, unit: '%' } })).toEqual(told);
    expect(problems('display', { url: 'forDisplay', valueBoolean: false })).toEqual(told);
  });

  it('[FH7] what a typed answer looks like, which keys and which steps', () => {
    const { shortText, entryFormat, keyboard, sliderStepValue } = STANDARD_EXTENSION;
    const phone = looking(
      'string',
      {},
      extension(shortText, { valueString: '電話' }),
      extension(entryFormat, {
        valueString: '半角数字',
        _valueString: { extension: [translation('en', 'digits')] },
      }),
      extension(keyboard, { valueCoding: { system: 'http://x', code: 'phone', display: 'Phone' } }),
    );
    expect(phone).toMatchObject({
      shortText: { ja: '電話' },
      entryFormat: { ja: '半角数字', en: 'digits' },
      keyboard: 'phone',
    });
    const step = looking('decimal', {}, control('slider'), extension(sliderStepValue, { valueDecimal: 0.5 }));
    expect(step.sliderStep).toBe(0.5);
    const odd = anItem('string', 'a', {
      extension: [extension(keyboard, { valueCoding: { code: 'morse' } })],
    });
    expect(withItems(odd)).toEqual(['warning extension-unsupported item[0].extension[0]']);
  });

  it('[FH8] a display has a category', () => {
    const { displayCategory } = STANDARD_EXTENSION;
    for (const code of ['instructions', 'security', 'help']) {
      expect(looking('display', {}, codeable(displayCategory, code)).displayCategory).toBe(code);
    }
    const odd = anItem('display', 'a', { extension: [codeable(displayCategory, 'poem')] });
    expect(withItems(odd)).toEqual(['warning extension-unsupported item[0].extension[0]']);
  });

  it('[FH8] of addresses to read more at only https is kept', () => {
    const link = (valueUri: string) => extension(STANDARD_EXTENSION.supportLink, { valueUri });
    expect(
      looking('date', {}, link('https://example.org/a'), link('https://example.org/b')).supportLinks,
    ).toEqual(['https://example.org/a', 'https://example.org/b']);
    const twice = [link('https://example.org/a'), link('https://example.org/a')];
    expect(looking('date', {}, ...twice).supportLinks).toEqual(['https://example.org/a']);
    for (const uri of [
      'http://example.org',
      'javascript:alert(1)',
      'JAVASCRIPT:alert(1)',
      'data:text/html,x',
      '//x',
    ]) {
      const item = anItem('date', 'a', { extension: [link(uri)] });
      expect(withItems(item)).toEqual(['warning value-invalid item[0].extension[0]']);
      expect(theItem(item).supportLinks).toEqual([]);
    }
  });

  it('[FH9] a wish for a signature is told, on the form and on an item', () => {
    const wish = codeable(STANDARD_EXTENSION.signatureRequired, '1.2.840.10065.1.12.1.1');
    expect(
      problemsOf(aQuestionnaire([anItem('date', 'a', { extension: [wish] })], { extension: [wish] })),
    ).toEqual([
      'warning signature-not-collected extension[0]',
      'warning signature-not-collected item[0].extension[0]',
    ]);
  });
});
