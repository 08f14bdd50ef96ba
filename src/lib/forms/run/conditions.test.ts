import { describe, expect, it } from 'vitest';
import type { Answer } from '../answer-types.ts';
import { UCUM_SYSTEM } from '../extensions.ts';
import { aChoice, anItem, aQuestionnaire, aWeight, when } from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';

type Json = Readonly<Record<string, unknown>>;

/** Whether an item is asked when `q` has these answers. */
const isAsked = (question: Json, operator: string, answer: Json, given: readonly Answer[]): boolean =>
  new Scenario(
    aQuestionnaire([question, anItem('string', 'd', { enableWhen: [when('q', operator, answer)] })]),
  )
    .set('q', given)
    .isShown('d');

const text = (value: string): Answer => ({ type: 'string', value });
const uri = (value: string): Answer => ({ type: 'uri', value });
const date = (value: string): Answer => ({ type: 'date', value });
const moment = (value: string): Answer => ({ type: 'dateTime', value });
const time = (value: string): Answer => ({ type: 'time', value });
const integer = (value: number): Answer => ({ type: 'integer', value });
const decimal = (value: number): Answer => ({ type: 'decimal', value });
const code = (value: string): Answer => ({ type: 'coding', value: { system: 's', code: value } });
const grams = (value: number): Answer => ({ type: 'quantity', value, unit: 'g', code: 'g' });
const reference = (value: string): Answer => ({ type: 'reference', value: { reference: value } });
const file = (title: string): Answer => ({ type: 'attachment', value: { title, data: 'AAAA' } });

/** Types with an order: what stands in the condition, an answer before it, the same and one behind it. */
const ORDERED: readonly (readonly [string, Json, Json, Answer, Answer, Answer])[] = [
  ['integer', anItem('integer', 'q'), { answerInteger: 3 }, integer(2), integer(3), integer(4)],
  ['decimal', anItem('decimal', 'q'), { answerDecimal: 0.3 }, decimal(0.29), decimal(0.3), decimal(0.31)],
  [
    'date',
    anItem('date', 'q'),
    { answerDate: '2024-02-29' },
    date('2024-02-28'),
    date('2024-02-29'),
    date('2024-03-01'),
  ],
  [
    'dateTime',
    anItem('dateTime', 'q'),
    { answerDateTime: '2025-12-31T23:59:59+09:00' },
    moment('2025-12-31T23:59:58+09:00'),
    moment('2025-12-31T14:59:59Z'),
    moment('2026-01-01T00:00:00+09:00'),
  ],
  [
    'time',
    anItem('time', 'q'),
    { answerTime: '09:30:00' },
    time('09:29:59'),
    time('09:30'),
    time('09:30:01'),
  ],
  ['string', anItem('string', 'q'), { answerString: 'か' }, text('お'), text('か'), text('かき')],
  ['text', anItem('text', 'q'), { answerString: 'か\n' }, text('か'), text('か\n'), text('か\nき')],
  [
    'open-choice with own words',
    anItem('open-choice', 'q'),
    { answerString: 'か' },
    text('お'),
    text('か'),
    text('き'),
  ],
  [
    'choice of numbers',
    anItem('choice', 'q', { answerOption: [1, 2, 3].map((valueInteger) => ({ valueInteger })) }),
    { answerInteger: 2 },
    integer(1),
    integer(2),
    integer(3),
  ],
  [
    'quantity',
    aWeight('q'),
    { answerQuantity: { value: 5, system: UCUM_SYSTEM, code: 'g' } },
    grams(4.9),
    grams(5),
    grams(5.1),
  ],
];

/** Types without an order: what stands in the condition, the same and another. */
const UNORDERED: readonly (readonly [string, Json, Json, Answer, Answer])[] = [
  [
    'boolean',
    anItem('boolean', 'q'),
    { answerBoolean: false },
    { type: 'boolean', value: false },
    { type: 'boolean', value: true },
  ],
  ['choice', aChoice('q', ['x', 'y']), { answerCoding: { system: 's', code: 'x' } }, code('x'), code('y')],
  ['url', anItem('url', 'q'), { answerString: 'urn:a' }, uri('urn:a'), uri('urn:A')],
  [
    'reference',
    anItem('reference', 'q'),
    { answerReference: { reference: 'Patient/1' } },
    reference('Patient/1'),
    reference('Patient/2'),
  ],
];

/** What holds of an answer before, the same and one behind, and of none. */
const ORDER_TABLE = {
  '=': [false, true, false, false],
  '!=': [true, false, true, true],
  '>': [false, false, true, false],
  '>=': [false, true, true, false],
  '<': [true, false, false, false],
  '<=': [true, true, false, false],
} as const;

