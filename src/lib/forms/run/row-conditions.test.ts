import { describe, expect, it } from 'vitest';
import { aGroup, anItem, when } from '../testing/questionnaire.ts';
import { type At, type Scenario, scenarioOf } from '../testing/scenario.ts';

const yes = (question: string) => [when(question, '=', { answerBoolean: true })];

const states = (scenario: Scenario, ...ats: readonly At[]) => ats.map((at) => scenario.isShown(at));

const list = (linkId: string, ...item: object[]) => aGroup(linkId, item, { repeats: true });

describe('conditions and rows', () => {
  it('[FG3] inside a row are about the question of the same row', () => {
    const scenario = scenarioOf(
      list('child', anItem('boolean', 'ill'), anItem('string', 'how', { enableWhen: yes('ill') })),
    )
      .addRow('child')
      .answer(['ill', 2], true);
    expect(states(scenario, ['how', 1], ['how', 2])).toEqual([false, true]);
    scenario.removeRow('child', 1);
    expect(states(scenario, ['how', 1])).toEqual([true]);
  });

  it('[FG3] from outside are met when any row meets them', () => {
    const scenario = scenarioOf(
      list('child', anItem('boolean', 'ill')),
      anItem('string', 'doctor', { enableWhen: yes('ill') }),
      anItem('string', 'never-ill', { enableWhen: [when('ill', '!=', { answerBoolean: true })] }),
      anItem('string', 'asked-nobody', { enableWhen: [when('ill', 'exists', { answerBoolean: false })] }),
    ).addRow('child');
    const all = ['doctor', 'never-ill', 'asked-nobody'];
    expect(states(scenario, ...all)).toEqual([false, true, true]);
    expect(states(scenario.answer(['ill', 1], false), ...all)).toEqual([false, true, false]);
    expect(states(scenario.answer(['ill', 2], true), ...all)).toEqual([true, false, false]);
    expect(states(scenario.removeRow('child', 2), ...all)).toEqual([false, true, false]);
  });

  it('[FG3] about a repeating question are met when any of its answers meets them', () => {
    const scenario = scenarioOf(
      anItem('integer', 'age', { repeats: true }),
      anItem('string', 'school', { enableWhen: [when('age', '>=', { answerInteger: 6 })] }),
    )
      .addRow('age')
      .answer(['age', 1], 3);
    scenario.expectHidden('school');
    scenario.answer(['age', 2], 6).expectShown('school');
    scenario.removeRow('age', 2).expectHidden('school');
  });

  it('[FG3] under a repeating question are about the answer they stand under', () => {
    const scenario = scenarioOf(
      anItem('integer', 'age', {
        repeats: true,
        item: [anItem('string', 'school', { enableWhen: [when('age', '>=', { answerInteger: 6 })] })],
      }),
    )
      .addRow('age')
      .answer(['age', 1], 3)
      .answer(['age', 2], 7);
    expect(states(scenario, ['school', 1], ['school', 2])).toEqual([false, true]);
  });

  it('[FG3] [FG4] of rows in rows are about the row around them, then the one around that', () => {
    const scenario = scenarioOf(
      anItem('boolean', 'any'),
      list(
        'child',
        anItem('boolean', 'ill'),
        list(
          'visit',
          anItem('boolean', 'again'),
          anItem('string', 'of-visit', { enableWhen: yes('again') }),
          anItem('string', 'of-child', { enableWhen: yes('ill') }),
          anItem('string', 'of-form', { enableWhen: yes('any') }),
        ),
        anItem('string', 'of-visits', { enableWhen: yes('again') }),
      ),
    );
    scenario.addRow('child').addRow(['visit', 1]).addRow(['visit', 2]);
    scenario.answer(['ill', 2], true).answer(['again', 1, 2], true);
    expect(states(scenario, ['of-visit', 1, 1], ['of-visit', 1, 2], ['of-visit', 2, 1])).toEqual([
      false,
      true,
      false,
    ]);
    expect(states(scenario, ['of-child', 1, 1], ['of-child', 2, 1], ['of-child', 2, 2])).toEqual([
      false,
      true,
      true,
    ]);
    expect(states(scenario, ['of-visits', 1], ['of-visits', 2])).toEqual([true, false]);
    expect(states(scenario, ['of-form', 1, 1], ['of-form', 2, 2])).toEqual([false, false]);
    scenario.answer('any', true);
    expect(states(scenario, ['of-form', 1, 1], ['of-form', 2, 2])).toEqual([true, true]);
  });

  it('[FG3] a row of another list sees all rows of the first', () => {
    const scenario = scenarioOf(
      list('child', anItem('boolean', 'ill')),
      list('adult', anItem('string', 'cares', { enableWhen: yes('ill') })),
    )
      .addRow('child')
      .addRow('adult')
      .answer(['ill', 2], true);
    expect(states(scenario, ['cares', 1], ['cares', 2])).toEqual([true, true]);
  });

  it('[FE3] rows of a list that is not asked count as none, and come back', () => {
    const scenario = scenarioOf(
      anItem('boolean', 'children'),
      aGroup('child', [anItem('boolean', 'ill')], { repeats: true, enableWhen: yes('children') }),
      anItem('string', 'doctor', { enableWhen: yes('ill') }),
    );
    scenario.answer('children', true).addRow('child').answer(['ill', 2], true);
    scenario.expectShown('doctor');
    scenario.answer('children', false).expectHidden('doctor');
    expect(scenario.responseItems).toEqual([{ linkId: 'children', answer: [{ valueBoolean: false }] }]);
    scenario.answer('children', true).expectShown('doctor');
    expect(scenario.rowCount('child')).toBe(2);
  });
});
