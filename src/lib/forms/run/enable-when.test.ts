import { describe, expect, it } from 'vitest';
import { UCUM_SYSTEM } from '../extensions.ts';
import { problemsOfItems } from '../testing/problems.ts';
import { aChoice, aGroup, anItem, aWeight, when } from '../testing/questionnaire.ts';

const problemsOf = (items: readonly unknown[]): readonly string[] => problemsOfItems(...items);

const grams = (code = 'g') => ({ answerQuantity: { value: 1, system: UCUM_SYSTEM, code } });

/** Each type with an answer of its own, an answer of another, and whether it has an order. */
const TYPES = [
  ['boolean', anItem('boolean', 'q'), { answerBoolean: true }, { answerInteger: 1 }, false],
  ['integer', anItem('integer', 'q'), { answerInteger: 1 }, { answerString: '1' }, true],
  ['decimal', anItem('decimal', 'q'), { answerDecimal: 1.5 }, { answerQuantity: { value: 1 } }, true],
  ['date', anItem('date', 'q'), { answerDate: '2026-04' }, { answerString: '2026-04' }, true],
  [
    'dateTime',
    anItem('dateTime', 'q'),
    { answerDateTime: '2026-04-01T00:00:00Z' },
    { answerTime: '00:00:00' },
    true,
  ],
  ['time', anItem('time', 'q'), { answerTime: '10:00:00' }, { answerInteger: 10 }, true],
  ['string', anItem('string', 'q'), { answerString: 'x' }, { answerCoding: { code: 'x' } }, true],
  ['text', anItem('text', 'q'), { answerString: 'x' }, { answerBoolean: true }, true],
  ['url', anItem('url', 'q'), { answerString: 'urn:x' }, { answerInteger: 1 }, false],
  [
    'choice',
    aChoice('q', ['x']),
    { answerCoding: { system: 's', code: 'x' } },
    { answerBoolean: true },
    false,
  ],
  ['open-choice', anItem('open-choice', 'q'), { answerCoding: { code: 'x' } }, { answerDecimal: 1 }, false],
  ['open-choice', anItem('open-choice', 'q'), { answerString: 'x' }, { answerBoolean: true }, true],
  ['attachment', anItem('attachment', 'q'), undefined, { answerString: 'x' }, false],
  [
    'reference',
    anItem('reference', 'q'),
    { answerReference: { reference: 'Patient/1' } },
    { answerString: 'x' },
    false,
  ],
  ['quantity', aWeight('q'), grams(), { answerDecimal: 1 }, true],
] as const;

const OPERATORS = ['=', '!=', '>', '<', '>=', '<='];

