import { describe, expect, it } from 'vitest';
import { compileForm } from '../compile.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION, UCUM_SYSTEM } from '../extensions.ts';
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
  when,
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

describe('items', () => {
  it('[FC7] a linkId is needed', () => {
    expect(withItems({ type: 'boolean', text: 'a' }, anItem('boolean', ''))).toEqual([
      'error link-id-missing item[0].linkId',
      'error link-id-missing item[1].linkId',
    ]);
  });

  it('[FC7] a linkId is unique in the whole form, help texts included', () => {
    const help = anItem('display', 'a', { extension: [control('help')] });
    expect(withItems(anItem('boolean', 'a'), aGroup('g', [anItem('date', 'a')]))).toEqual([
      'error link-id-duplicate item[1].item[0].linkId',
    ]);
    expect(withItems(anItem('boolean', 'b', { item: [help] }), anItem('boolean', 'a'))).toEqual([
      'error link-id-duplicate item[1].linkId',
    ]);
  });

  it('[FC7] names of Object.prototype are ordinary linkIds', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const form = compiled(aQuestionnaire(names.map((name) => anItem('boolean', name))));
    expect(form.items.map(({ linkId }) => linkId)).toEqual(names);
    expect(names.map((name) => form.byLinkId.get(name)?.linkId)).toEqual(names);
    expect(
      withItems(anItem('date', 'a', { enableWhen: [when('__proto__', 'exists', { answerBoolean: true })] })),
    ).toEqual(['error enable-when-unknown-question item[0].enableWhen[0]']);
  });

  it.each([
    'dateTime',
    'time',
    'url',
    'open-choice',
    'attachment',
    'reference',
    'question',
    'coding',
    '',
    undefined,
  ])('[FC8] the type %j is refused, and what stands below is still looked at', (type) => {
    expect(withItems({ linkId: 'a', type, text: 'a', item: [anItem('slider', 'b')] })).toEqual([
      'error type-unsupported item[0].type',
      'error type-unsupported item[0].item[0].type',
    ]);
  });

  it('[FC9] a question has no child questions', () => {
    expect(withItems(anItem('boolean', 'a', { item: [anItem('date', 'b')] }))).toEqual([
      'error element-unsupported item[0].item[0]',
    ]);
  });

  it.each(['group', 'boolean', 'display', 'choice'])(
    '[FC9] a help child becomes the help of a %s',
    (type) => {
      const help = anItem('display', 'h', {
        text: '手帳の6ページ',
        _text: { extension: [translation('en', 'Page 6')] },
        extension: [control('help')],
      });
      const options = type === 'choice' ? { answerOption: [anOption('x')] } : {};
      const form = compiled(aQuestionnaire([anItem(type, 'a', { item: [help], ...options })]));
      expect(form.items.map(({ linkId, children }) => [linkId, children.length])).toEqual([['a', 0]]);
      expect(form.items[0]?.help).toEqual({ ja: '手帳の6ページ', en: 'Page 6' });
    },
  );

  it('[FC9] a second help, and a help with conditions, are refused', () => {
    const help = (linkId: string, more = {}) =>
      anItem('display', linkId, { extension: [control('help')], ...more });
    expect(withItems(anItem('boolean', 'a', { item: [help('h'), help('i')] }))).toEqual([
      'error element-unsupported item[0].item[1]',
    ]);
    const enableWhen = [when('a', 'exists', { answerBoolean: true })];
    expect(withItems(anItem('boolean', 'a', { item: [help('h', { enableWhen })] }))).toEqual([
      'error element-unsupported item[0].item[0].enableWhen',
    ]);
  });

  it.each(['group', 'boolean', 'string', 'date', 'integer'])('[FC10] a repeating %s is refused', (type) => {
    expect(withItems(anItem(type, 'a', { repeats: true }))).toEqual([
      'error element-unsupported item[0].repeats',
    ]);
    expect(withItems(anItem(type, 'a', { repeats: false }))).toEqual([]);
  });

  it('[FC10] a required display is refused', () => {
    expect(withItems(anItem('display', 'a', { required: true }))).toEqual([
      'error value-invalid item[0].required',
    ]);
  });

  it('[FC11] a choice needs options that can be told apart', () => {
    expect(withItems(anItem('choice', 'a'))).toEqual(['error options-missing item[0].answerOption']);
    expect(withItems(aChoice('a', ['x', 'y', 'x']))).toEqual(['error value-invalid item[0].answerOption[2]']);
    const sameCode = [
      anOption('x'),
      { valueCoding: { system: 't', code: 'x' } },
      { valueCoding: { code: 'x' } },
    ];
    expect(theItem(aChoice('a', [], { answerOption: sameCode })).options).toHaveLength(3);
    expect(
      withItems(aChoice('a', [], { answerOption: [anOption('x'), { valueCoding: { display: 'y' } }] })),
    ).toEqual(['error value-invalid item[0].answerOption[1]']);
    expect(
      withItems(aChoice('a', [], { answerOption: [{ ...anOption('x'), initialSelected: true }] })),
    ).toEqual(['error element-unsupported item[0].answerOption[0].initialSelected']);
  });

  it('[FC12] a quantity has one UCUM unit, with its printed form', () => {
    expect(theItem(aWeight('a')).unit).toEqual({ code: 'g', display: 'g' });
    expect(withItems(anItem('quantity', 'a'))).toEqual(['error value-invalid item[0]']);
    const unit = (valueCoding: object) =>
      withItems(anItem('decimal', 'a', { extension: [extension(STANDARD_EXTENSION.unit, { valueCoding })] }));
    expect(unit({ system: UCUM_SYSTEM, code: 'cm', display: 'センチ' })).toEqual([]);
    expect(unit({ system: 'http://other', code: 'cm' })).toEqual([
      'error value-invalid item[0].extension[0]',
    ]);
    expect(unit({ system: UCUM_SYSTEM })).toEqual(['error value-invalid item[0].extension[0]']);
  });

  it('[FC13] limits are read for the types they fit', () => {
    const { minValue, maxValue, minQuantity, maxQuantity, maxDecimalPlaces } = STANDARD_EXTENSION;
    const integer = theItem(
      anItem('integer', 'a', {
        extension: [extension(minValue, { valueInteger: 0 }), extension(maxValue, { valueDecimal: 9.5 })],
      }),
    );
    expect([integer.minValue, integer.maxValue]).toEqual([0, 9.5]);
    const date = theItem(anItem('date', 'a', { extension: [extension(minValue, { valueDate: '2026-01' })] }));
    expect(date.minValue).toBe('2026-01');
    const grams = (value: number) => ({ valueQuantity: { value, system: UCUM_SYSTEM, code: 'g' } });
    const weight = theItem(
      aWeight('a', {
        extension: [
          extension(minQuantity, grams(300)),
          extension(maxQuantity, grams(20_000)),
          extension(maxDecimalPlaces, { valueInteger: 0 }),
        ],
      }),
    );
    expect([weight.minValue, weight.maxValue, weight.maxDecimalPlaces]).toEqual([300, 20_000, 0]);
    expect(theItem(anItem('text', 'a', { maxLength: 500 })).maxLength).toBe(500);
  });

  it.each([
    [
      'a date for a number',
      anItem('integer', 'a', {
        extension: [extension(STANDARD_EXTENSION.minValue, { valueDate: '2026-01-01' })],
      }),
    ],
    [
      'a day that is none',
      anItem('date', 'a', {
        extension: [extension(STANDARD_EXTENSION.minValue, { valueDate: '2026-02-30' })],
      }),
    ],
    [
      'another unit',
      aWeight('a', {
        extension: [
          extension(STANDARD_EXTENSION.minQuantity, {
            valueQuantity: { value: 1, system: UCUM_SYSTEM, code: 'kg' },
          }),
        ],
      }),
    ],
    [
      'a lower limit above the upper one',
      anItem('integer', 'a', {
        extension: [
          extension(STANDARD_EXTENSION.minValue, { valueInteger: 2 }),
          extension(STANDARD_EXTENSION.maxValue, { valueInteger: 1 }),
        ],
      }),
    ],
    [
      'a lower soft limit above the upper one',
      aWeight('a', {
        extension: [
          extension(OWN_EXTENSION.softMin, { valueInteger: 2 }),
          extension(OWN_EXTENSION.softMax, { valueInteger: 1 }),
        ],
      }),
    ],
    [
      'negative places',
      anItem('decimal', 'a', {
        extension: [extension(STANDARD_EXTENSION.maxDecimalPlaces, { valueInteger: -1 })],
      }),
    ],
  ])('[FC13] %s is refused', (_name, item) => {
    const { form, problems } = compileForm(aQuestionnaire([item]));
    expect(problems.map(({ code }) => code)).toContain('value-invalid');
    expect(form).toBeUndefined();
  });

  it('[FC25] items stand in document order and know where they are', () => {
    const form = compiled(
      aQuestionnaire([
        aGroup('g', [
          anItem('boolean', 'a'),
          aGroup('h', [anItem('date', 'b', { enableWhen: [when('a', '=', { answerBoolean: true })] })]),
        ]),
        anItem('string', 'c', {
          enableBehavior: 'any',
          enableWhen: [
            when('a', '=', { answerBoolean: true }),
            when('a', 'exists', { answerBoolean: false }),
          ],
        }),
      ]),
    );
    expect(form.items.map(({ linkId, index, parent }) => [linkId, index, parent?.linkId])).toEqual([
      ['g', 0, undefined],
      ['a', 1, 'g'],
      ['h', 2, 'g'],
      ['b', 3, 'h'],
      ['c', 4, undefined],
    ]);
    expect(form.roots.map(({ linkId }) => linkId)).toEqual(['g', 'c']);
    expect(form.roots[0]?.children.map(({ linkId }) => linkId)).toEqual(['a', 'h']);
    expect([...form.dependents].map(([linkId, items]) => [linkId, items.map((item) => item.linkId)])).toEqual(
      [['a', ['b', 'c']]],
    );
    expect(form.evaluationOrder.map((item) => form.evaluationRank[item.index])).toEqual([0, 1, 2, 3, 4]);
  });

  it('[FC25] everything else an item says about itself is kept', () => {
    const item = theItem(
      anItem('string', 'a', {
        prefix: '1.',
        required: true,
        readOnly: true,
        definition: 'http://x#y',
        code: [{ system: 'http://loinc.org', code: '8302-2', display: '身長' }],
      }),
    );
    expect(item).toMatchObject({
      prefix: '1.',
      required: true,
      readOnly: true,
      repeats: false,
      definition: 'http://x#y',
      code: [{ system: 'http://loinc.org', code: '8302-2', display: '身長' }],
    });
  });
});
