import { describe, expect, it } from 'vitest';
import { aGroup, anItem, aQuestionnaire, when } from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';

describe('what a change costs', () => {
  const on = (question: string) => [when(question, '=', { answerBoolean: true })];

  /** 500 questions that stand for themselves, and a chain of `a`, `b`, `c`, with a group of ten below `b`. */
  const large = () =>
    new Scenario(
      aQuestionnaire([
        ...Array.from({ length: 500 }, (_, index) => anItem('boolean', `q${index}`)),
        anItem('boolean', 'a'),
        anItem('boolean', 'b', { enableWhen: on('a') }),
        aGroup(
          'g',
          Array.from({ length: 10 }, (_, index) => anItem('boolean', `g${index}`)),
          { enableWhen: on('b') },
        ),
        anItem('boolean', 'c', { enableBehavior: 'any', enableWhen: [...on('a'), ...on('b'), ...on('g0')] }),
      ]),
    );

  it('[FE13] a question nobody depends on costs nothing', () => {
    expect(large().answer('q250', true).touched).toEqual([]);
  });

  it('[FE13] only dependents are looked at, each once, and what follows from them', () => {
    const scenario = large();
    expect(scenario.answer('a', true).touched).toEqual(['b', 'c']);
    expect(scenario.answer('b', true).touched).toEqual([
      'g',
      ...Array.from({ length: 10 }, (_, i) => `g${i}`),
      'c',
    ]);
    expect(scenario.answer('g0', true).touched).toEqual(['c']);
    expect(scenario.answer('a', false).touched).toHaveLength(13);
    expect(new Set(scenario.touched).size).toBe(13);
  });

  it('[FE13] the answer to a question that is not asked costs nothing', () => {
    expect(large().answer('b', true).touched).toEqual([]);
  });

  it('[FE13] a dependent that stays as it was wakes nobody', () => {
    const scenario = large().answer('a', true).answer('b', true);
    expect(scenario.answer('b', true).touched).toEqual(['g', 'c']);
  });

  it('[FE14] what did not change is the same object', () => {
    const scenario = large();
    const before = scenario.evaluation;
    scenario.answer('q1', true);
    expect(scenario.evaluation.enabled).toBe(before.enabled);
    expect(scenario.evaluation.concerns).toBe(before.concerns);
    scenario.answer('a', true);
    expect(scenario.evaluation.enabled).not.toBe(before.enabled);
    expect(before.enabled.has('b')).toBe(false);
    expect(scenario.evaluation.concerns).toBe(before.concerns);
  });

  it('a linkId that the form does not have changes nothing', () => {
    const scenario = large();
    const { enabled } = scenario.evaluation;
    expect(scenario.set('nowhere', []).touched).toEqual([]);
    expect(scenario.evaluation.enabled).toBe(enabled);
  });
});
