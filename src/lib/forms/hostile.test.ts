import { describe, expect, it } from 'vitest';
import { compileForm } from './compile.ts';
import { restore } from './restore.ts';
import { aChoice, aGroup, anItem, aQuestionnaire, when } from './testing/questionnaire.ts';
import { compiled } from './testing/scenario.ts';
import { validateResponse } from './validate-response.ts';

/** Generous on a busy machine; anything that is not linear needs minutes. */
const SECOND_MS = 3000;

const timed = <T>(run: () => T): T => {
  const start = performance.now();
  const result = run();
  expect(performance.now() - start).toBeLessThan(SECOND_MS);
  return result;
};

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const nested = (depth: number): object => {
  let item: object = anItem('boolean', 'deepest');
  for (let level = 1; level < depth; level += 1) item = aGroup(`g${level}`, [item]);
  return item;
};

const on = (question: string) => [when(question, 'exists', { answerBoolean: true })];

describe('hostile Questionnaires', () => {
  it('[FC19] 32 levels are read, 33 are not', () => {
    expect(compileForm(aQuestionnaire([nested(32)])).problems).toEqual([]);
    expect(compileForm(aQuestionnaire([nested(33)])).problems).toEqual([
      { severity: 'error', code: 'too-deep', path: `item[0]${'.item[0]'.repeat(32)}` },
    ]);
  });

  it('[FC19] 10,000 items are read, one more is not', () => {
    const form = (count: number) => aQuestionnaire(many(count, (index) => anItem('boolean', `q${index}`)));
    expect(timed(() => compileForm(form(10_000))).problems).toEqual([]);
    expect(timed(() => compileForm(form(10_001))).problems).toEqual([
      { severity: 'error', code: 'too-large', path: 'item' },
    ]);
  });

  it('[FC20] depth of ten thousand levels ends at the limit', () => {
    expect(timed(() => compileForm(aQuestionnaire([nested(10_000)]))).form).toBeUndefined();
  });

  it('[FC20] depth elsewhere than in items does not reach the stack', () => {
    const deep = (key: string) => {
      let value: object = {};
      for (let level = 0; level < 20_000; level += 1) value = { [key]: value };
      return value;
    };
    for (const key of ['_text', '_extension', 'extension', 'item', '__proto__', 'valueCoding']) {
      const json: unknown = JSON.parse(`{"${key}":`.repeat(5_000) + '{}' + '}'.repeat(5_000));
      expect(compileForm(aQuestionnaire([json])).form).toBeUndefined();
      expect(compileForm(aQuestionnaire([anItem('date', 'a', deep(key) as never)])).form).toBeUndefined();
    }
  });

  it.each([
    ['items', aQuestionnaire(many(100_000, (index) => anItem('boolean', `q${index}`)))],
    [
      'items of one linkId that all depend on it',
      aQuestionnaire(many(10_000, () => anItem('boolean', 'q', { enableWhen: on('q') }))),
    ],
    [
      'items on one long cycle',
      aQuestionnaire(
        many(10_000, (index) =>
          anItem('boolean', `q${index}`, { enableWhen: on(`q${(index + 1) % 10_000}`) }),
        ),
      ),
    ],
    [
      'dependents of one question',
      aQuestionnaire(
        many(10_000, (index) => anItem('boolean', `q${index}`, index > 0 ? { enableWhen: on('q0') } : {})),
      ),
    ],
    [
      'conditions of one item',
      aQuestionnaire([
        anItem('boolean', 'q'),
        anItem('date', 'd', { enableBehavior: 'any', enableWhen: many(100_000, () => on('q')[0]) }),
      ]),
    ],
    [
      'options',
      aQuestionnaire([
        aChoice(
          'q',
          many(100_000, (index) => `c${index}`),
        ),
      ]),
    ],
    [
      'the same option',
      aQuestionnaire([
        aChoice(
          'q',
          many(100_000, () => 'c'),
        ),
      ]),
    ],
    [
      'help texts',
      aQuestionnaire([
        aGroup(
          'g',
          many(100_000, () => ({ type: 'display' })),
        ),
      ]),
    ],
    [
      'extensions',
      aQuestionnaire([anItem('date', 'q', { extension: many(100_000, () => ({ url: 'http://x' })) })]),
    ],
    [
      'unknown elements',
      aQuestionnaire([anItem('date', 'q', Object.fromEntries(many(100_000, (index) => [`x${index}`, 1])))]),
    ],
    [
      'translations',
      aQuestionnaire([
        anItem('date', 'q', {
          _text: {
            extension: many(50_000, () => ({ url: 'http://hl7.org/fhir/StructureDefinition/translation' })),
          },
        }),
      ]),
    ],
    ['text', aQuestionnaire([anItem('date', 'q', { text: 'あ'.repeat(5_000_000) })])],
  ])('[FC20] very many %s take linear time', (_name, questionnaire) => {
    const { form, problems } = timed(() => compileForm(questionnaire));
    expect(form === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
  });

  it.each([
    [{ item: [null, undefined, 3, 'x', [], [[]], true] }],
    [{ item: [{ linkId: {}, type: [], text: null }] }],
    [
      {
        item: [
          {
            linkId: 'a',
            type: 'choice',
            answerOption: [null, {}, { valueCoding: null }, { valueCoding: [] }],
          },
        ],
      },
    ],
    [
      {
        item: [
          {
            linkId: 'a',
            type: 'boolean',
            enableWhen: [{}, null, { question: 5 }, { question: 'a', operator: 'toString' }],
          },
        ],
      },
    ],
    [{ item: [{ linkId: 'a', type: 'quantity', extension: [null, {}, { url: 5 }, { url: '__proto__' }] }] }],
    [{ item: [{ linkId: 'a', type: 'constructor', code: 5, definition: 5, prefix: 5, item: 'x' }] }],
    [
      {
        item: [{ linkId: 'a', type: 'date', code: [null, 5, {}] }],
        title: 5,
        language: {},
        url: [],
        version: 1,
      },
    ],
    [
      JSON.parse(
        '{"item":[{"__proto__":{"linkId":"a","type":"boolean"}}],"__proto__":{"item":[]}}',
      ) as object,
    ],
  ])('[FC20] %j is a list of problems', (parts) => {
    const { form, problems } = compileForm({ ...aQuestionnaire([]), ...parts });
    expect(problems.length).toBeGreaterThan(0);
    expect(form === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
  });
});

describe('hostile responses', () => {
  const form = compiled(
    aQuestionnaire([
      anItem('boolean', 'a'),
      aGroup('g', [
        aChoice(
          'c',
          many(2_000, (index) => `c${index}`),
          { repeats: true },
        ),
        anItem('string', '__proto__'),
      ]),
    ]),
  );
  const header = {
    resourceType: 'QuestionnaireResponse',
    questionnaire: 'https://example.org/form|1',
    status: 'completed',
  };

  it.each([undefined, null, 5, 'x', [], {}, { resourceType: 'Questionnaire' }])(
    '[FS4] %j is not a response',
    (response) => {
      expect(restore(form, response)).toEqual({
        answers: new Map(),
        problems: [{ severity: 'error', code: 'not-a-response', path: 'QuestionnaireResponse' }],
      });
    },
  );

  const answers = (count: number) =>
    many(count, (index) => ({ valueCoding: { system: 's', code: `c${index % 3_000}` } }));

  it.each([
    ['items', { item: many(100_000, () => ({ linkId: 'a' })) }],
    ['unknown items', { item: many(100_000, (index) => ({ linkId: `x${index}` })) }],
    ['answers', { item: [{ linkId: 'g', item: [{ linkId: 'c', answer: answers(40_000) }] }] }],
    ['too many answers', { item: [{ linkId: 'g', item: [{ linkId: 'c', answer: answers(100_000) }] }] }],
    ['extensions', { item: [{ linkId: 'a', extension: many(100_000, () => ({})) }] }],
    [
      'elements',
      { item: [{ linkId: 'a', ...Object.fromEntries(many(100_000, (index) => [`x${index}`, 1])) }] },
    ],
  ])('[FS4] very many %s take linear time', (_name, parts) => {
    expect(timed(() => validateResponse(form, { ...header, ...parts })).length).toBeGreaterThan(0);
  });

  it('[FS4] more than 50,000 items and answers are not read', () => {
    const { problems } = restore(form, { ...header, item: many(50_001, () => ({ linkId: 'a' })) });
    expect(problems.at(-1)).toEqual({ severity: 'error', code: 'too-large', path: 'item[50000]' });
  });

  it('[FS4] depth ends at the unknown item or at the limit', () => {
    const deepText = '{"linkId":"g","item":['.repeat(5_000) + ']}'.repeat(5_000);
    const { problems } = restore(form, { ...header, item: [JSON.parse(deepText)] });
    expect(problems.map(({ code }) => code)).toEqual(['link-id-duplicate']);
  });

  it.each([
    [{ item: {} }, 'value-type'],
    [{ item: [null] }, 'value-type'],
    [{ item: [{ linkId: 5 }] }, 'link-id-missing'],
    [{ item: [{ linkId: 'a', answer: {} }] }, 'value-type'],
    [{ item: [{ linkId: 'a', answer: [null] }] }, 'value-type'],
    [{ item: [{ linkId: 'a', answer: [{ valueBoolean: 'true' }] }] }, 'value-type'],
    [{ item: [{ linkId: 'a', extension: 5 }] }, 'value-type'],
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
    expect(restore(form, { ...header, item })).toEqual({
      answers: new Map([['__proto__', [{ type: 'string', value: 'x' }]]]),
      problems: [],
    });
  });
});
