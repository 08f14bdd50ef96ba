import { describe, expect, it } from 'vitest';
import type { Answer } from '../answer-types.ts';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { problemsOfItems } from '../testing/problems.ts';
import { aGroup, anItem, aQuestionnaire, extension, when } from '../testing/questionnaire.ts';
import { Scenario, scenarioOf } from '../testing/scenario.ts';
import { ROWS_MAX, treeOf } from './tree.ts';

const occurs = (min?: number, max?: number) => [
  ...(min === undefined ? [] : [extension(STANDARD_EXTENSION.minOccurs, { valueInteger: min })]),
  ...(max === undefined ? [] : [extension(STANDARD_EXTENSION.maxOccurs, { valueInteger: max })]),
];

const medicine = (more: object = {}) =>
  aGroup('medicine', [anItem('string', 'drug'), anItem('integer', 'times')], { repeats: true, ...more });

const names = (more: object = {}) => anItem('string', 'name', { repeats: true, ...more });

const drugs = (scenario: Scenario): readonly unknown[] =>
  Array.from({ length: scenario.rowCount('medicine') }, (_, at) => scenario.values(['drug', at + 1])[0]);

describe('rows', () => {
  it('[FB6] a repeating group is written once for each row', () => {
    const scenario = scenarioOf(medicine()).addRow('medicine');
    scenario.answer(['drug', 1], '一').answer(['drug', 2], '二').answer(['times', 2], 3);
    expect(scenario.responseItems).toEqual([
      { linkId: 'medicine', item: [{ linkId: 'drug', answer: [{ valueString: '一' }] }] },
      {
        linkId: 'medicine',
        item: [
          { linkId: 'drug', answer: [{ valueString: '二' }] },
          { linkId: 'times', answer: [{ valueInteger: 3 }] },
        ],
      },
    ]);
  });

  it('[FB6] a repeating question is one item with an answer for each row', () => {
    const scenario = scenarioOf(names()).addRow('name').answer(['name', 1], 'あ').answer(['name', 2], 'い');
    expect(scenario.responseItems).toEqual([
      { linkId: 'name', answer: [{ valueString: 'あ' }, { valueString: 'い' }] },
    ]);
  });

  it.each([
    ['boolean', true],
    ['decimal', 1.5],
    ['integer', 3],
    ['date', '2026-03-05'],
    ['dateTime', '2026-03-05T09:30:00+09:00'],
    ['time', '09:30:00'],
    ['string', 'あ'],
    ['text', 'あ\nい'],
    ['url', 'urn:a'],
  ])('[FB6] a %s repeats in rows, and opens again', (type, value) => {
    const questionnaire = aQuestionnaire([anItem(type, 'q', { repeats: true })]);
    const scenario = new Scenario(questionnaire).addRow('q').answer(['q', 1], value).answer(['q', 2], value);
    const response = scenario.response();
    expect(JSON.stringify(response).split(JSON.stringify(value))).toHaveLength(3);
    scenario.expectNoProblem();
    expect(new Scenario(questionnaire).reopen(response).response()).toEqual(response);
  });

  it('[FG1] a list has one row from the start, and the last one stays', () => {
    const scenario = scenarioOf(medicine(), names());
    expect([scenario.rowCount('medicine'), scenario.rowCount('name')]).toEqual([1, 1]);
    expect([scenario.canRemove('medicine'), scenario.canRemove('name')]).toEqual([false, false]);
    expect(scenario.addRow('name').canRemove('name')).toBe(true);
    expect(scenario.removeRow('name', 1).canRemove('name')).toBe(false);
  });

  it.each([
    [undefined, 1],
    [0, 1],
    [1, 1],
    [2, 2],
    [5, 5],
  ])('[FG1] [FM5] with at least %s rows a list starts with %d', (min, count) => {
    const scenario = scenarioOf(medicine({ extension: occurs(min) }), names({ extension: occurs(min) }));
    expect([scenario.rowCount('medicine'), scenario.rowCount('name')]).toEqual([count, count]);
    expect(scenario.canRemove('medicine')).toBe(false);
    expect(scenario.addRow('medicine').canRemove('medicine')).toBe(true);
  });

  it('[FG2] a row keeps its id: taking one away leaves the others where they are', () => {
    const scenario = scenarioOf(medicine()).addRow('medicine').addRow('medicine');
    scenario.answer(['drug', 1], '一').answer(['drug', 2], '二').answer(['drug', 3], '三');
    const third = scenario.key(['drug', 3]);
    scenario.removeRow('medicine', 2);
    expect(drugs(scenario)).toEqual(['一', '三']);
    expect(scenario.key(['drug', 2])).toBe(third);
    scenario.addRow('medicine');
    expect(drugs(scenario)).toEqual(['一', '三', undefined]);
    expect(scenario.key(['drug', 3])).not.toBe(third);
  });

  it('[FG2] the first row can be taken away like any other', () => {
    const scenario = scenarioOf(medicine())
      .addRow('medicine')
      .answer(['drug', 1], '一')
      .answer(['drug', 2], '二');
    expect(drugs(scenario.removeRow('medicine', 1))).toEqual(['二']);
    expect(drugs(scenario.addRow('medicine'))).toEqual(['二', undefined]);
  });

  it('[FG4] lists inside rows have rows of their own', () => {
    const scenario = scenarioOf(
      aGroup(
        'child',
        [
          anItem('string', 'name'),
          aGroup('visit', [anItem('date', 'day'), anItem('string', 'note', { repeats: true })], {
            repeats: true,
          }),
        ],
        {
          repeats: true,
        },
      ),
    );
    scenario.addRow('child').addRow(['visit', 2]).addRow(['note', 2, 2]);
    scenario
      .answer(['name', 1], '一子')
      .answer(['day', 1, 1], '2026-01-01')
      .answer(['name', 2], '二子')
      .answer(['day', 2, 1], '2026-02-01')
      .answer(['day', 2, 2], '2026-02-02')
      .answer(['note', 2, 2, 1], 'あ')
      .answer(['note', 2, 2, 2], 'い');
    expect([scenario.rowCount(['visit', 1]), scenario.rowCount(['visit', 2])]).toEqual([1, 2]);
    const visit = (valueDate: string, ...notes: string[]) => ({
      linkId: 'visit',
      item: [
        { linkId: 'day', answer: [{ valueDate }] },
        ...(notes.length > 0
          ? [{ linkId: 'note', answer: notes.map((valueString) => ({ valueString })) }]
          : []),
      ],
    });
    const name = (valueString: string) => ({ linkId: 'name', answer: [{ valueString }] });
    const written = [
      { linkId: 'child', item: [name('一子'), visit('2026-01-01')] },
      { linkId: 'child', item: [name('二子'), visit('2026-02-01'), visit('2026-02-02', 'あ', 'い')] },
    ];
    expect(scenario.responseItems).toEqual(written);
    expect(scenario.removeRow('child', 1).responseItems).toEqual(written.slice(1));
    expect(scenario.removeRow(['visit', 1], 1).responseItems).toEqual([
      { linkId: 'child', item: [name('二子'), visit('2026-02-02', 'あ', 'い')] },
    ]);
  });

  it('[FB2] [FG4] items under the answers of a repeating question stand in its rows', () => {
    const scenario = scenarioOf(
      names({ item: [anItem('date', 'since'), anItem('display', 'remark')] }),
    ).addRow('name');
    scenario.expectHidden(['since', 1]).expectShown(['remark', 1]);
    scenario.answer(['name', 1], 'あ').answer(['name', 2], 'い').answer(['since', 2], '2026-03');
    expect(scenario.responseItems).toEqual([
      {
        linkId: 'name',
        answer: [
          { valueString: 'あ' },
          { valueString: 'い', item: [{ linkId: 'since', answer: [{ valueDate: '2026-03' }] }] },
        ],
      },
    ]);
  });

  it('[FG6] empty rows are left out, wherever they stand', () => {
    const scenario = scenarioOf(medicine(), names()).addRow('medicine').addRow('medicine').addRow('name');
    expect(scenario.response()).not.toHaveProperty('item');
    scenario.answer(['drug', 2], '二').answer(['name', 2], 'い').answer(['drug', 3], ' ');
    expect(scenario.responseItems).toEqual([
      { linkId: 'medicine', item: [{ linkId: 'drug', answer: [{ valueString: '二' }] }] },
      { linkId: 'name', answer: [{ valueString: 'い' }] },
    ]);
  });
});

