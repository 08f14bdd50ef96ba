import { describe, expect, it } from 'vitest';
import { compileForm } from '../compile.ts';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { countedReads } from '../testing/counted-reads.ts';
import { aChoice, aGroup, anItem, aQuestionnaire, when } from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';

const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const on = (question: string) => [when(question, 'exists', { answerBoolean: true })];

/** Compiles, and says that a form is there exactly when nothing is an error. */
const problemCount = (questionnaire: unknown): number => {
  const { form, problems } = compileForm(questionnaire);
  expect(form === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
  return problems.length;
};

/** Forms of any size: each element of them may be hostile, and none may cost more than its share. */
const SHAPES: readonly (readonly [string, (count: number) => unknown])[] = [
  ['items', (count) => aQuestionnaire(many(count, (index) => anItem('boolean', `q${index}`)))],
  [
    'items of one linkId that all depend on it',
    (count) => aQuestionnaire(many(count, () => anItem('boolean', 'q', { enableWhen: on('q') }))),
  ],
  [
    'items on one long cycle',
    (count) =>
      aQuestionnaire(
        many(count, (index) => anItem('boolean', `q${index}`, { enableWhen: on(`q${(index + 1) % count}`) })),
      ),
  ],
  [
    'dependents of one question',
    (count) =>
      aQuestionnaire(
        many(count, (index) => anItem('boolean', `q${index}`, index > 0 ? { enableWhen: on('q0') } : {})),
      ),
  ],
  [
    'conditions of one item',
    (count) =>
      aQuestionnaire([
        anItem('boolean', 'q'),
        anItem('date', 'd', { enableBehavior: 'any', enableWhen: many(count, () => on('q')[0]) }),
      ]),
  ],
  [
    'options',
    (count) =>
      aQuestionnaire([
        aChoice(
          'q',
          many(count, (index) => `c${index}`),
        ),
      ]),
  ],
  [
    'equal options',
    (count) =>
      aQuestionnaire([
        aChoice(
          'q',
          many(count, () => 'c'),
        ),
      ]),
  ],
  [
    'captions',
    (count) =>
      aQuestionnaire([
        aGroup(
          'g',
          many(count, () => ({ type: 'display' })),
        ),
      ]),
  ],
  [
    'initial values',
    (count) =>
      aQuestionnaire([anItem('string', 'q', { initial: many(count, () => ({ valueString: 'x' })) })]),
  ],
  ['codes', (count) => aQuestionnaire([anItem('date', 'q', { code: many(count, () => ({ code: 'x' })) })])],
  [
    'extensions',
    (count) => aQuestionnaire([anItem('date', 'q', { extension: many(count, () => ({ url: 'http://x' })) })]),
  ],
  [
    'different extensions',
    (count) =>
      aQuestionnaire([
        anItem('date', 'q', { extension: many(count, (index) => ({ url: `http://x/${index}` })) }),
      ]),
  ],
  [
    'unknown elements',
    (count) =>
      aQuestionnaire([anItem('date', 'q', Object.fromEntries(many(count, (index) => [`x${index}`, 1])))]),
  ],
  [
    'sidecars',
    (count) =>
      aQuestionnaire([anItem('date', 'q', Object.fromEntries(many(count, (index) => [`_x${index}`, {}])))]),
  ],
  [
    'translations',
    (count) =>
      aQuestionnaire([
        anItem('date', 'q', {
          _text: { extension: many(count, () => ({ url: STANDARD_EXTENSION.translation })) },
        }),
      ]),
  ],
  [
    'contained value sets',
    (count) =>
      aQuestionnaire([], {
        contained: many(count, (index) => ({ resourceType: 'ValueSet', id: `v${index}` })),
      }),
  ],
];

describe('work', () => {
  it.each(SHAPES)('[FC18] twice as many %s are looked at twice as often', (_name, shape) => {
    const readsOf = (count: number): number => {
      const { json, reads } = countedReads(shape(count));
      problemCount(json);
      return reads();
    };
    expect(readsOf(2_000)).toBeLessThan(2.2 * readsOf(1_000));
  });

  it.each(SHAPES)('[FC18] fifty thousand %s are a form or a list of problems', (_name, shape) => {
    expect(problemCount(shape(50_000))).toBeGreaterThanOrEqual(0);
  });

  it('[FE13] in a form of 10,000 items an answer looks at what depends on it alone', () => {
    const items = many(5_000, (index) => [
      anItem('boolean', `q${index}`),
      anItem('date', `d${index}`, { enableWhen: on(`q${index}`) }),
    ]).flat();
    expect(new Scenario(aQuestionnaire(items)).answer('q2500', true).touched).toEqual(['d2500']);
  });
});
