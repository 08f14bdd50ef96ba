import { describe, expect, it } from 'vitest';
import { compileForm } from '../compile.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import {
  aChoice,
  aGroup,
  anItem,
  anOption,
  aQuestionnaire,
  aWeight,
  control,
  extension,
  translation,
} from '../testing/questionnaire.ts';
import { compiled } from '../testing/scenario.ts';

/** Problems as `severity code path`. */
const problemsOf = (questionnaire: unknown): readonly string[] =>
  compileForm(questionnaire).problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`);

const withItems = (...items: readonly unknown[]): readonly string[] => problemsOf(aQuestionnaire(items));

const theItem = (item: unknown) => {
  const [first] = compiled(aQuestionnaire([item])).items;
  if (first === undefined) throw new Error('no item');
  return first;
};

describe('texts and looks', () => {
  it('[FC21] a text has its base language and its translations', () => {
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

  it('[FC21] the base text of a form in another language stands in for Japanese until there is one', () => {
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
    '[FC21] %j is no language',
    (tag) => {
      expect(withItems(anItem('boolean', 'a', { _text: { extension: [translation(tag, 'x')] } }))).toEqual([
        'error value-invalid item[0]._text.extension[0]',
      ]);
      expect(problemsOf(aQuestionnaire([], { language: tag }))).toEqual(['error value-invalid language']);
    },
  );

  it('[FC21] options, short texts and hints are translated too', () => {
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
    expect(item.options).toEqual([
      {
        coding: { system: 's', code: 'x', display: '良' },
        text: { ja: '良', en: 'Good' },
        concern: false,
        exclusive: false,
      },
      { coding: { system: 's', code: 'y' }, text: { ja: 'y' }, concern: false, exclusive: false },
    ]);
    expect(item.shortText).toEqual({ ja: '栄養', en: 'Food' });
    expect(item.hint).toEqual({ ja: '一つだけ', en: 'Only one' });
  });

  it('[FC22] controls, orientation and columns are read', () => {
    const item = theItem(
      aChoice('a', ['x'], {
        extension: [
          control('drop-down'),
          extension(STANDARD_EXTENSION.choiceOrientation, { valueCode: 'horizontal' }),
          extension(STANDARD_EXTENSION.columnCount, { valuePositiveInt: 3 }),
        ],
      }),
    );
    expect(item).toMatchObject({ control: 'drop-down', orientation: 'horizontal', columns: 3 });
    expect(theItem(aGroup('g', [], { extension: [control('page')] })).control).toBe('page');
    expect(theItem(aGroup('g', [])).control).toBe('none');
  });

  it.each([
    ['integer', 'slider'],
    ['string', 'radio-button'],
    ['group', 'help'],
    ['date', '__proto__'],
  ])('[FC22] a %s with the control %s is asked without it, with a warning', (type, code) => {
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

describe('own extensions', () => {
  it('[FC23] concerns, reasons, normal answers and soft limits are read', () => {
    const choice = theItem(
      aChoice('a', [], {
        repeats: true,
        answerOption: [
          anOption('bad', extension(OWN_EXTENSION.concern, { valueBoolean: true })),
          anOption('none', extension(STANDARD_EXTENSION.optionExclusive, { valueBoolean: true })),
        ],
        extension: [
          extension(OWN_EXTENSION.absentReasons, { valueCode: 'asked-unknown' }),
          extension(OWN_EXTENSION.absentReasons, { valueCode: 'temp-unknown' }),
          extension(OWN_EXTENSION.normalAnswer, { valueCoding: { system: 's', code: 'none' } }),
        ],
      }),
    );
    expect(choice.options.map(({ concern, exclusive }) => [concern, exclusive])).toEqual([
      [true, false],
      [false, true],
    ]);
    expect(choice.absentReasons).toEqual(['asked-unknown', 'temp-unknown']);
    expect(choice.normalAnswer).toEqual({ type: 'coding', value: { system: 's', code: 'none' } });
    const boolean = theItem(
      anItem('boolean', 'a', { extension: [extension(OWN_EXTENSION.concernWhen, { valueBoolean: false })] }),
    );
    expect(boolean.concernWhen).toBe(false);
    const weight = theItem(
      aWeight('a', {
        extension: [
          extension(OWN_EXTENSION.softMin, { valueInteger: 4000 }),
          extension(OWN_EXTENSION.softMax, { valueDecimal: 9000.5 }),
        ],
      }),
    );
    expect([weight.softMin, weight.softMax]).toEqual([4000, 9000.5]);
  });

  it.each([
    [
      'a concern that is no boolean',
      aChoice('a', [], {
        answerOption: [anOption('x', extension(OWN_EXTENSION.concern, { valueCode: 'yes' }))],
      }),
    ],
    [
      'an unknown reason',
      anItem('date', 'a', { extension: [extension(OWN_EXTENSION.absentReasons, { valueCode: 'masked' })] }),
    ],
    [
      'a reason twice',
      anItem('date', 'a', {
        extension: [1, 2].map(() => extension(OWN_EXTENSION.absentReasons, { valueCode: 'asked-unknown' })),
      }),
    ],
    [
      'a normal answer that is no option',
      aChoice('a', ['x'], {
        extension: [extension(OWN_EXTENSION.normalAnswer, { valueCoding: { system: 's', code: 'y' } })],
      }),
    ],
    [
      'a normal answer of another type',
      anItem('integer', 'a', { extension: [extension(OWN_EXTENSION.normalAnswer, { valueBoolean: true })] }),
    ],
    [
      'a normal answer out of bounds',
      anItem('integer', 'a', {
        extension: [
          extension(OWN_EXTENSION.normalAnswer, { valueInteger: 5 }),
          extension(STANDARD_EXTENSION.maxValue, { valueInteger: 4 }),
        ],
      }),
    ],
    [
      'a soft limit that is a text',
      aWeight('a', { extension: [extension(OWN_EXTENSION.softMin, { valueString: '4' })] }),
    ],
  ])('[FC23] %s is refused', (_name, item) => {
    const { form, problems } = compileForm(aQuestionnaire([item]));
    expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toContain('error value-invalid');
    expect(form).toBeUndefined();
  });
});