describe('how many rows', () => {
  it('[FM5] as many as there may be can be added', () => {
    const scenario = scenarioOf(medicine({ extension: occurs(undefined, 2) }));
    expect(scenario.canAdd('medicine')).toBe(true);
    expect(scenario.addRow('medicine').canAdd('medicine')).toBe(false);
    expect(scenario.addRow('medicine').rowCount('medicine')).toBe(2);
  });

  it('[FG8] no list has more than 500 rows, whatever the form allows', () => {
    const rows: readonly Answer[] = Array.from({ length: ROWS_MAX - 1 }, (_, at) => ({
      type: 'row',
      id: String(at + 1),
    }));
    const scenario = scenarioOf(names({ extension: occurs(undefined, 100_000) })).set('name', rows);
    expect(scenario.canAdd('name')).toBe(true);
    expect(scenario.addRow('name').rowCount('name')).toBe(500);
    expect(scenario.canAdd('name')).toBe(false);
    expect(
      scenario
        .set('name', [...rows, ...rows.map((_, at): Answer => ({ type: 'row', id: `x${at}` }))])
        .rowCount('name'),
    ).toBe(500);
  });

  it('[FG8] a form that needs more rows than that is refused', () => {
    expect(problemsOfItems(names({ extension: occurs(500) }))).toEqual([]);
    expect(problemsOfItems(names({ extension: occurs(501) }))).toEqual(['error too-large item[0]']);
    const initial = Array.from({ length: 501 }, () => ({ valueString: 'x' }));
    expect(problemsOfItems(names({ initial }))).toEqual(['error too-large item[0].initial']);
  });

  it('[FG8] rows of rows that would be too many to lay out are refused, or cannot be added', () => {
    const nested = (depth: number): object =>
      aGroup(`g${depth}`, [depth === 1 ? anItem('date', 'a') : nested(depth - 1)], {
        repeats: true,
        extension: occurs(500),
      });
    expect(problemsOfItems(nested(1))).toEqual([]);
    expect(problemsOfItems(nested(2))).toEqual(['error too-large item']);
    expect(problemsOfItems(nested(20))).toEqual(['error too-large item']);
    const wide = scenarioOf(
      aGroup(
        'wide',
        Array.from({ length: 5_000 }, (_, at) => anItem('boolean', `q${at}`)),
        { repeats: true },
      ),
    );
    const rows: readonly Answer[] = Array.from({ length: 400 }, (_, at) => ({ type: 'row', id: String(at) }));
    const tree = treeOf(wide.form, new Map([['wide', rows]]));
    expect(tree.nodes.length).toBeLessThanOrEqual(110_000);
    expect(wide.set('wide', rows).canAdd('wide')).toBe(false);
  }, 30_000);

  it('[FB10] [FM5] a list with fewer initial answers than it must have rows starts with all its rows', () => {
    const scenario = scenarioOf(names({ extension: occurs(3), initial: [{ valueString: 'あ' }] }));
    expect(scenario.rowCount('name')).toBe(3);
    expect(scenario.responseItems).toEqual([{ linkId: 'name', answer: [{ valueString: 'あ' }] }]);
  });
});

