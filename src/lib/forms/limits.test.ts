import { describe, expect, it } from 'vitest';
import type { Answer } from './answer-types.ts';
import { STANDARD_EXTENSION } from './extensions.ts';
import { compilePattern } from './regex/engine.ts';
import { problemsOf } from './testing/problems.ts';
import { aChoice, aGroup, anItem, aQuestionnaire, aWeight, extension } from './testing/questionnaire.ts';
import { Scenario } from './testing/scenario.ts';

const { minValue, maxValue, minLength, regex, maxDecimalPlaces, minOccurs, maxOccurs } = STANDARD_EXTENSION;

const limits = (...extensions: readonly (readonly [string, Readonly<Record<string, unknown>>])[]) => ({
  extension: extensions.map(([url, value]) => extension(url, value)),
});

const issuesOf = (item: object, ...given: readonly Answer[]): readonly string[] =>
  new Scenario(aQuestionnaire([item]), { compilePattern }).set('q', given).issueLines;

const LOW = 'q below-min';
const HIGH = 'q above-max';

describe('limits of a value', () => {
  it.each([
    [-1, [`${LOW} 0`]],
    [0, []],
    [100, []],
    [101, [`${HIGH} 100`]],
  ])('[FM1] the integer %d between 0 and 100 gives %j', (value, issues) => {
    const item = anItem(
      'integer',
      'q',
      limits([minValue, { valueInteger: 0 }], [maxValue, { valueInteger: 100 }]),
    );
    expect(issuesOf(item, { type: 'integer', value })).toEqual(issues);
  });

  it.each([
    [34.9, [`${LOW} 35`]],
    [35, []],
    [41.5, []],
    [41.50001, [`${HIGH} 41.5`]],
  ])('[FM1] the decimal %d between 35 and 41.5 gives %j', (value, issues) => {
    const item = anItem(
      'decimal',
      'q',
      limits([minValue, { valueDecimal: 35 }], [maxValue, { valueDecimal: 41.5 }]),
    );
    expect(issuesOf(item, { type: 'decimal', value })).toEqual(issues);
  });

  it.each([
    ['2024-02-28', [`${LOW} 2024-02-29`]],
    ['2024-02-29', []],
    ['2024-03-01', []],
    ['2026-04-30', []],
    ['2026-05-01', [`${HIGH} 2026-04-30`]],
    ['2024-02', []],
    ['2024-01', [`${LOW} 2024-02-29`]],
    ['2026-04', []],
    ['2026-05', [`${HIGH} 2026-04-30`]],
    ['2024', []],
    ['2023', [`${LOW} 2024-02-29`]],
  ])('[FM1] [FV9] the date %s between 2024-02-29 and 2026-04-30 gives %j', (value, issues) => {
    const item = anItem(
      'date',
      'q',
      limits([minValue, { valueDate: '2024-02-29' }], [maxValue, { valueDate: '2026-04-30' }]),
    );
    expect(issuesOf(item, { type: 'date', value })).toEqual(issues);
  });

  it.each([
    ['2026-03-31T23:59:59+09:00', [`${LOW} 2026-04-01T00:00:00+09:00`]],
    ['2026-03-31T15:00:00Z', []],
    ['2026-04-30', []],
    ['2026-05-01T00:00:00+09:00', [`${HIGH} 2026-04-30`]],
    ['2026-03', [`${LOW} 2026-04-01T00:00:00+09:00`]],
    ['2026-04', []],
  ])('[FM1] the date and time %s in April 2026 gives %j', (value, issues) => {
    const item = anItem(
      'dateTime',
      'q',
      limits(
        [minValue, { valueDateTime: '2026-04-01T00:00:00+09:00' }],
        [maxValue, { valueDate: '2026-04-30' }],
      ),
    );
    expect(issuesOf(item, { type: 'dateTime', value })).toEqual(issues);
  });

  it.each([
    ['08:59:59', [`${LOW} 09:00:00`]],
    ['09:00', []],
    ['17:00:00', []],
    ['17:00:01', [`${HIGH} 17:00:00`]],
  ])('[FM1] the time %s between nine and five gives %j', (value, issues) => {
    const item = anItem(
      'time',
      'q',
      limits([minValue, { valueTime: '09:00:00' }], [maxValue, { valueTime: '17:00:00' }]),
    );
    expect(issuesOf(item, { type: 'time', value })).toEqual(issues);
  });

  it('[FM1] a limit holds in every row', () => {
    const item = anItem('integer', 'q', { ...limits([maxValue, { valueInteger: 3 }]), repeats: true });
    const scenario = new Scenario(aQuestionnaire([item])).addRow('q').answer(['q', 1], 3).answer(['q', 2], 4);
    scenario.expectNoProblem(['q', 1]).expectProblem(['q', 2], 'above-max', 3);
  });

  it.each([
    [1.5, []],
    [1.55, ['q decimal-places 1']],
    [2, []],
  ])('[FM2] %d with one decimal place gives %j', (value, issues) => {
    const more = limits([maxDecimalPlaces, { valueInteger: 1 }]);
    expect(issuesOf(anItem('decimal', 'q', more), { type: 'decimal', value })).toEqual(issues);
    expect(issuesOf(aWeight('q', more), { type: 'quantity', value, unit: 'g', code: 'g' })).toEqual(issues);
  });
});

