import { describe, expect, it } from 'vitest';
import { OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import { aChoice, aGroup, anItem, extension } from '../testing/questionnaire.ts';
import { scenarioOf } from '../testing/scenario.ts';

const required = { required: true };

const unknown = { extension: [extension(OWN_EXTENSION.absentReasons, { valueCode: 'asked-unknown' })] };

describe('required', () => {
  it.each([
    'boolean',
    'decimal',
    'integer',
    'date',
    'dateTime',
    'time',
    'string',
    'text',
    'url',
    'open-choice',
    'attachment',
    'reference',
    'quantity',
  ])('[FB5] a %s without an answer is told', (type) => {
    expect(scenarioOf(anItem(type, 'q', required)).issueLines).toEqual(['q required']);
    scenarioOf(anItem(type, 'q')).expectNoProblem();
  });

  it('[FB5] a multi-select needs one answer', () => {
    const scenario = scenarioOf(aChoice('q', ['x', 'y'], { ...required, repeats: true }));
    expect(scenario.issueLines).toEqual(['q required']);
    scenario.answer('q', 'y').expectNoProblem();
  });

  it('[FB5] a multi-select with items under its answers needs one answer, and is told once', () => {
    const scenario = scenarioOf(
      aChoice('q', ['x', 'y'], { ...required, repeats: true, item: [anItem('date', 'since')] }),
    );
    expect(scenario.issueLines).toEqual(['q required']);
    scenario.answer('q', 'y').expectNoProblem();
  });

  it('[FB5] [FV3] a repeating question needs one answer in any of its rows, and is told once', () => {
    const scenario = scenarioOf(anItem('string', 'q', { ...required, repeats: true }))
      .addRow('q')
      .addRow('q');
    expect(scenario.issueLines).toEqual(['q required']);
    scenario.answer(['q', 2], 'x').expectNoProblem();
    expect(scenario.answer(['q', 2], ' ').issueLines).toEqual(['q required']);
  });

  it('[FV2] [FV3] a reason for having no answer is one, in a row as well', () => {
    expect(
      scenarioOf(anItem('string', 'q', { ...required, ...unknown })).absent('q', 'asked-unknown').issues,
    ).toEqual([]);
    const rows = scenarioOf(anItem('string', 'q', { ...required, ...unknown, repeats: true }));
    rows.absent(['q', 1], 'asked-unknown').expectNoProblem();
  });

  it('[FB5] [FV3] a repeating group needs something in any of its rows', () => {
    const scenario = scenarioOf(
      aGroup('g', [anItem('string', 'a'), aGroup('h', [anItem('date', 'b')])], {
        ...required,
        repeats: true,
      }),
    ).addRow('g');
    expect(scenario.issueLines).toEqual(['g required']);
    scenario.answer(['b', 2], '2026').expectNoProblem();
  });

  it('[FB5] a required question in a row is told in each row, empty ones too', () => {
    const scenario = scenarioOf(
      aGroup('g', [anItem('string', 'a', required), anItem('date', 'b')], { repeats: true }),
    )
      .addRow('g')
      .answer(['a', 2], 'x');
    expect(scenario.issues.map(({ key }) => key)).toEqual([scenario.key(['a', 1])]);
  });

  it('[FV3] what is calculated, initial or under an answer counts inside a required group', () => {
    const group = (item: object) => scenarioOf(aGroup('g', [item], required));
    group(anItem('integer', 'a', { initial: [{ valueInteger: 1 }] })).expectNoProblem();
    expect(group(anItem('display', 'a')).issueLines).toEqual(['g required']);
    const nested = group(anItem('boolean', 'a', { item: [anItem('string', 'b')] }));
    expect(nested.answer('b', 'x').issueLines).toEqual(['g required']);
    nested.answer('a', true).expectNoProblem();
  });

  it('[FH4] what is hidden holds nothing back, inside a required group or as one', () => {
    const hidden = extension(STANDARD_EXTENSION.hidden, { valueBoolean: true });
    const more = { ...required, extension: [hidden] };
    scenarioOf(anItem('string', 'a', more)).expectNoProblem();
    scenarioOf(anItem('string', 'a', { ...more, repeats: true })).expectNoProblem();
    scenarioOf(aGroup('g', [anItem('string', 'a')], more)).expectNoProblem();
    expect(
      scenarioOf(aGroup('g', [anItem('string', 'a', required)], { extension: [hidden] })).issues,
    ).toEqual([]);
  });
});
