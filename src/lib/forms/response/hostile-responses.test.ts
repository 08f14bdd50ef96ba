import { describe, expect, it } from 'vitest';
import type { Answer } from '../answer-types.ts';
import { evaluate } from '../run/evaluate.ts';
import type { ItemType } from '../form.ts';
import { respond } from './respond.ts';
import { restore } from './restore.ts';
import { countedReads } from '../testing/counted-reads.ts';
import { aChoice, aGroup, anItem, aQuestionnaire } from '../testing/questionnaire.ts';
import { compiled } from '../testing/scenario.ts';
import { validate } from '../run/validate.ts';
import { validateResponse } from './validate-response.ts';

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const form = compiled(
  aQuestionnaire([
    anItem('boolean', 'a', { item: [anItem('boolean', 'b', { item: [anItem('boolean', 'c')] })] }),
    aGroup('g', [
      aChoice(
        'several',
        many(2_000, (index) => `c${index}`),
        { repeats: true, item: [anItem('string', 'which')] },
      ),
      anItem('string', '__proto__'),
    ]),
    aGroup('row', [anItem('string', 'cell'), anItem('integer', 'number', { repeats: true })], {
      repeats: true,
    }),
  ]),
);

const header = {
  resourceType: 'QuestionnaireResponse',
  questionnaire: 'https://example.org/form|1',
  status: 'completed',
};

const restoring = (parts: object) => restore(form, { ...header, ...parts });

const codings = (count: number, item?: readonly object[]) =>
  many(count, (index) => ({
    valueCoding: { system: 's', code: `c${index % 3_000}` },
    ...(item && { item }),
  }));

describe('hostile responses', () => {
  it.each([undefined, null, 5, 'x', [], {}, { resourceType: 'Questionnaire' }])(
    '[FS4] %j is not a response',
    (response) => {
      expect(restore(form, response)).toEqual({
        answers: new Map(),
        problems: [{ severity: 'error', code: 'not-a-response', path: 'QuestionnaireResponse' }],
      });
    },
  );

  const which = [{ linkId: 'which', answer: [{ valueString: 'x' }] }];
  const SHAPES: readonly (readonly [string, (count: number) => object])[] = [
    ['items', (count) => ({ item: many(count, () => ({ linkId: 'a' })) })],
    ['unknown items', (count) => ({ item: many(count, (index) => ({ linkId: `x${index}` })) })],
    [
      'answers',
      (count) => ({ item: [{ linkId: 'g', item: [{ linkId: 'several', answer: codings(count) }] }] }),
    ],
    [
      'items under answers',
      (count) => ({ item: [{ linkId: 'g', item: [{ linkId: 'several', answer: codings(count, which) }] }] }),
    ],
    [
      'rows',
      (count) => ({
        item: many(count, () => ({
          linkId: 'row',
          item: [{ linkId: 'cell', answer: [{ valueString: 'x' }] }],
        })),
      }),
    ],
    [
      'rows of one answer',
      (count) => ({
        item: [
          { linkId: 'row', item: [{ linkId: 'number', answer: many(count, () => ({ valueInteger: 1 })) }] },
        ],
      }),
    ],
    ['extensions', (count) => ({ item: [{ linkId: 'a', extension: many(count, () => ({})) }] })],
    [
      'elements',
      (count) => ({
        item: [{ linkId: 'a', ...Object.fromEntries(many(count, (index) => [`x${index}`, 1])) }],
      }),
    ],
  ];

  it.each(SHAPES)('[FS4] twice as many %s are looked at twice as often', (_name, shape) => {
    const readsOf = (count: number): number => {
      const { json, reads } = countedReads({ ...header, ...shape(count) });
      validateResponse(form, json);
      return reads();
    };
    expect(readsOf(400)).toBeLessThan(2.2 * readsOf(200));
    expect(readsOf(8_000)).toBeLessThan(2.2 * readsOf(4_000));
  });

  it.each(SHAPES)('[FS4] a hundred thousand %s are a list of problems', (_name, shape) => {
    expect(validateResponse(form, { ...header, ...shape(100_000) }).length).toBeGreaterThan(0);
  });

  it('[FS4] more than 50,000 items and answers are not read', () => {
    const { problems } = restoring({ item: many(50_001, () => ({ linkId: 'a' })) });
    expect(problems.at(-1)).toEqual({ severity: 'error', code: 'too-large', path: 'item[50000]' });
  });

  it('[FG8] [FS4] more than 500 rows of a list are not read, and told once', () => {
    const rows = (count: number) =>
      many(count, (index) => ({
        linkId: 'row',
        item: [{ linkId: 'cell', answer: [{ valueString: `${index}` }] }],
      }));
    expect(restoring({ item: rows(500) }).problems).toEqual([]);
    const { answers, problems } = restoring({ item: rows(700) });
    expect(problems).toEqual([{ severity: 'error', code: 'too-large', path: 'item[500]', linkId: 'row' }]);
    expect(answers.get('row')).toHaveLength(500);
  });

  it('[FG8] [FS4] rows of a wide group end before the machine does', () => {
    const wide = compiled(
      aQuestionnaire([
        aGroup(
          'wide',
          many(9_000, (index) => anItem('boolean', `q${index}`)),
          { repeats: true },
        ),
      ]),
    );
    const { answers, problems } = restore(wide, {
      ...header,
      item: many(500, () => ({ linkId: 'wide', item: [] })),
    });
    expect(problems.map(({ code }) => code)).toEqual(['too-large']);
    expect(evaluate(wide, answers).tree.nodes.length).toBeLessThan(120_000);
  });

  it('[FS4] depth ends at the item that may not stand there, in groups and under answers', () => {
    const deep = (open: string, close: string): unknown =>
      JSON.parse(open.repeat(5_000) + close.repeat(5_000));
    const codesOf = (item: unknown) => restoring({ item: [item] }).problems.map(({ code }) => code);
    expect(codesOf(deep('{"linkId":"g","item":[', ']}'))).toEqual(['item-misplaced']);
    expect(codesOf(deep('{"linkId":"a","answer":[{"valueBoolean":true,"item":[', ']}]}'))).toEqual([
      'item-misplaced',
    ]);
    const under = deep('{"linkId":"c","answer":[{"valueBoolean":true,"item":[', ']}]}');
    const inside = (linkId: string, item: unknown) => ({
      linkId,
      answer: [{ valueBoolean: true, item: [item] }],
    });
    expect(codesOf(inside('a', inside('b', under)))).toEqual(['element-unknown']);
  });

  it.each<[object, string]>([
    [{ item: {} }, 'value-type'],
    [{ item: [null] }, 'value-type'],
    [{ item: [{ linkId: 5 }] }, 'link-id-missing'],
    [{ item: [{ linkId: 'a', answer: {} }] }, 'value-type'],
    [{ item: [{ linkId: 'a', answer: [null] }] }, 'value-type'],
    [{ item: [{ linkId: 'a', answer: [{ valueBoolean: 'true' }] }] }, 'value-type'],
    [{ item: [{ linkId: 'a', answer: [{ valueBoolean: true, item: {} }] }] }, 'value-type'],
    [{ item: [{ linkId: 'a', answer: [{ item: [{ linkId: 'b' }] }] }] }, 'value-type'],
    [{ item: [{ linkId: 'a', extension: 5 }] }, 'value-type'],
    [{ item: [{ linkId: 'row', answer: [{ valueString: 'x' }] }] }, 'item-not-a-question'],
    [{ status: 'toString' }, 'status-unknown'],
    [JSON.parse('{"__proto__":{"status":"x"}}') as object, 'element-unknown'],
  ])('[FS4] %j is a list of problems', (parts, code) => {
    const response = Object.defineProperties(
      { ...header },
      Object.getOwnPropertyDescriptors(parts),
    ) as object;
    expect(restore(form, response).problems.map((problem) => problem.code)).toContain(code);
  });

  it('[FS4] __proto__ is a linkId like any other', () => {
    const item = [{ linkId: 'g', item: [{ linkId: '__proto__', answer: [{ valueString: 'x' }] }] }];
    expect(restoring({ item })).toEqual({
      answers: new Map([['__proto__', [{ type: 'string', value: 'x' }]]]),
      problems: [],
    });
  });
});

