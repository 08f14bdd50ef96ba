import { describe, expect, it } from 'vitest';
import { aChoice, aGroup, anItem, when } from '../testing/questionnaire.ts';
import { scenarioOf } from '../testing/scenario.ts';

/** Was it given; if so when, and how often; and a remark that is always there. */
const vitamin = (more: object = {}) =>
  anItem('boolean', 'given', {
    item: [
      anItem('display', 'remark'),
      anItem('date', 'when-given'),
      aGroup('doses', [anItem('integer', 'count', { item: [anItem('string', 'why')] })]),
    ],
    ...more,
  });

describe('items under questions', () => {
  it('[FB2] are asked once the question has a value; displays always are', () => {
    const scenario = scenarioOf(vitamin());
    expect(scenario.hidden).toEqual(['when-given', 'doses', 'count', 'why']);
    expect(scenario.answer('given', false).hidden).toEqual(['why']);
    expect(scenario.answer('count', 2).hidden).toEqual([]);
    expect(scenario.answer('given').hidden).toEqual(['when-given', 'doses', 'count', 'why']);
    expect(scenario.absent('given', 'asked-unknown').hidden).toEqual(['when-given', 'doses', 'count', 'why']);
  });

  it('[FB2] a display under a question that is not asked is not asked either', () => {
    const scenario = scenarioOf(
      anItem('boolean', 'q'),
      vitamin({ enableWhen: [when('q', '=', { answerBoolean: true })] }),
    );
    scenario.expectHidden('remark');
    scenario.answer('q', true).expectShown('remark');
  });

  it('[FB2] [FR3] are written inside the answer, groups among them, and open again', () => {
    const scenario = scenarioOf(vitamin()).answer('given', true).answer('count', 2).answer('why', '早産');
    const response = scenario.response();
    expect(response['item']).toEqual([
      {
        linkId: 'given',
        answer: [
          {
            valueBoolean: true,
            item: [
              {
                linkId: 'doses',
                item: [
                  {
                    linkId: 'count',
                    answer: [
                      { valueInteger: 2, item: [{ linkId: 'why', answer: [{ valueString: '早産' }] }] },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    ]);
    expect(scenarioOf(vitamin()).reopen(response).response()).toEqual(response);
  });

  it('[FB2] [FR1] keep their answers while the question has none, and are left out', () => {
    const scenario = scenarioOf(vitamin())
      .answer('given', true)
      .answer('when-given', '2026-03-05')
      .answer('given');
    expect(scenario.response()).not.toHaveProperty('item');
    scenario.expectValue('when-given', '2026-03-05');
    expect(scenario.answer('given', true).responseItems).toEqual([
      {
        linkId: 'given',
        answer: [
          { valueBoolean: true, item: [{ linkId: 'when-given', answer: [{ valueDate: '2026-03-05' }] }] },
        ],
      },
    ]);
  });

  it('[FB2] have conditions of their own beside the value of the question', () => {
    const scenario = scenarioOf(
      aChoice('smokes', ['never', 'past', 'now'], {
        item: [
          anItem('integer', 'per-day', {
            enableWhen: [when('smokes', '=', { answerCoding: { system: 's', code: 'now' } })],
          }),
          anItem('date', 'stopped', {
            enableWhen: [when('smokes', '=', { answerCoding: { system: 's', code: 'past' } })],
          }),
        ],
      }),
    );
    expect(scenario.answer('smokes', 'never').hidden).toEqual(['per-day', 'stopped']);
    expect(scenario.answer('smokes', 'now').hidden).toEqual(['stopped']);
    expect(scenario.answer('smokes', 'past').hidden).toEqual(['per-day']);
  });

  it('[FB2] a required one holds nothing back until it is asked', () => {
    const scenario = scenarioOf(
      anItem('boolean', 'q', { item: [anItem('string', 'd', { required: true })] }),
    );
    scenario.expectNoProblem();
    expect(scenario.answer('q', false).issueLines).toEqual(['d required']);
    scenario.answer('d', 'x').expectNoProblem();
  });

  it('[FE13] the first and the last value of the question look at its items, a second value does not', () => {
    const scenario = scenarioOf(
      anItem('integer', 'q', { item: [anItem('string', 'd')] }),
      anItem('date', 'other'),
    );
    expect(scenario.answer('q', 1).touched).toEqual(['d']);
    scenario.expectShown('d');
    scenario.answer('q', 2);
    scenario.expectShown('d');
    expect(scenario.answer('q').touched).toEqual(['d']);
    scenario.expectHidden('d');
  });
});

describe('items under the answers of a multi-select', () => {
  const ILL = aChoice('ill', ['heart', 'lung', 'skin'], {
    repeats: true,
    item: [
      anItem('date', 'since'),
      anItem('boolean', 'treated', { item: [anItem('string', 'where')] }),
      anItem('string', 'why-not', { enableWhen: [when('treated', '=', { answerBoolean: false })] }),
    ],
  });

  it('[FG5] stand once for each chosen answer, in the order of choosing', () => {
    const scenario = scenarioOf(ILL).answer('ill', 'skin', 'heart');
    scenario.answer(['since', 1], '2026').answer(['since', 2], '2025-12');
    expect(scenario.responseItems).toEqual([
      {
        linkId: 'ill',
        answer: [
          {
            valueCoding: { system: 's', code: 'skin', display: 'skin の表示' },
            item: [{ linkId: 'since', answer: [{ valueDate: '2026' }] }],
          },
          {
            valueCoding: { system: 's', code: 'heart', display: 'heart の表示' },
            item: [{ linkId: 'since', answer: [{ valueDate: '2025-12' }] }],
          },
        ],
      },
    ]);
    expect(scenarioOf(ILL).reopen(scenario.response()).response()).toEqual(scenario.response());
  });

  it('[FG5] keep their answers when the answer is unchosen and chosen again', () => {
    const scenario = scenarioOf(ILL)
      .answer('ill', 'skin', 'heart')
      .answer(['since', 1], '2026')
      .answer('ill', 'heart');
    expect(JSON.stringify(scenario.responseItems)).not.toContain('2026');
    scenario.answer('ill', 'heart', 'skin');
    scenario.expectValue(['since', 2], '2026');
    scenario.expectValue(['since', 1]);
  });

  it('[FG3] [FG5] a condition is about the question under the same answer', () => {
    const scenario = scenarioOf(ILL).answer('ill', 'skin', 'heart').answer(['treated', 1], false);
    scenario.expectHidden(['why-not', 2]).expectShown(['why-not', 1]);
    scenario.answer(['treated', 2], true);
    scenario.expectShown(['where', 1], ['where', 2]);
    scenario.expectHidden(['why-not', 2]);
  });

  it('[FG3] [FG5] a condition on the multi-select itself is about the answer it stands under', () => {
    const which = anItem('string', 'which', {
      enableWhen: [when('ill', '=', { answerCoding: { system: 's', code: 'other' } })],
    });
    const scenario = scenarioOf(aChoice('ill', ['heart', 'other'], { repeats: true, item: [which] }));
    scenario.answer('ill', 'heart', 'other');
    scenario.expectHidden(['which', 1]).expectShown(['which', 2]);
    scenario.answer('ill', 'other');
    scenario.expectShown(['which', 1]);
  });

  it('[FG5] none chosen, nothing stands there; the same one twice stands once', () => {
    const scenario = scenarioOf(ILL);
    expect(scenario.rowCount('ill')).toBe(0);
    scenario.answer('ill', 'skin', 'skin');
    expect(scenario.rowCount('ill')).toBe(1);
    expect(scenario.issueLines).toEqual(['ill too-many']);
  });

  it('[FG5] each holds back completion for itself', () => {
    const scenario = scenarioOf(
      aChoice('ill', ['x', 'y'], { repeats: true, item: [anItem('date', 'since', { required: true })] }),
    );
    scenario.expectNoProblem();
    scenario.answer('ill', 'x', 'y').answer(['since', 2], '2026');
    expect(scenario.issues.map(({ key, code }) => [key, code])).toEqual([
      [scenario.key(['since', 1]), 'required'],
    ]);
  });
});
