import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryOver } from './carry-over.ts';
import { OWN_EXTENSION } from '../extensions.ts';
import { aChoice, aGroup, anItem, aQuestionnaire, extension } from '../testing/questionnaire.ts';
import { compiled, Scenario } from '../testing/scenario.ts';

type Json = Readonly<Record<string, unknown>>;

const version = (of: string, items: readonly Json[]): Json => aQuestionnaire(items, { version: of });

/** What a version of the form makes of a response to the one before. */
const carried = (before: Scenario, after: readonly Json[]) => {
  const form = compiled(version('2', after));
  return carryOver(form, before.response());
};

describe('carryOver', () => {
  it('[FO14] takes an answer wherever the question stands now', () => {
    const before = new Scenario(
      version('1', [
        aGroup('g', [anItem('string', 'in-group'), anItem('integer', 'moved')]),
        anItem('boolean', 'at-root'),
        anItem('string', 'parent', { item: [anItem('string', 'below')] }),
      ]),
    )
      .answer('in-group', 'a')
      .answer('moved', 2)
      .answer('at-root', true)
      .answer('parent', 'p')
      .answer('below', 'b');
    const { answers, problems } = carried(before, [
      anItem('string', 'parent', { item: [anItem('string', 'below')] }),
      aGroup('other', [anItem('integer', 'moved'), anItem('boolean', 'at-root')]),
      aGroup('g', [anItem('string', 'in-group'), anItem('string', 'new')]),
    ]);
    expect(problems).toEqual([]);
    expect(answers).toEqual(before.answers);
  });

  it('[FO14] keeps rows, rows in them, and what stands under the answers of a multi-select', () => {
    const items = (extra: readonly Json[]): readonly Json[] => [
      aGroup('child', [anItem('string', 'name'), anItem('string', 'allergy', { repeats: true }), ...extra], {
        repeats: true,
      }),
      aChoice('c', ['x', 'y'], { repeats: true, item: [anItem('string', 'why')] }),
    ];
    const before = new Scenario(version('1', items([])))
      .addRow('child')
      .answer(['name', 1], 'A')
      .answer(['name', 2], 'B')
      .addRow(['allergy', 2])
      .answer(['allergy', 2, 1], '卵')
      .answer(['allergy', 2, 2], '乳')
      .answer('c', 'x', 'y')
      .answer(['why', 2], '理由');
    const { answers, problems } = carried(before, items([anItem('date', 'since')]));
    expect(problems).toEqual([]);
    const after = new Scenario(version('2', items([anItem('date', 'since')])));
    for (const [key, given] of answers) after.set(key, given);
    expect(after.response()['item']).toEqual(before.response()['item']);
  });

  it('[FO15] tells what is gone, has another type, or is no longer offered, and takes none of it', () => {
    const before = new Scenario(
      version('1', [
        anItem('string', 'gone'),
        anItem('integer', 'other-type'),
        aChoice('choice', ['x', 'y'], { repeats: true }),
        anItem('string', 'repeated', { repeats: true }),
        aGroup('rows', [anItem('string', 'in-row')], { repeats: true }),
      ]),
    )
      .answer('gone', '秘密')
      .answer('other-type', 3)
      .answer('choice', 'x', 'y')
      .addRow('rows')
      .answer(['in-row', 1], 'a')
      .answer(['in-row', 2], 'b');
    const { answers, problems } = carried(before, [
      anItem('date', 'other-type'),
      aChoice('choice', ['x', 'z'], { repeats: true }),
      aGroup('rows', [anItem('string', 'in-row')]),
    ]);
    expect(answers).toEqual(
      new Map([['choice', [{ type: 'coding', value: { system: 's', code: 'x', display: 'x の表示' } }]]]),
    );
    expect(problems.map(({ code }) => code)).toEqual(Array.from(problems, () => 'not-carried-over'));
    expect(problems.map(({ linkId, path }) => linkId ?? path).sort()).toEqual([
      'choice',
      'in-row',
      'in-row',
      'item[0]',
      'other-type',
    ]);
    expect(JSON.stringify(problems)).not.toContain('秘密');
    expect(problems.map(({ path }) => path).sort()).toEqual([
      'item[0]',
      'item[1].answer[0]',
      'item[2].answer[1]',
      'item[3].item[0]',
      'item[4].item[0]',
    ]);
  });

  it('[FO15] tells each lost answer by its own place, in rows and under answers too', () => {
    const old = [
      aGroup('child', [anItem('string', 'name'), aChoice('likes', ['x', 'y', 'z'], { repeats: true })], {
        repeats: true,
      }),
      aChoice('m', ['x', 'y'], { repeats: true, item: [anItem('string', 'why')] }),
      anItem('string', 'reason', {
        extension: [extension(OWN_EXTENSION.absentReasons, { valueCode: 'asked-unknown' })],
      }),
    ];
    const before = new Scenario(version('1', old))
      .addRow('child')
      .answer(['name', 1], 'A')
      .answer(['likes', 1], 'y', 'x')
      .answer(['name', 2], 'B')
      .answer(['likes', 2], 'z', 'y', 'x')
      .answer('m', 'x', 'y')
      .answer(['why', 1], '甲')
      .answer(['why', 2], '乙')
      .absent('reason', 'asked-unknown');
    const { answers, problems } = carried(before, [
      aChoice('m', ['y'], { repeats: true, item: [anItem('string', 'why')] }),
      anItem('string', 'reason'),
      aGroup('child', [aChoice('likes', ['x'], { repeats: true }), anItem('integer', 'name')], {
        repeats: true,
      }),
    ]);
    expect(problems.map(({ linkId, path }) => `${linkId} ${path}`).sort()).toEqual([
      'likes item[0].item[1].answer[0]',
      'likes item[1].item[1].answer[0]',
      'likes item[1].item[1].answer[1]',
      'm item[2].answer[0]',
      'name item[0].item[0].answer[0]',
      'name item[1].item[0].answer[0]',
      'reason item[3]',
      'why item[2].answer[0].item[0]',
    ]);
    const after = new Scenario(
      version('2', [aChoice('m', ['y'], { repeats: true, item: [anItem('string', 'why')] })]),
    );
    for (const [key, given] of answers) if (key === 'm' || key.startsWith('why')) after.set(key, given);
    after.expectValue(['why', 1], '乙');
  });

  it.each([
    ['no response', { resourceType: 'Questionnaire' }, 'not-a-response'],
    [
      'a response to another form',
      { resourceType: 'QuestionnaireResponse', questionnaire: 'https://example.org/x|1' },
      'other-form',
    ],
  ])('[FO15] takes nothing from %s', (_, response, code) => {
    const { answers, problems } = carryOver(compiled(version('2', [anItem('string', 'a')])), response);
    expect(answers.size).toBe(0);
    expect(problems).toMatchObject([{ severity: 'error', code }]);
  });

  it('[FO13] never throws, whatever the response holds', () => {
    const form = compiled(
      version('2', [
        aGroup('a', [anItem('string', 'b', { repeats: true }), aChoice('c', ['x'])], { repeats: true }),
        anItem('string', 'd', { item: [anItem('string', 'e')] }),
      ]),
    );
    const item = fc.letrec((tie) => ({
      item: fc.record(
        {
          linkId: fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__', 1),
          answer: fc.oneof(
            fc.constant('x'),
            fc.array(
              fc.record(
                { valueString: fc.constant('v'), item: fc.array(tie('item'), { maxLength: 2 }) },
                { requiredKeys: [] },
              ),
              { maxLength: 2 },
            ),
          ),
          item: fc.oneof(fc.constant(null), fc.array(tie('item'), { maxLength: 3 })),
        },
        { requiredKeys: [] },
      ),
    })).item;
    fc.assert(
      fc.property(fc.array(item, { maxLength: 4 }), (items) => {
        const response = { resourceType: 'QuestionnaireResponse', questionnaire: form.url, item: items };
        const { answers } = carryOver(form, response);
        for (const [key, given] of answers) expect([key, given.length > 0]).toEqual([key, true]);
      }),
      { numRuns: 200 },
    );
  });
});
