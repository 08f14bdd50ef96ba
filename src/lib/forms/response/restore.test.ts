import { describe, expect, it } from 'vitest';
import { STANDARD_EXTENSION, UCUM_SYSTEM } from '../extensions.ts';
import type { ResponseIssue } from '../issue.ts';
import { restore } from './restore.ts';
import { aChoice, aGroup, anItem, aQuestionnaire, aWeight } from '../testing/questionnaire.ts';
import { compiled, Scenario } from '../testing/scenario.ts';

const QUESTIONNAIRE = aQuestionnaire([
  anItem('boolean', 'a'),
  aGroup('g', [
    anItem('integer', 'b'),
    aChoice('c', ['x', 'y'], { repeats: true }),
    anItem('display', 'note'),
  ]),
  anItem('string', 'd'),
  aWeight('e'),
]);
const form = compiled(QUESTIONNAIRE);

const header = {
  resourceType: 'QuestionnaireResponse',
  questionnaire: 'https://example.org/form|1',
  status: 'completed',
};

const restoring = (parts: object) => restore(form, { ...header, ...parts });

const yes = { linkId: 'a', answer: [{ valueBoolean: true }] };
const reason = (valueCode: string) => ({ url: STANDARD_EXTENSION.dataAbsentReason, valueCode });

const one = (code: ResponseIssue['code'], path: string, linkId?: string, severity = 'error') => [
  { severity, code, path, ...(linkId !== undefined && { linkId }) },
];

