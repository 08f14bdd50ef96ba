import { describe, expect, it } from 'vitest';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { aChoice, anItem, anOption, extension, translation, when } from '../testing/questionnaire.ts';
import { scenarioOf } from '../testing/scenario.ts';
import { theItem } from '../testing/the-item.ts';

const open = (more: object = {}) => aChoice('q', ['x', 'y'], { type: 'open-choice', ...more });

describe('open choices', () => {
  it('[FB12] take an option', () => {
    const scenario = scenarioOf(open()).answer('q', 'y');
    scenario.expectNoProblem();
    expect(scenario.responseItems).toEqual([
      { linkId: 'q', answer: [{ valueCoding: { system: 's', code: 'y', display: 'y の表示' } }] },
    ]);
  });

  it('[FB12] take own words, which are a string', () => {
    const scenario = scenarioOf(open()).answer('q', 'となりの人');
    scenario.expectNoProblem();
    expect(scenario.responseItems).toEqual([{ linkId: 'q', answer: [{ valueString: 'となりの人' }] }]);
  });

  it('[FB12] [FV5] take no other code and no other type', () => {
    const other = { type: 'coding', value: { system: 's', code: 'z' } } as const;
    expect(scenarioOf(open()).set('q', [other]).issueLines).toEqual(['q option-unknown']);
    expect(scenarioOf(open()).set('q', [{ type: 'integer', value: 3 }]).issueLines).toEqual([
      'q option-unknown',
    ]);
  });

  it('[FB12] take options and own words together where they repeat', () => {
    const scenario = scenarioOf(open({ repeats: true })).answer('q', 'x', 'ほか');
    scenario.expectNoProblem();
    const response = scenario.response();
    expect(
      scenarioOf(open({ repeats: true }))
        .reopen(response)
        .response(),
    ).toEqual(response);
    expect(scenario.answer('q', 'ほか', 'ほか').issueLines).toEqual(['q too-many']);
  });

  it('[FB12] have an empty box that is no answer', () => {
    const scenario = scenarioOf(open({ required: true }))
      .answer('q', '\u3000')
      .expectRequired('q');
    expect(scenario.responseItems).toBeUndefined();
  });

  it('[FB8] [FB12] hold own words to their length', () => {
    const scenario = scenarioOf(open({ maxLength: 3 })).answer('q', '𠮷野家');
    scenario.expectNoProblem();
    expect(scenario.answer('q', '𠮷野家様').issueLines).toEqual(['q too-long 3']);
  });

  it('[FB3] [FB12] can be waited for by option and by words', () => {
    const scenario = scenarioOf(
      open(),
      anItem('string', 'by-option', {
        enableWhen: [when('q', '=', { answerCoding: { system: 's', code: 'x' } })],
      }),
      anItem('string', 'by-words', { enableWhen: [when('q', '=', { answerString: 'ほか' })] }),
    );
    expect(scenario.answer('q', 'x').hidden).toEqual(['by-words']);
    expect(scenario.answer('q', 'ほか').hidden).toEqual(['by-option']);
  });

  it('[FH7] name the box for own words, in every language', () => {
    const label = extension(STANDARD_EXTENSION.openLabel, {
      valueString: 'そのほか',
      _valueString: { extension: [translation('en', 'Other')] },
    });
    expect(theItem(open({ extension: [label] })).openLabel).toEqual({ ja: 'そのほか', en: 'Other' });
    expect(theItem(open()).openLabel).toBeUndefined();
  });

  it('[FB9] a text option and the same own words are one answer', () => {
    const scenario = scenarioOf(
      anItem('open-choice', 'q', { answerOption: [{ valueString: '父' }, anOption('x')] }),
    ).answer('q', '父');
    expect(scenario.given('q')).toEqual([{ type: 'string', value: '父' }]);
    scenario.expectNoProblem();
  });
});