describe('limits of a text', () => {
  const typed = (type: string, value: string): Answer =>
    type === 'url' ? { type: 'uri', value } : { type: 'string', value };

  it.each(['string', 'text', 'url', 'open-choice'])(
    '[FB8] [FM3] the length of a %s is counted in code points',
    (type) => {
      const item = anItem(type, 'q', { maxLength: 4, ...limits([minLength, { valueInteger: 2 }]) });
      expect(
        ['𠮷', '𠮷野', '𠮷野家様', '𠮷野家様方'].map((value) => issuesOf(item, typed(type, value))),
      ).toEqual([['q too-short 2'], [], [], ['q too-long 4']]);
    },
  );

  it('[FM3] an empty box is not too short, it is no answer', () => {
    const item = anItem('string', 'q', limits([minLength, { valueInteger: 2 }]));
    expect(issuesOf(item, { type: 'string', value: '' })).toEqual([]);
    expect(issuesOf(item)).toEqual([]);
  });

  it.each(['string', 'text', 'url', 'open-choice'])('[FM4] the whole of a %s matches', (type) => {
    const item = anItem(type, 'q', limits([regex, { valueString: '[0-9]{3}-[0-9]{4}' }]));
    expect(
      ['123-4567', '1123-4567', '123-45678', 'x'].map((value) => issuesOf(item, typed(type, value))),
    ).toEqual([[], ['q pattern'], ['q pattern'], ['q pattern']]);
  });

  it('[FM4] a pattern that would take another engine for ever takes no time here', () => {
    const item = anItem('string', 'q', limits([regex, { valueString: '(a+)+' }]));
    expect(issuesOf(item, { type: 'string', value: `${'a'.repeat(5_000)}b` })).toEqual(['q pattern']);
  });

  it('[FM4] without the engine a form with a pattern is not taken, and a broken one never is', () => {
    const form = (valueString: string) =>
      aQuestionnaire([anItem('string', 'q', limits([regex, { valueString }]))]);
    expect(problemsOf(form('[a-z]'))).toEqual(['error engine-missing item[0].extension[0]']);
    expect(problemsOf(form('(['), { compilePattern })).toEqual([
      'error pattern-invalid item[0].extension[0]',
    ]);
  });
});

describe('limits of how many', () => {
  const between = (min: number, max: number) =>
    limits([minOccurs, { valueInteger: min }], [maxOccurs, { valueInteger: max }]);

  it('[FM5] of a multi-select count its answers', () => {
    const item = aChoice('q', ['a', 'b', 'c', 'd'], { repeats: true, ...between(2, 3) });
    const of = (...codes: string[]) => new Scenario(aQuestionnaire([item])).answer('q', ...codes).issueLines;
    expect([of(), of('a'), of('a', 'b'), of('a', 'b', 'c'), of('a', 'b', 'c', 'd')]).toEqual([
      [],
      ['q too-few 2'],
      [],
      [],
      ['q too-many 3'],
    ]);
  });

  it('[FM5] of a repeating question and of a repeating group count the rows with something inside', () => {
    for (const [item, answered] of [
      [anItem('string', 'q', { repeats: true, ...between(2, 3) }), 'q'],
      [aGroup('q', [anItem('string', 'a')], { repeats: true, ...between(2, 3) }), 'a'],
    ] as const) {
      const scenario = new Scenario(aQuestionnaire([item]));
      expect(scenario.rowCount('q')).toBe(2);
      scenario.expectNoProblem();
      expect(scenario.answer([answered, 1], 'x').issueLines).toEqual(['q too-few 2']);
      scenario.answer([answered, 2], 'y').expectNoProblem();
      scenario.addRow('q').expectNoProblem();
      expect(scenario.canAdd('q')).toBe(false);
    }
  });

  it('[FM5] more rows than there may be, from elsewhere, are told', () => {
    const item = anItem('string', 'q', { repeats: true, ...between(1, 2) });
    const scenario = new Scenario(aQuestionnaire([item]));
    const answer = ['a', 'b', 'c'].map((valueString) => ({ valueString }));
    scenario.reopen({ ...scenario.response(), item: [{ linkId: 'q', answer }] });
    expect(scenario.issueLines).toEqual(['q too-many 2']);
  });
});
