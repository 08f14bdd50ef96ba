import { describe, expect, it } from 'vitest';
import { restore } from './restore.ts';
import { aChoice, aGroup, anItem, aQuestionnaire } from '../testing/questionnaire.ts';
import { compiled, Scenario } from '../testing/scenario.ts';

const header = {
  resourceType: 'QuestionnaireResponse',
  questionnaire: 'https://example.org/form|1',
  status: 'completed',
};

const one = (code: string, path: string, linkId: string) => [{ severity: 'error', code, path, linkId }];

describe('rows and items under answers', () => {
  const NESTED = aQuestionnaire([
    aGroup(
      'dose',
      [anItem('string', 'drug'), anItem('boolean', 'daily', { item: [anItem('integer', 'times')] })],
      {
        repeats: true,
      },
    ),
    anItem('string', 'name', { repeats: true, item: [anItem('date', 'since')] }),
    aChoice('ill', ['x', 'y'], { repeats: true, item: [anItem('string', 'which')] }),
  ]);

  it('[FS1] gives back rows in their order, and what stands under answers', () => {
    const scenario = new Scenario(NESTED)
      .addRow('dose')
      .addRow('name')
      .answer('ill', 'y', 'x')
      .answer(['drug', 1], '一')
      .answer(['daily', 2], true)
      .answer(['times', 2], 3)
      .answer(['name', 1], 'あ')
      .answer(['name', 2], 'い')
      .answer(['since', 2], '2026-03')
      .answer(['which', 1], 'y について')
      .answer(['which', 2], 'x について');
    const response = scenario.response();
    expect(new Scenario(NESTED).reopen(response).response()).toEqual(response);
  });

  it('[FS2] an item under the answer of another question is left out', () => {
    const of = compiled(NESTED);
    const item = [
      { linkId: 'ill', answer: [{ valueCoding: { system: 's', code: 'x' }, item: [{ linkId: 'times' }] }] },
    ];
    expect(restore(of, { ...header, item }).problems).toEqual(
      one('item-misplaced', 'item[0].answer[0].item[0]', 'times'),
    );
  });

  it('[FS2] an item twice in one row is left out, in two rows it is not', () => {
    const of = compiled(NESTED);
    const drug = (valueString: string) => ({ linkId: 'drug', answer: [{ valueString }] });
    const row = (...item: object[]) => ({ linkId: 'dose', item });
    expect(restore(of, { ...header, item: [row(drug('a')), row(drug('b'))] }).problems).toEqual([]);
    expect(restore(of, { ...header, item: [row(drug('a'), drug('b'))] }).problems).toEqual(
      one('link-id-duplicate', 'item[0].item[1]', 'drug'),
    );
  });
});
