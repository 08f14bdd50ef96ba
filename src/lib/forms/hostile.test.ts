import { describe, expect, it } from 'vitest';
import { compileForm } from './compile.ts';
import { STANDARD_EXTENSION } from './extensions.ts';
import { problemsOf, problemsOfItems } from './testing/problems.ts';
import { aChoice, aGroup, anItem, anOption, aQuestionnaire, extension } from './testing/questionnaire.ts';
import { Scenario } from './testing/scenario.ts';
import { theItem } from './testing/the-item.ts';

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** An item at the depth, the first one being at 1, under groups or under questions. */
const nested = (depth: number, type = 'group'): object => {
  let item: object = anItem('boolean', 'deepest');
  for (let level = 1; level < depth; level += 1) item = anItem(type, `g${level}`, { item: [item] });
  return item;
};

/** Compiles, and says that a form is there exactly when nothing is an error. */
const problemCount = (questionnaire: unknown): number => {
  const { form, problems } = compileForm(questionnaire);
  expect(form === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
  return problems.length;
};

describe('size', () => {
  it.each(['group', 'string'])('[FC17] 32 levels of %s are read, 33 and 50 are not', (type) => {
    expect(problemsOfItems(nested(32, type))).toEqual([]);
    const tooDeep = [`error too-deep item[0]${'.item[0]'.repeat(32)}`];
    expect(problemsOfItems(nested(33, type))).toEqual(tooDeep);
    expect(problemsOfItems(nested(50, type))).toEqual(tooDeep);
  });

  it('[FC17] 10,000 items are read, one more is not', () => {
    const form = (count: number) => aQuestionnaire(many(count, (index) => anItem('boolean', `q${index}`)));
    expect(problemsOf(form(10_000))).toEqual([]);
    expect(problemsOf(form(10_001))).toEqual(['error too-large item']);
  });

  it('[FC18] depth of ten thousand levels ends at the limit', () => {
    expect(problemCount(aQuestionnaire([nested(10_000)]))).toBe(1);
  });

  it('[FC18] depth elsewhere than in items does not reach the stack', () => {
    for (const key of [
      '_text',
      '_extension',
      'extension',
      'item',
      '__proto__',
      'valueCoding',
      'contained',
      'code',
    ]) {
      const json: unknown = JSON.parse(`{"${key}":`.repeat(5_000) + '{}' + '}'.repeat(5_000));
      const list: unknown = JSON.parse(`{"${key}":[`.repeat(5_000) + '{}' + ']}'.repeat(5_000));
      for (const deep of [json, list]) {
        expect(problemCount(aQuestionnaire([deep]))).toBeGreaterThan(0);
        expect(
          problemCount(aQuestionnaire([anItem('date', 'a', deep as Record<string, unknown>)])),
        ).toBeGreaterThan(0);
        expect(problemCount({ ...aQuestionnaire([]), ...(deep as object), url: undefined })).toBeGreaterThan(
          0,
        );
      }
    }
    const contains = JSON.parse('{"contains":['.repeat(5_000) + '{}' + ']}'.repeat(5_000)) as object;
    const set = { resourceType: 'ValueSet', id: 'v', expansion: contains };
    const item = anItem('choice', 'a', { answerValueSet: '#v' });
    expect(() => compileForm(aQuestionnaire([item], { contained: [set] }))).not.toThrow();
  });

  it('[FC18] 5 MB of text are kept as they are', () => {
    const text = 'あ'.repeat(5_000_000 / 3);
    expect(theItem(anItem('date', 'q', { text })).text.ja).toBe(text);
    expect(problemCount(aQuestionnaire([], { title: text, description: text }))).toBe(0);
  });
});

describe('hostile contents', () => {
  it.each<[object]>([
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
    [{ item: [{ linkId: 'a', type: 'choice', answerValueSet: '#v' }], contained: [null, 5, { id: {} }] }],
    [{ item: [{ linkId: 'a', type: 'string', initial: [null, 5, { valueString: 5 }], repeats: 'yes' }] }],
    [
      JSON.parse(
        '{"item":[{"__proto__":{"linkId":"a","type":"boolean"}}],"__proto__":{"item":[]}}',
      ) as object,
    ],
  ])('[FC18] %j is a list of problems', (parts) => {
    expect(problemCount({ ...aQuestionnaire([]), ...parts })).toBeGreaterThan(0);
  });

  it('[FC18] script in texts is a text, wherever it stands', () => {
    const script = '<script>alert(1)</script><img src=x onerror=alert(1)>[x](javascript:alert(1))';
    const scenario = new Scenario(
      aQuestionnaire(
        [
          anItem('choice', 'a', {
            text: script,
            answerOption: [{ valueCoding: { code: script, display: script } }],
            extension: [extension(STANDARD_EXTENSION.shortText, { valueString: script })],
          }),
        ],
        { title: script },
      ),
    );
    const { form } = scenario;
    const item = scenario.item('a');
    expect([form.title.ja, item.text.ja, item.shortText?.ja, item.options[0]?.text.ja]).toEqual(
      many(4, () => script),
    );
    expect(JSON.stringify(scenario.answer('a', script).responseItems)).toContain(JSON.stringify(script));
  });

  it('[FC7] [FG4] names of Object.prototype are linkIds of lists, rows, questions and options like any other', () => {
    const questionnaire = aQuestionnaire([
      aGroup(
        '__proto__',
        [
          anItem('string', 'constructor', { repeats: true, item: [anItem('date', 'toString')] }),
          aChoice('valueOf', [], {
            repeats: true,
            answerOption: ['__proto__', 'hasOwnProperty'].map((code) => anOption(code)),
            item: [anItem('boolean', 'isPrototypeOf')],
          }),
        ],
        { repeats: true },
      ),
    ]);
    const scenario = new Scenario(questionnaire).addRow('__proto__').addRow(['constructor', 2]);
    scenario
      .answer(['constructor', 2, 2], 'x')
      .answer(['toString', 2, 2], '2026')
      .answer(['valueOf', 1], '__proto__')
      .answer(['isPrototypeOf', 1, 1], true);
    const response = scenario.response();
    scenario.expectNoProblem();
    expect(JSON.parse(JSON.stringify(response['item']))).toMatchObject([
      {
        linkId: '__proto__',
        item: [{ linkId: 'valueOf', answer: [{ item: [{ linkId: 'isPrototypeOf' }] }] }],
      },
      {
        linkId: '__proto__',
        item: [{ linkId: 'constructor', answer: [{ item: [{ linkId: 'toString' }] }] }],
      },
    ]);
    expect(new Scenario(questionnaire).reopen(response).response()).toEqual(response);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('linkId');
  });
});
