import { describe, expect, it } from 'vitest';
import { answerText } from '../answer.ts';
import type { Answer } from '../answer-types.ts';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { problemsOfItems } from '../testing/problems.ts';
import { aChoice, anItem, anOption, aQuestionnaire, extension, when } from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';
import { theItem } from '../testing/the-item.ts';

/** Every type of option: how it is written, its answer, and what it says when it has no words of its own. */
const OPTIONS: readonly (readonly [string, object, Answer, string])[] = [
  [
    'Coding',
    { valueCoding: { system: 's', code: 'x' } },
    { type: 'coding', value: { system: 's', code: 'x' } },
    'x',
  ],
  ['string', { valueString: '父' }, { type: 'string', value: '父' }, '父'],
  ['integer', { valueInteger: 0 }, { type: 'integer', value: 0 }, '0'],
  ['date', { valueDate: '2026-04' }, { type: 'date', value: '2026-04' }, '2026-04'],
  ['time', { valueTime: '09:30:00' }, { type: 'time', value: '09:30:00' }, '09:30:00'],
  [
    'Reference',
    { valueReference: { reference: 'Practitioner/1', display: '担当医' } },
    { type: 'reference', value: { reference: 'Practitioner/1', display: '担当医' } },
    '担当医',
  ],
];

const OTHER = { valueCoding: { system: 's', code: 'other' } };

describe('options', () => {
  it.each(OPTIONS)(
    '[FB9] a %s can be chosen, is written as it stands and opens again',
    (_type, option, answer) => {
      const questionnaire = aQuestionnaire([anItem('choice', 'q', { answerOption: [OTHER, option] })]);
      const scenario = new Scenario(questionnaire).set('q', [answer]);
      scenario.expectNoProblem();
      expect(scenario.responseItems).toEqual([{ linkId: 'q', answer: [option] }]);
      const response = scenario.response();
      expect(new Scenario(questionnaire).reopen(response).answers.get('q')).toEqual([answer]);
    },
  );

  it.each(OPTIONS)('[FB9] a %s that is not offered is no answer', (_type, _option, answer) => {
    const scenario = new Scenario(aQuestionnaire([anItem('choice', 'q', { answerOption: [OTHER] })]));
    expect(scenario.set('q', [answer]).issueLines).toEqual(['q option-unknown']);
  });

  it.each(OPTIONS)('[FB3] [FB9] a %s can be waited for', (_type, option, answer) => {
    const condition = Object.fromEntries(
      Object.entries(option).map(([key, value]) => [key.replace('value', 'answer'), value as unknown]),
    );
    const enableWhen = [when('q', '=', condition)];
    const scenario = new Scenario(
      aQuestionnaire([
        anItem('choice', 'q', { answerOption: [OTHER, option] }),
        anItem('date', 'd', { enableWhen }),
      ]),
    );
    scenario.expectHidden('d');
    scenario.set('q', [answer]).expectShown('d');
  });

  it.each(OPTIONS)('[FB9] a %s reads as its words, or as its value', (_type, option, answer, text) => {
    const item = theItem(anItem('choice', 'q', { answerOption: [option] }));
    expect(answerText(item, answer, 'ja')).toBe(text);
  });

  it('[FB9] an answer is the option with the same value, whatever it is called', () => {
    const scenario = new Scenario(aQuestionnaire([aChoice('q', ['x'])]));
    const called = { type: 'coding', value: { system: 's', code: 'x', display: '古い呼び名' } } as const;
    scenario.set('q', [called]).expectNoProblem();
    expect(answerText(scenario.item('q'), called, 'ja')).toBe('x の表示');
  });

  it('[FB6] a choice that repeats takes several', () => {
    const scenario = new Scenario(aQuestionnaire([aChoice('q', ['x', 'y', 'z'], { repeats: true })]));
    scenario.answer('q', 'z', 'x');
    scenario.expectNoProblem();
    expect(scenario.responseItems).toEqual([
      {
        linkId: 'q',
        answer: ['z', 'x'].map((code) => ({ valueCoding: { system: 's', code, display: `${code} の表示` } })),
      },
    ]);
  });

  it('[FM9] the score of an option stands on it or on its value, in either form', () => {
    const { ordinalValue, itemWeight } = STANDARD_EXTENSION;
    const score = (url: string, valueDecimal: number) => extension(url, { valueDecimal });
    const coded = (code: string, ...inside: object[]) => ({
      valueCoding: { system: 's', code, extension: inside },
    });
    const item = theItem(
      aChoice('q', [], {
        answerOption: [
          anOption('a', score(ordinalValue, 1)),
          anOption('b', score(itemWeight, 2.5)),
          coded('c', score(ordinalValue, -3)),
          coded('d', score(itemWeight, 0)),
          anOption('e'),
        ],
      }),
    );
    expect(item.options.map(({ weight }) => weight)).toEqual([1, 2.5, -3, 0, undefined]);
  });

  it('[FM9] [FC6] a score that is no number is refused', () => {
    const odd = extension(STANDARD_EXTENSION.ordinalValue, { valueDecimal: '1' });
    expect(problemsOfItems(aChoice('q', [], { answerOption: [anOption('a', odd)] }))).toEqual([
      'error value-invalid item[0].answerOption[0].extension[0]',
    ]);
  });

  it('[FH7] the number or letter of an option is read from it and from its value', () => {
    const prefix = (valueString: string) => extension(STANDARD_EXTENSION.optionPrefix, { valueString });
    const item = theItem(
      aChoice('q', [], {
        answerOption: [
          anOption('a', prefix('1.')),
          { valueCoding: { system: 's', code: 'b', extension: [prefix('イ')] } },
          anOption('c'),
        ],
      }),
    );
    expect(item.options.map((option) => option.prefix)).toEqual(['1.', 'イ', undefined]);
  });
});