/** One answer of each kind, right or wrong for its own type. */
const ANSWERS: readonly Answer[] = [
  { type: 'boolean', value: true },
  { type: 'integer', value: NaN },
  { type: 'decimal', value: Infinity },
  { type: 'date', value: 'x' },
  { type: 'dateTime', value: '2026-03-05T99:99' },
  { type: 'time', value: '' },
  { type: 'string', value: '\uD800\u0000' },
  { type: 'uri', value: '' },
  { type: 'coding', value: { code: '' } },
  { type: 'attachment', value: { data: '%%%' } },
  { type: 'reference', value: {} },
  { type: 'quantity', value: NaN, unit: '', code: '' },
  { type: 'absent', reason: 'asked-unknown' },
  { type: 'row', id: '__proto__' },
];

const TYPES: readonly ItemType[] = [
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'dateTime',
  'time',
  'string',
  'text',
  'url',
  'choice',
  'open-choice',
  'attachment',
  'reference',
  'quantity',
];

describe('answers that are none', () => {
  it.each(TYPES)(
    '[FV4] every kind of answer on a %s is an issue, an answer or nothing, never a throw',
    (type) => {
      for (const repeats of type === 'display' ? [false] : [false, true]) {
        const of = compiled(
          aQuestionnaire([
            anItem(type, 'q', {
              repeats,
              ...(type === 'choice' && { answerOption: [{ valueString: 'x' }] }),
              ...(type !== 'display' && { item: [anItem('string', 'below')] }),
            }),
          ]),
        );
        for (const answer of ANSWERS) {
          const answers = new Map([['q', [answer, answer]]]);
          const evaluation = evaluate(of, answers);
          expect(validate(of, answers, evaluation).every(({ linkId }) => linkId === 'q')).toBe(true);
          const response = respond(of, answers, evaluation, {
            id: 'r',
            status: 'completed',
            authored: 'x',
            language: 'ja',
          });
          expect(() => validateResponse(of, JSON.parse(JSON.stringify(response)))).not.toThrow();
        }
      }
    },
  );
});
