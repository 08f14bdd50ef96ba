import { describe, expect, it } from 'vitest';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import { extracted, marked } from '../extract/testing/marked.ts';
import { restore } from './restore.ts';
import { TOOLS } from '../testing/expression-scenario.ts';
import { aChoice, anItem, aQuestionnaire, expression, extension } from '../testing/questionnaire.ts';
import { compiled, Scenario } from '../testing/scenario.ts';
import { validateResponse } from './validate-response.ts';

const reasons = (...codes: readonly string[]) => ({
  extension: codes.map((valueCode) => extension(OWN_EXTENSION.absentReasons, { valueCode })),
});

const aReason = (valueCode: string) => ({ url: STANDARD_EXTENSION.dataAbsentReason, valueCode });

describe('reasons for having no answer, beside others', () => {
  it('[FR8] [FS1] in some rows beside values are written as answers without a value, and open again', () => {
    const questionnaire = aQuestionnaire([
      anItem('string', 'c', { ...reasons('asked-declined', 'asked-unknown'), repeats: true }),
    ]);
    const scenario = new Scenario(questionnaire).addRow('c').addRow('c');
    scenario.absent(['c', 1], 'asked-unknown').answer(['c', 2], '卵').absent(['c', 3], 'asked-declined');
    const without = (valueCode: string) => ({
      extension: [{ url: STANDARD_EXTENSION.dataAbsentReason, valueCode }],
    });
    expect(scenario.responseItems).toEqual([
      {
        linkId: 'c',
        answer: [without('asked-unknown'), { valueString: '卵' }, without('asked-declined')],
      },
    ]);
    expect(new Scenario(questionnaire).reopen(scenario.response()).answers).toEqual(scenario.answers);
    expect(validateResponse(scenario.form, scenario.response())).toEqual([]);
    const onlyReasons = scenario.answer(['c', 2]);
    expect(onlyReasons.responseItems).toEqual([
      { linkId: 'c', answer: [without('asked-unknown'), without('asked-declined')] },
    ]);
    expect(new Scenario(questionnaire).reopen(onlyReasons.response()).rowCount('c')).toBe(2);
  });

  it('[FR8] [FV6] beside an answer of a multi-select are written, and stay a defect', () => {
    const questionnaire = aQuestionnaire([
      aChoice('m', ['x', 'y'], { ...reasons('asked-unknown'), repeats: true }),
    ]);
    const both = new Scenario(questionnaire).answer('m', 'x');
    both.set('m', [...both.given('m'), { type: 'absent', reason: 'asked-unknown' }]);
    expect(both.issueLines).toEqual(['m option-exclusive']);
    const again = new Scenario(questionnaire).reopen(both.response());
    expect(again.given('m')).toEqual(both.given('m'));
    expect(validateResponse(both.form, both.response()).map(({ code }) => code)).toEqual([
      'option-exclusive',
    ]);
  });

  it.each([
    [
      'a reason twice for one answer',
      { extension: [aReason('asked-unknown'), aReason('asked-unknown')] },
      'absent-reason-unknown item[0].answer[0].extension[1]',
    ],
    [
      'an unknown reason',
      { extension: [aReason('masked')] },
      'absent-reason-unknown item[0].answer[0].extension[0]',
    ],
    [
      'a reason beside a value',
      { valueString: 'a', extension: [aReason('asked-unknown')] },
      'absent-but-answered item[0].answer[0]',
    ],
    [
      'a foreign element',
      { extension: [aReason('asked-unknown')], note: 'x' },
      'element-unknown item[0].answer[0]',
    ],
  ])('[FR8] [FS2] %s of an answer is reported with its path', (_name, answer, problem) => {
    const form = compiled(
      aQuestionnaire([anItem('string', 'c', { ...reasons('asked-unknown'), repeats: true })]),
    );
    const { problems } = restore(form, {
      resourceType: 'QuestionnaireResponse',
      questionnaire: 'https://example.org/form|1',
      status: 'completed',
      item: [{ linkId: 'c', answer: [answer] }],
    });
    expect(problems.map(({ code, path }) => `${code} ${path}`)).toContain(problem);
  });

  it('[FR8] [FJ7] are no answers to expressions, which see the reason on the item where there is no value', () => {
    const count = (text: string) =>
      anItem('integer', 'n', {
        readOnly: true,
        extension: [expression(STANDARD_EXTENSION.calculatedExpression, text)],
      });
    const asked = anItem('string', 'c', { ...reasons('asked-unknown', 'asked-declined'), repeats: true });
    const fill = (text: string): Scenario =>
      new Scenario(aQuestionnaire([asked, count(text)]), TOOLS)
        .addRow('c')
        .absent(['c', 1], 'asked-unknown')
        .absent(['c', 2], 'asked-declined');
    const answers = fill("%resource.descendants().where(linkId = 'c').answer.count()");
    answers.expectValue('n', 0);
    answers.answer(['c', 2], '卵').expectValue('n', 1);
    fill("%resource.descendants().where(linkId = 'c').extension.count()").expectValue('n', 1);
  });

  it('[FR8] [FX1] make no Observation, and no problem', () => {
    const coded = { code: [{ system: 'http://loinc.org', code: '29463-7' }] };
    const { extension: offered } = reasons('asked-unknown');
    const scenario = new Scenario(
      aQuestionnaire([
        anItem('integer', 'n', { ...coded, extension: [...offered, marked(true)], repeats: true }),
      ]),
    ).addRow('n');
    scenario.answer(['n', 1], 3).absent(['n', 2], 'asked-unknown');
    const { resources, problems } = extracted(scenario);
    expect(resources).toHaveLength(1);
    expect(problems).toEqual([]);
  });
});