describe('every operator on every answer type that has it', () => {
  describe.each(ORDERED)('on a %s', (_type, question, answer, before, same, behind) => {
    it.each(Object.entries(ORDER_TABLE))('[FB3] [FE6] %s', (operator, outcome) => {
      const given = [[before], [same], [behind], []];
      expect(given.map((each) => isAsked(question, operator, answer, each))).toEqual(outcome);
    });

    it('[FB3] exists', () => {
      const exists = (answerBoolean: boolean, given: readonly Answer[]) =>
        isAsked(question, 'exists', { answerBoolean }, given);
      expect([exists(true, [same]), exists(true, []), exists(false, [same]), exists(false, [])]).toEqual([
        true,
        false,
        false,
        true,
      ]);
    });
  });

  it.each(UNORDERED)('[FB3] [FE5] = and != on a %s', (_type, question, answer, same, other) => {
    const outcome = (operator: string) =>
      [[same], [other], []].map((given) => isAsked(question, operator, answer, given));
    expect(outcome('=')).toEqual([true, false, false]);
    expect(outcome('!=')).toEqual([false, true, true]);
  });

  it.each([
    ...UNORDERED.map(([type, question, , same]) => [type, question, same] as const),
    ['attachment', anItem('attachment', 'q'), file('写真')] as const,
  ])('[FB3] exists on a %s', (_type, question, same) => {
    const exists = (answerBoolean: boolean, given: readonly Answer[]) =>
      isAsked(question, 'exists', { answerBoolean }, given);
    expect([exists(true, [same]), exists(true, []), exists(false, [same]), exists(false, [])]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('[FB4] [FE7] all needs every condition and any needs one, of three', () => {
    const state = (enableBehavior: string, holding: number): boolean => {
      const linkIds = ['a', 'b', 'c'];
      const enableWhen = linkIds.map((linkId) => when(linkId, '=', { answerBoolean: true }));
      const scenario = new Scenario(
        aQuestionnaire([
          ...linkIds.map((linkId) => anItem('boolean', linkId)),
          anItem('date', 'd', { enableBehavior, enableWhen }),
        ]),
      );
      for (const linkId of linkIds.slice(0, holding)) scenario.answer(linkId, true);
      return scenario.isShown('d');
    };
    expect([0, 1, 2, 3].map((holding) => state('all', holding))).toEqual([false, false, false, true]);
    expect([0, 1, 2, 3].map((holding) => state('any', holding))).toEqual([false, true, true, true]);
  });
});

describe('what is compared', () => {
  const QUESTION = anItem('dateTime', 'q');

  it.each([
    ['2026-03-05T00:30:00Z', '=', true],
    ['2026-03-05T09:30', '=', true],
    ['2026-03-05T09:30:00.001+09:00', '>', true],
    ['2026-03-05T00:29:59Z', '<', true],
    ['2026-03-06', '>', true],
    ['2026-03-04', '<', true],
    ['2026-03-05', '=', false],
    ['2026-03-05', '<', false],
    ['2026-03-05', '>', false],
    ['2026-03', '<=', false],
    ['2026', '>=', false],
    ['2027', '>', true],
    ['2025-12', '<', true],
  ])('[FE15] the date and time %s is %s 2026-03-05T09:30:00+09:00: %s', (value, operator, is) => {
    const answer = { answerDateTime: '2026-03-05T09:30:00+09:00' };
    expect(isAsked(QUESTION, operator, answer, [moment(value)])).toBe(is);
  });

  it.each([
    ['2026-03-05T23:59:59+09:00', '<=', false],
    ['2026-03-06T00:00:00+09:00', '>', true],
    ['2026-03-04T23:59:59+09:00', '<', true],
    ['2026-03-05', '=', true],
  ])('[FE15] the date and time %s is %s the day 2026-03-05: %s', (value, operator, is) => {
    expect(isAsked(QUESTION, operator, { answerDate: '2026-03-05' }, [moment(value)])).toBe(is);
  });

  it('[FE15] a time without seconds is the full minute', () => {
    const question = anItem('time', 'q');
    expect(isAsked(question, '=', { answerTime: '09:30:00' }, [time('09:30')])).toBe(true);
    expect(isAsked(question, '<', { answerTime: '09:30:01' }, [time('09:30')])).toBe(true);
    expect(isAsked(question, '>', { answerTime: '09:30:00' }, [time('09:30')])).toBe(false);
  });

  it('[FE16] numbers compare as doubles, and trailing zeros are not kept', () => {
    const question = anItem('decimal', 'q');
    expect(isAsked(question, '=', { answerDecimal: 6.0 }, [decimal(6)])).toBe(true);
    expect(isAsked(question, '=', { answerInteger: 6 }, [decimal(6)])).toBe(true);
    expect(isAsked(question, '=', { answerDecimal: 0.3 }, [decimal(0.1 + 0.2)])).toBe(false);
    expect(isAsked(question, '>', { answerDecimal: 0.3 }, [decimal(0.1 + 0.2)])).toBe(true);
    expect(new Scenario(aQuestionnaire([question])).set('q', [decimal(6.0)]).responseItems).toEqual([
      { linkId: 'q', answer: [{ valueDecimal: 6 }] },
    ]);
  });

  it('[FE9] amounts without a code are told apart by their printed unit', () => {
    const question = anItem('quantity', 'q');
    const cups = (unit: string): Answer => ({ type: 'quantity', value: 2, unit });
    const answer = { answerQuantity: { value: 1, unit: '杯' } };
    expect(isAsked(question, '>', answer, [cups('杯')])).toBe(true);
    expect(isAsked(question, '>', answer, [cups('枚')])).toBe(false);
  });

  it('[FE4] an attachment or a reference that holds nothing is no value', () => {
    const exists = { answerBoolean: true };
    expect(
      isAsked(anItem('attachment', 'q'), 'exists', exists, [
        { type: 'attachment', value: { title: '写真' } },
      ]),
    ).toBe(false);
    expect(
      isAsked(anItem('reference', 'q'), 'exists', exists, [
        { type: 'reference', value: { type: 'Patient' } },
      ]),
    ).toBe(false);
    expect(isAsked(anItem('url', 'q'), 'exists', exists, [uri(' ')])).toBe(false);
    expect(isAsked(anItem('time', 'q'), 'exists', exists, [time('')])).toBe(false);
  });
});