describe('restore', () => {
  it('[FS1] gives back the answers of a response, those of groups and reasons too', () => {
    const scenario = new Scenario(QUESTIONNAIRE)
      .answer('a', false)
      .answer('b', 3)
      .answer('c', 'y', 'x')
      .answer('e', 6200)
      .absent('d', 'temp-unknown');
    expect(restore(form, JSON.parse(JSON.stringify(scenario.response())))).toEqual({
      answers: scenario.answers,
      problems: [],
    });
  });

  it('[FS2] what other software adds without meaning for the answers is no problem', () => {
    const more = {
      meta: {},
      author: {},
      source: {},
      encounter: {},
      item: [{ ...yes, id: '1', text: 'A?', definition: 'x' }],
    };
    expect(restoring(more).problems).toEqual([]);
  });

  it.each<[string, object, object[], number]>([
    [
      'another form',
      { questionnaire: 'https://example.org/other|1', item: [yes] },
      one('other-form', 'questionnaire'),
      1,
    ],
    [
      'another version',
      { questionnaire: 'https://example.org/form|2', item: [yes] },
      one('other-form', 'questionnaire'),
      1,
    ],
    ['no form', { questionnaire: undefined, item: [yes] }, one('other-form', 'questionnaire'), 1],
    ['an unknown status', { status: 'final', item: [yes] }, one('status-unknown', 'status'), 1],
    ['no linkId', { item: [{ answer: [] }] }, one('link-id-missing', 'item[0]'), 0],
    ['an unknown linkId', { item: [{ ...yes, linkId: 'z' }] }, one('link-id-unknown', 'item[0]'), 0],
    [
      'an item twice',
      { item: [yes, { linkId: 'a', answer: [{ valueBoolean: false }] }] },
      one('link-id-duplicate', 'item[1]', 'a'),
      1,
    ],
    [
      'an item in a wrong group',
      { item: [{ linkId: 'b', answer: [{ valueInteger: 1 }] }] },
      one('item-misplaced', 'item[0]', 'b'),
      0,
    ],
    [
      'items in another order',
      { item: [{ linkId: 'd', answer: [{ valueString: 'x' }] }, yes] },
      one('item-out-of-order', 'item[1]', 'a', 'warning'),
      2,
    ],
    [
      'an answer to a group',
      { item: [{ linkId: 'g', answer: [{ valueBoolean: true }] }] },
      one('item-not-a-question', 'item[0].answer', 'g'),
      0,
    ],
    [
      'an answer to a text',
      { item: [{ linkId: 'g', item: [{ linkId: 'note', answer: [{ valueBoolean: true }] }] }] },
      one('item-not-a-question', 'item[0].item[0].answer', 'note'),
      0,
    ],
    [
      'a value of another type',
      { item: [{ linkId: 'a', answer: [{ valueString: 'true' }] }] },
      one('value-type', 'item[0].answer[0]', 'a'),
      0,
    ],
    [
      'a quantity whose unit is no text',
      { item: [{ linkId: 'e', answer: [{ valueQuantity: { value: 1, unit: 5 } }] }] },
      one('value-type', 'item[0].answer[0]', 'e'),
      0,
    ],
    [
      'one wrong value among right ones',
      { item: [{ linkId: 'g', item: [{ linkId: 'c', answer: [{ valueCoding: { code: 'x' } }, {}] }] }] },
      one('value-type', 'item[0].item[0].answer[1]', 'c'),
      1,
    ],
    [
      'an unknown reason',
      { item: [{ linkId: 'a', extension: [reason('masked')] }] },
      one('absent-reason-unknown', 'item[0].extension[0]', 'a'),
      0,
    ],
    [
      'two reasons',
      { item: [{ linkId: 'a', extension: [reason('asked-unknown'), reason('temp-unknown')] }] },
      one('absent-reason-unknown', 'item[0].extension[1]', 'a'),
      1,
    ],
    [
      'a reason beside an answer',
      { item: [{ ...yes, extension: [reason('asked-unknown')] }] },
      one('absent-but-answered', 'item[0]', 'a'),
      1,
    ],
    [
      'items below a question',
      { item: [{ ...yes, item: [] }] },
      one('element-unknown', 'item[0].item', 'a'),
      1,
    ],
    [
      'items below an answer',
      { item: [{ linkId: 'a', answer: [{ valueBoolean: true, item: [] }] }] },
      one('element-unknown', 'item[0].answer[0].item', 'a'),
      1,
    ],
    [
      'a foreign element',
      { item: [{ ...yes, colour: 'red' }] },
      one('element-unknown', 'item[0]', undefined, 'warning'),
      1,
    ],
    [
      'a foreign root element',
      { contained: [] },
      one('element-unknown', 'QuestionnaireResponse', undefined, 'warning'),
      0,
    ],
    [
      'two values',
      { item: [{ linkId: 'a', answer: [{ valueBoolean: true, valueInteger: 1 }] }] },
      one('element-unknown', 'item[0].answer[0]', undefined, 'warning'),
      1,
    ],
    [
      'a foreign part of a value',
      {
        item: [
          {
            linkId: 'e',
            answer: [
              { valueQuantity: { value: 1, unit: 'g', system: UCUM_SYSTEM, code: 'g', comparator: '<' } },
            ],
          },
        ],
      },
      one('element-unknown', 'item[0].answer[0].valueQuantity', undefined, 'warning'),
      1,
    ],
    [
      'a foreign extension',
      { item: [{ ...yes, extension: [{ url: 'http://x' }] }] },
      one('extension-unknown', 'item[0].extension[0]', undefined, 'warning'),
      1,
    ],
    [
      'a foreign root extension',
      { extension: [{ url: 'http://x' }] },
      one('extension-unknown', 'extension[0]', undefined, 'warning'),
      0,
    ],
    [
      'a modifier',
      { item: [{ ...yes, modifierExtension: [] }] },
      one('modifier-extension-unknown', 'item[0].modifierExtension'),
      1,
    ],
  ])('[FS2] %s is reported with its path', (_name, parts, problems, kept) => {
    const restored = restoring(parts);
    expect(restored.problems).toEqual(problems);
    expect(restored.answers.size).toBe(kept);
  });

  it('[FS2] what cannot be an answer is left out, and what stands beside it is kept', () => {
    const { answers } = restoring({
      item: [
        { linkId: 'a', answer: [{ valueInteger: 1 }] },
        { linkId: 'd', answer: [{ valueString: 'x' }] },
      ],
    });
    expect(answers).toEqual(new Map([['d', [{ type: 'string', value: 'x' }]]]));
  });

  it('[FS3] a value of the right type is kept however far outside', () => {
    const item = [
      {
        linkId: 'g',
        item: [
          { linkId: 'b', answer: [{ valueInteger: 1e300 }] },
          { linkId: 'c', answer: [{ valueCoding: { code: 'q' } }] },
        ],
      },
    ];
    expect(restoring({ item })).toEqual({
      answers: new Map<string, object[]>([
        ['b', [{ type: 'integer', value: 1e300 }]],
        ['c', [{ type: 'coding', value: { code: 'q' } }]],
      ]),
      problems: [],
    });
  });

  it('[FS5] no problem repeats anything of the response', () => {
    const secret = '秘密の記述';
    const item = [
      { linkId: secret, answer: [{ valueString: secret }] },
      {
        linkId: 'a',
        [secret]: 1,
        answer: [{ valueString: secret }],
        extension: [{ url: secret, valueCode: secret }, reason(secret)],
      },
      {
        linkId: 'e',
        answer: [{ valueQuantity: { value: 1, unit: secret, system: UCUM_SYSTEM, code: 'g', [secret]: 1 } }],
      },
    ];
    const { problems } = restoring({ status: secret, questionnaire: secret, item, [secret]: 1 });
    expect(problems.length).toBeGreaterThan(7);
    expect(JSON.stringify(problems)).not.toContain(secret);
  });
});
