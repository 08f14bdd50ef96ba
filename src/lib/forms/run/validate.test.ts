import { describe, expect, it } from 'vitest';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import type { Answer } from '../answer-types.ts';
import { aChoice, aGroup, anItem, anOption, aWeight, extension, when } from '../testing/questionnaire.ts';
import { scenarioOf } from '../testing/scenario.ts';
import { validateItem } from './validate.ts';

/** Issues of answers to one item, as `code bound`, warnings with a question mark. */
const issuesOf = (item: object, ...given: readonly Answer[]): readonly string[] => {
  const [first] = scenarioOf(item).form.items;
  if (first === undefined) throw new Error('no item');
  return validateItem({ item: first, key: first.linkId, role: 'single' }, given).map(
    ({ code, severity, bound }) =>
      `${code}${severity === 'warning' ? '?' : ''}${bound === undefined ? '' : ` ${bound}`}`,
  );
};

const integer = (value: number): Answer => ({ type: 'integer', value });
const decimal = (value: number): Answer => ({ type: 'decimal', value });
const text = (value: string): Answer => ({ type: 'string', value });
const date = (value: string): Answer => ({ type: 'date', value });
const code = (value: string): Answer => ({ type: 'coding', value: { system: 's', code: value } });
const grams = (value: number, unit = 'g'): Answer => ({ type: 'quantity', value, unit, code: unit });
const unknown: Answer = { type: 'absent', reason: 'asked-unknown' };

const limit = (url: string, value: number) => extension(url, { valueDecimal: value });