describe('conditions at compile time', () => {
  describe.each(TYPES)('on a %s', (_type, question, fitting, other, ordered) => {
    const conditionOf = (operator: string, answer: object = {}) =>
      problemsOf([question, anItem('string', 'd', { enableWhen: [when('q', operator, { ...answer })] })]);

    it.each(fitting === undefined ? [] : OPERATORS)(
      '[FC13] %s takes an answer of the type where it has a meaning',
      (operator) => {
        const allowed = ordered || operator === '=' || operator === '!=';
        expect(conditionOf(operator, fitting)).toEqual(
          allowed ? [] : ['error enable-when-type item[1].enableWhen[0]'],
        );
      },
    );

    it('[FC13] an answer of another type is refused', () => {
      expect(conditionOf('=', other)).toEqual(['error enable-when-type item[1].enableWhen[0]']);
    });

    it('[FC13] exists takes a boolean', () => {
      expect(conditionOf('exists', { answerBoolean: false })).toEqual([]);
      expect(conditionOf('exists', { answerString: 'x' })).toEqual([
        'error enable-when-type item[1].enableWhen[0]',
      ]);
    });
  });

  it.each([
    ['decimal', 'integer', { answerInteger: 3 }],
    ['integer', 'decimal', { answerDecimal: 3 }],
    ['dateTime', 'date', { answerDate: '2026-04-01' }],
    ['url', 'string', { answerString: 'urn:a' }],
  ])('[FC13] a %s may be compared with a %s', (type, _other, answer) => {
    expect(
      problemsOf([anItem(type, 'q'), anItem('date', 'd', { enableWhen: [when('q', '=', answer)] })]),
    ).toEqual([]);
  });

  it('[FC13] a number with a fraction is not one that a whole number can be compared with', () => {
    const enableWhen = [when('q', '>', { answerDecimal: 1.5 })];
    expect(problemsOf([anItem('integer', 'q'), anItem('date', 'd', { enableWhen })])).toEqual([
      'error enable-when-type item[1].enableWhen[0]',
    ]);
  });

  it.each(['group', 'display'])('[FC13] a %s has no answer to ask for', (type) => {
    const enableWhen = [when('q', 'exists', { answerBoolean: true })];
    expect(problemsOf([anItem(type, 'q'), anItem('date', 'd', { enableWhen })])).toEqual([
      'error enable-when-type item[1].enableWhen[0]',
    ]);
  });

  it('[FC13] an amount in another unit is refused', () => {
    expect(
      problemsOf([aWeight('q'), anItem('date', 'd', { enableWhen: [when('q', '>', grams('kg'))] })]),
    ).toEqual(['error enable-when-type item[1].enableWhen[0]']);
  });

  it.each([{ answerDate: '2026-02-30' }, { answerDate: 5 }])('[FC6] %j is no date', (answer) => {
    expect(
      problemsOf([anItem('date', 'q'), anItem('date', 'd', { enableWhen: [when('q', '=', answer)] })]),
    ).toEqual(['error value-invalid item[1].enableWhen[0].answerDate']);
  });

  it('[FC12] a condition names a question of the form', () => {
    const enableWhen = [when('nowhere', '=', { answerBoolean: true })];
    expect(problemsOf([anItem('date', 'd', { enableWhen })])).toEqual([
      'error enable-when-unknown-question item[0].enableWhen[0]',
    ]);
    expect(
      problemsOf([anItem('date', 'd', { enableWhen: [{ operator: '=', answerBoolean: true }] })]),
    ).toEqual(['error value-invalid item[0].enableWhen[0]']);
  });

  it('[FC6] an unknown operator is refused', () => {
    const enableWhen = [when('q', '~', { answerBoolean: true })];
    expect(problemsOf([anItem('boolean', 'q'), anItem('date', 'd', { enableWhen })])).toEqual([
      'error value-invalid item[1].enableWhen[0].operator',
    ]);
  });

  it('[FC14] a condition on an option that is not offered is a warning', () => {
    const enableWhen = [when('q', '=', { answerCoding: { system: 's', code: 'y' } })];
    expect(problemsOf([aChoice('q', ['x']), anItem('date', 'd', { enableWhen })])).toEqual([
      'warning value-invalid item[1].enableWhen[0]',
    ]);
  });

  it('[FC15] several conditions need a behaviour', () => {
    const enableWhen = [
      when('q', '=', { answerBoolean: true }),
      when('q', 'exists', { answerBoolean: true }),
    ];
    expect(problemsOf([anItem('boolean', 'q'), anItem('date', 'd', { enableWhen })])).toEqual([
      'error value-invalid item[1].enableBehavior',
    ]);
    expect(
      problemsOf([anItem('boolean', 'q'), anItem('date', 'd', { enableWhen, enableBehavior: 'any' })]),
    ).toEqual([]);
  });
});

describe('cycles', () => {
  const on = (linkId: string, question: string) =>
    anItem('boolean', linkId, { enableWhen: [when(question, '=', { answerBoolean: true })] });

  it('[FC16] an item that depends on itself is refused', () => {
    expect(problemsOf([on('a', 'a')])).toEqual(['error enable-when-cycle item[0].enableWhen[0]']);
  });

  it('[FC16] a cycle is reported at its own conditions, not at those before or behind it', () => {
    const items = [
      anItem('boolean', 'start'),
      on('behind', 'c'),
      on('a', 'c'),
      on('b', 'a'),
      on('c', 'b'),
      on('before', 'start'),
    ];
    const both = anItem('boolean', 'a', {
      enableBehavior: 'any',
      enableWhen: [when('before', '=', { answerBoolean: true }), when('c', '=', { answerBoolean: true })],
    });
    expect(problemsOf([...items.slice(0, 2), both, ...items.slice(3)])).toEqual([
      'error enable-when-cycle item[2].enableWhen[1]',
      'error enable-when-cycle item[3].enableWhen[0]',
      'error enable-when-cycle item[4].enableWhen[0]',
    ]);
  });

  it('[FC16] a group that waits for an answer inside it is a cycle', () => {
    const enableWhen = [when('a', '=', { answerBoolean: true })];
    expect(problemsOf([aGroup('g', [aGroup('h', [anItem('boolean', 'a')])], { enableWhen })])).toEqual([
      'error enable-when-cycle item[0].enableWhen[0]',
    ]);
  });

  it('[FC16] conditions that point forward are no cycle', () => {
    expect(problemsOf([on('a', 'b'), on('b', 'c'), anItem('boolean', 'c')])).toEqual([]);
  });

  it('[FC16] a question that waits for one of its own items is a cycle', () => {
    const enableWhen = [when('a', '=', { answerBoolean: true })];
    expect(problemsOf([anItem('boolean', 'q', { enableWhen, item: [anItem('boolean', 'a')] })])).toEqual([
      'error enable-when-cycle item[0].enableWhen[0]',
    ]);
  });

  it('[FC16] an item that waits for what it stands in is no cycle', () => {
    const enableWhen = [when('q', '=', { answerBoolean: true })];
    expect(problemsOf([anItem('boolean', 'q', { item: [anItem('boolean', 'a', { enableWhen })] })])).toEqual(
      [],
    );
  });
});
