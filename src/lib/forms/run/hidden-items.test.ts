import { describe, expect, it } from 'vitest';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { problemsOfItems } from '../testing/problems.ts';
import { aGroup, anItem, aQuestionnaire, extension, when } from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';
import { theItem } from '../testing/the-item.ts';

const hidden = (valueBoolean: boolean) => ({
  extension: [extension(STANDARD_EXTENSION.hidden, { valueBoolean })],
});

const usage = (valueCode: string) => ({
  extension: [extension(STANDARD_EXTENSION.usageMode, { valueCode })],
});

describe('what is never drawn', () => {
  it('[FH4] is told to whoever draws, with all that stands below it', () => {
    const { form } = new Scenario(
      aQuestionnaire([
        aGroup('g', [anItem('string', 'a', { item: [anItem('date', 'b')] })], hidden(true)),
        anItem('string', 'c', hidden(false)),
        anItem('string', 'd'),
      ]),
    );
    expect(form.items.map((item) => item.hidden)).toEqual([true, true, true, false, false]);
  });

  it('[FH4] has answers and initial values that open others and are written', () => {
    const scenario = new Scenario(
      aQuestionnaire([
        anItem('string', 'kind', { ...hidden(true), initial: [{ valueString: '集団' }] }),
        anItem('date', 'd', { enableWhen: [when('kind', '=', { answerString: '集団' })] }),
      ]),
    );
    scenario.expectShown('d');
    expect(scenario.responseItems).toEqual([{ linkId: 'kind', answer: [{ valueString: '集団' }] }]);
    scenario.answer('kind', '個別').expectHidden('d');
  });

  it('[FH4] is held to its limits all the same', () => {
    const item = anItem('string', 'a', { ...hidden(true), maxLength: 2, initial: [{ valueString: 'long' }] });
    expect(new Scenario(aQuestionnaire([item])).issueLines).toEqual(['a too-long 2']);
  });

  it.each([
    ['capture', false],
    ['capture-display', false],
    ['capture-display-non-empty', false],
    ['display', true],
    ['display-non-empty', true],
  ])('[FH5] an item for %s is not drawn while a form is filled in: %s', (mode, isHidden) => {
    expect(theItem(anItem('string', 'a', usage(mode))).hidden).toBe(isHidden);
    const required = anItem('string', 'a', { ...usage(mode), required: true });
    expect(new Scenario(aQuestionnaire([required])).issueLines).toEqual(isHidden ? [] : ['a required']);
  });

  it('[FH5] [FC6] a use that R4 does not have is refused', () => {
    expect(problemsOfItems(anItem('string', 'a', usage('sometimes')))).toEqual([
      'error value-invalid item[0].extension[0].valueCode',
    ]);
  });
});