describe('what a row costs', () => {
  it('[FG7] adding a row looks at that row and at what reads its items, taking one away at the readers', () => {
    const yes = (question: string) => ({ enableWhen: [when(question, '=', { answerBoolean: true })] });
    const scenario = scenarioOf(
      ...Array.from({ length: 500 }, (_, at) => anItem('boolean', `q${at}`)),
      aGroup('child', [anItem('boolean', 'ill'), anItem('string', 'how', yes('ill'))], { repeats: true }),
      anItem('string', 'doctor', yes('ill')),
    );
    for (let row = 2; row <= 50; row += 1) scenario.addRow('child');
    expect([...scenario.touched].sort()).toEqual(
      ['doctor', ...['child', 'how', 'ill'].map((linkId) => scenario.key([linkId, 50]))].sort(),
    );
    expect(scenario.removeRow('child', 7).touched).toEqual(['doctor']);
  });

  it('[FG7] an answer in one row looks at what depends on it in that row', () => {
    const scenario = scenarioOf(
      aGroup(
        'child',
        [
          anItem('boolean', 'ill'),
          anItem('string', 'how', { enableWhen: [{ question: 'ill', operator: '=', answerBoolean: true }] }),
        ],
        { repeats: true },
      ),
    )
      .addRow('child')
      .addRow('child');
    expect(scenario.answer(['ill', 2], true).touched).toEqual([scenario.key(['how', 2])]);
  });
});