describe('validate', () => {
  it('[FV1] a required question that is not asked holds nothing back', () => {
    const scenario = scenarioOf(
      anItem('boolean', 'q'),
      anItem('string', 'd', {
        required: true,
        maxLength: 3,
        enableWhen: [when('q', '=', { answerBoolean: true })],
      }),
    );
    scenario.expectNoProblem();
    scenario.answer('d', 'much too long').expectNoProblem();
    expect(scenario.answer('q', true).issues).toEqual([
      { linkId: 'd', key: 'd', code: 'too-long', severity: 'error', bound: 3 },
    ]);
    expect(scenario.answer('d').issues).toEqual([
      { linkId: 'd', key: 'd', code: 'required', severity: 'error' },
    ]);
  });

  it('[FV1] issues stand in document order', () => {
    const scenario = scenarioOf(
      ...['c', 'a', 'b'].map((linkId) => anItem('date', linkId, { required: true })),
    );
    scenario.expectRequired('c', 'a', 'b');
    expect(scenario.answer('b', '2026-13').issues.map(({ linkId }) => linkId)).toEqual(['c', 'a', 'b']);
  });

  it('[FV2] a required question needs a value, or a reason that it offers', () => {
    const item = anItem('string', 'a', {
      required: true,
      extension: [extension(OWN_EXTENSION.absentReasons, { valueCode: 'asked-unknown' })],
    });
    expect(issuesOf(item)).toEqual(['required']);
    expect(issuesOf(item, text(''))).toEqual(['required']);
    expect(issuesOf(item, text(' \u3000'))).toEqual(['required']);
    expect(issuesOf(item, text('x'))).toEqual([]);
    expect(issuesOf(item, unknown)).toEqual([]);
    expect(issuesOf(anItem('string', 'a'))).toEqual([]);
  });

  it('[FV3] a required group needs something inside', () => {
    const scenario = scenarioOf(
      anItem('boolean', 'q'),
      aGroup(
        'g',
        [
          aGroup('h', [
            anItem('date', 'a'),
            anItem('date', 'b', { enableWhen: [when('q', '=', { answerBoolean: true })] }),
          ]),
        ],
        {
          required: true,
        },
      ),
    );
    const missing = [{ linkId: 'g', key: 'g', code: 'required', severity: 'error' }];
    expect(scenario.issues).toEqual(missing);
    expect(scenario.answer('b', '2026-01-01').issues).toEqual(missing);
    scenario.answer('q', true).expectNoProblem();
    scenario.answer('q', false).answer('a', '2026-01-01').expectNoProblem();
  });

  it.each([
    ['integer', integer(1)],
    ['decimal', decimal(1.5)],
    ['boolean', { type: 'boolean', value: true }],
    ['date', date('2026-01-01')],
    ['string', text('x')],
    ['text', text('x')],
    ['quantity', grams(1)],
    ['choice', code('x')],
    ['dateTime', { type: 'dateTime', value: '2026-01-01' }],
    ['time', { type: 'time', value: '09:30:00' }],
    ['url', { type: 'uri', value: 'urn:x' }],
    ['attachment', { type: 'attachment', value: { data: 'AAAA' } }],
    ['reference', { type: 'reference', value: { reference: 'Patient/1' } }],
  ] as const)('[FV4] a %s takes answers of its own type only', (type, own) => {
    const item =
      type === 'choice' ? aChoice('a', ['x']) : type === 'quantity' ? aWeight('a') : anItem(type, 'a');
    const all: readonly Answer[] = [
      integer(1),
      decimal(1.5),
      date('2026-01-01'),
      text('x'),
      code('x'),
      grams(1),
    ];
    expect(issuesOf(item, own)).toEqual([]);
    for (const other of all.filter((answer) => answer.type !== own.type)) {
      const isOption = type === 'choice' && ['string', 'integer', 'date'].includes(other.type);
      expect(issuesOf(item, other)).toEqual([isOption ? 'option-unknown' : 'type']);
    }
  });

  it.each(['group', 'display'])('[FV4] a %s takes no answer', (type) => {
    expect(issuesOf(anItem(type, 'a'), text('x'))).toEqual(['type']);
    expect(issuesOf(anItem(type, 'a'))).toEqual([]);
  });

  it.each([
    [integer(2_147_483_647), []],
    [integer(2_147_483_648), ['type']],
    [integer(-2_147_483_648), []],
    [integer(-2_147_483_649), ['type']],
    [integer(1.5), ['type']],
    [integer(NaN), ['type']],
  ])('[FV4] the integer %j gives %j', (answer, issues) => {
    expect(issuesOf(anItem('integer', 'a'), answer)).toEqual(issues);
  });

  it('[FV4] a decimal is a number below 10^15', () => {
    expect(issuesOf(anItem('decimal', 'a'), decimal(999_999_999_999_999))).toEqual([]);
    expect(issuesOf(anItem('decimal', 'a'), decimal(1e15))).toEqual(['type']);
    expect(issuesOf(anItem('decimal', 'a'), decimal(Infinity))).toEqual(['type']);
  });

  it.each([
    [{ type: 'uri', value: 'has spaces' }, 'url'],
    [{ type: 'attachment', value: { data: 'not base64!' } }, 'attachment'],
    [{ type: 'quantity', value: 1, unit: 'g', code: '' }, 'quantity'],
    [{ type: 'coding', value: { code: '' } }, 'open-choice'],
  ] as const)('[FV4] %j is no answer to a %s', (answer, type) => {
    expect(issuesOf(anItem(type, 'a'), answer)).toEqual(['type']);
  });

  it('[FV5] only what is offered can be chosen', () => {
    const item = aChoice('a', ['x'], {
      extension: [extension(OWN_EXTENSION.absentReasons, { valueCode: 'temp-unknown' })],
    });
    expect(issuesOf(item, code('x'))).toEqual([]);
    expect(issuesOf(item, code('y'))).toEqual(['option-unknown']);
    expect(issuesOf(item, { type: 'coding', value: { code: 'x' } })).toEqual(['option-unknown']);
    expect(issuesOf(item, { type: 'absent', reason: 'temp-unknown' })).toEqual([]);
    expect(issuesOf(item, unknown)).toEqual(['option-unknown']);
  });

  const several = aChoice('a', [], {
    repeats: true,
    answerOption: [
      anOption('x'),
      anOption('y'),
      anOption('none', extension(STANDARD_EXTENSION.optionExclusive, { valueBoolean: true })),
    ],
    extension: [extension(OWN_EXTENSION.absentReasons, { valueCode: 'asked-unknown' })],
  });

  it('[FV6] none of the above, and no answer, stand alone', () => {
    expect(issuesOf(several, code('none'))).toEqual([]);
    expect(issuesOf(several, code('x'), code('none'))).toEqual(['option-exclusive']);
    expect(issuesOf(several, code('x'), unknown)).toEqual(['option-exclusive']);
    expect(issuesOf(several, unknown)).toEqual([]);
  });

  it('[FV7] only a multi-select has several answers, and each once', () => {
    expect(issuesOf(several, code('x'), code('y'))).toEqual([]);
    expect(issuesOf(several, code('x'), code('x'))).toEqual(['too-many']);
    expect(issuesOf(aChoice('a', ['x', 'y']), code('x'), code('y'))).toEqual(['too-many']);
    expect(issuesOf(anItem('integer', 'a'), integer(1), integer(1))).toEqual(['too-many']);
  });

  it('[FV14] what is wrong with several answers to one question alike is told once', () => {
    expect(issuesOf(several, code('p'), code('q'))).toEqual(['option-unknown']);
    const one = aChoice('a', ['x', 'y'], {
      repeats: true,
      extension: [extension(STANDARD_EXTENSION.maxOccurs, { valueInteger: 1 })],
    });
    expect(issuesOf(one, code('x'), code('x'))).toEqual(['too-many', 'too-many 1']);
    const short = anItem('open-choice', 'a', {
      repeats: true,
      answerOption: [{ valueString: 'x' }],
      maxLength: 2,
    });
    expect(issuesOf(short, text('abc'), text('abcd'))).toEqual(['too-long 2']);
  });

  it('[FV8] length counts characters as people see them', () => {
    const item = anItem('string', 'a', { maxLength: 3 });
    expect(issuesOf(item, text('𠮷野家'))).toEqual([]);
    expect(issuesOf(item, text('𠮷野家様'))).toEqual(['too-long 3']);
  });

  it('[FV9] hard bounds are inclusive', () => {
    const { minValue, maxValue } = STANDARD_EXTENSION;
    const item = aWeight('a', { extension: [limit(minValue, 300), limit(maxValue, 20_000)] });
    expect([299.9, 300, 20_000, 20_000.1].map((value) => issuesOf(item, grams(value)))).toEqual([
      ['below-min 300'],
      [],
      [],
      ['above-max 20000'],
    ]);
  });

  it.each([
    ['2025-12-31', ['below-min 2026-01-15']],
    ['2026-01-14', ['below-min 2026-01-15']],
    ['2026-01-15', []],
    ['2026-01', []],
    ['2026', []],
    ['2026-03-31', []],
    ['2026-04-01', ['above-max 2026-03']],
    ['2027', ['above-max 2026-03']],
  ])('[FV9] the date %s gives %j', (value, issues) => {
    const { minValue, maxValue } = STANDARD_EXTENSION;
    const item = anItem('date', 'a', {
      extension: [
        extension(minValue, { valueDate: '2026-01-15' }),
        extension(maxValue, { valueDate: '2026-03' }),
      ],
    });
    expect(issuesOf(item, date(value))).toEqual(issues);
  });

  it('[FV10] soft bounds ask back, and are silent where a hard one speaks', () => {
    const item = aWeight('a', {
      extension: [
        limit(STANDARD_EXTENSION.minValue, 300),
        limit(OWN_EXTENSION.softMin, 4000),
        limit(OWN_EXTENSION.softMax, 9000),
        limit(STANDARD_EXTENSION.maxValue, 20_000),
      ],
    });
    expect([58, 3999, 4000, 9000, 9001, 62_000].map((value) => issuesOf(item, grams(value)))).toEqual([
      ['below-min 300'],
      ['soft-low? 4000'],
      [],
      [],
      ['soft-high? 9000'],
      ['above-max 20000'],
    ]);
  });

  it('[FV11] more decimal places than allowed are a defect', () => {
    const item = anItem('decimal', 'a', {
      extension: [extension(STANDARD_EXTENSION.maxDecimalPlaces, { valueInteger: 1 })],
    });
    expect([62, 62.5, 62.55, 1e-7].map((value) => issuesOf(item, decimal(value)))).toEqual([
      [],
      [],
      ['decimal-places 1'],
      ['decimal-places 1'],
    ]);
  });

  it('[FV12] an amount in another unit is a defect, whatever its number', () => {
    expect(issuesOf(aWeight('a'), grams(6.2, 'kg'))).toEqual(['unit g']);
  });
});
