import { describe, expect, it } from 'vitest';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { aLiveForm, calculated, CONTEXT, problemsOf, TOOLS } from '../testing/expression-scenario.ts';
import {
  aChoice,
  aGroup,
  anItem,
  aQuestionnaire,
  expression,
  extension,
  valuesOf,
  when,
} from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';

const { calculatedExpression, enableWhenExpression, variable } = STANDARD_EXTENSION;

describe('calculated answers', () => {
  const bmi = [
    anItem('decimal', 'weight'),
    anItem('decimal', 'height'),
    calculated('decimal', 'bmi', `(${valuesOf('weight')} / (${valuesOf('height')} / 100).power(2)).round(1)`),
  ];

  it('[FJ1] follow the answers they are calculated from, and go when these go', () => {
    const form = aLiveForm(bmi);
    form.expectValue('bmi');
    form.answer('weight', 6.2).answer('height', 61.5);
    form.expectValue('bmi', 16.4);
    expect(form.response()).toMatchObject({
      item: [{}, {}, { linkId: 'bmi', answer: [{ valueDecimal: 16.4 }] }],
    });
    form.answer('height');
    form.expectValue('bmi');
  });

  it('[FJ1] stand whatever was entered where they are read-only', () => {
    const form = aLiveForm(bmi).answer('weight', 6).answer('height', 100).answer('bmi', 99);
    form.expectValue('bmi', 6);
  });

  it.each([
    ['integer', '1 + 1', 2],
    ['decimal', '1 / 4', 0.25],
    ['boolean', '1 < 2', true],
    ['string', "'あ' & 'い'", 'あい'],
    ['string', '3', '3'],
    ['date', '@2026-03-01 + 1 month', '2026-04-01'],
    ['dateTime', '@2026-03-01T09:00:00+09:00', '2026-03-01T09:00:00+09:00'],
    ['time', '@T09:30', '09:30'],
  ])('[FJ1] are in the type of the item: a %s of %s', (type, text, value) => {
    aLiveForm([calculated(type, 'it', text)]).expectValue('it', value);
  });

  it('[FJ1] are an option where they name one', () => {
    const stage = aChoice('stage', ['low', 'high'], {
      readOnly: true,
      extension: [expression(calculatedExpression, `iif(${valuesOf('score')} > 9, 'high', 'low')`)],
    });
    const form = aLiveForm([anItem('integer', 'score'), stage]).answer('score', 10);
    expect(form.given('stage')).toEqual([form.options('stage')[1]?.answer]);
  });

  it('[FJ1] in a chain are worked out one after the other', () => {
    const form = aLiveForm([
      calculated('integer', 'third', `${valuesOf('second')} + 1`),
      calculated('integer', 'second', `${valuesOf('first')} + 1`),
      anItem('integer', 'first'),
    ]).answer('first', 1);
    form.expectValue('third', 3);
    expect(form.touched).toEqual(['second', 'third']);
  });

  it('[FJ1] [FH4] count when hidden, and others can be asked because of them', () => {
    const form = aLiveForm([
      anItem('integer', 'score'),
      calculated('boolean', 'flag', `${valuesOf('score')} >= 9`, {
        extension: [
          expression(calculatedExpression, `${valuesOf('score')} >= 9`),
          extension(STANDARD_EXTENSION.hidden, { valueBoolean: true }),
        ],
      }),
      anItem('string', 'more', { enableWhen: [when('flag', '=', { answerBoolean: true })] }),
    ]);
    form.answer('score', 8).expectHidden('more');
    form.answer('score', 9).expectShown('more');
  });

  it('[FJ12] are worked out again only when an item changes that they name', () => {
    const others = Array.from({ length: 50 }, (_, at) => anItem('integer', `other-${at}`));
    const form = aLiveForm([...bmi, ...others])
      .answer('weight', 6)
      .answer('height', 60);
    expect(form.touched).toEqual(['bmi']);
    expect(form.answer('other-3', 1).touched).toEqual([]);
  });
});

describe('what is asked', () => {
  const gated = (extra: object = {}) =>
    anItem('string', 'why', {
      extension: [expression(enableWhenExpression, `${valuesOf('a')} = 3`)],
      ...extra,
    });

  it('[FJ2] is asked only while the expression is true', () => {
    const form = aLiveForm([anItem('integer', 'a'), gated()]);
    form.expectHidden('why');
    form.answer('a', 3).expectShown('why');
    form.answer('a', 4).expectHidden('why');
  });

  it('[FJ2] needs the conditions as well', () => {
    const both = gated({ enableWhen: [when('b', '=', { answerBoolean: true })] });
    const form = aLiveForm([anItem('integer', 'a'), anItem('boolean', 'b'), both]).answer('a', 3);
    form.expectHidden('why');
    form.answer('b', true).expectShown('why');
  });

  it('[FJ2] does not count answers that are not asked', () => {
    const form = aLiveForm([
      anItem('boolean', 'open'),
      anItem('integer', 'a', { enableWhen: [when('open', '=', { answerBoolean: true })] }),
      gated(),
    ]);
    form.answer('open', true).answer('a', 3).expectShown('why');
    form.answer('open', false).expectHidden('why');
    form.answer('open', true).expectShown('why');
  });
});

describe('variables', () => {
  it('[FJ3] are seen by everything below, the nearest of one name', () => {
    const group = aGroup('g', [calculated('integer', 'inside', '%n')], {
      extension: [expression(variable, '2', 'n')],
    });
    const form = aLiveForm([group, calculated('integer', 'outside', '%n')], {
      extension: [expression(variable, '1', 'n')],
    });
    form.expectValue('inside', 2).expectValue('outside', 1);
  });

  it('[FJ3] [FJ12] carry on what they read', () => {
    const form = aLiveForm([anItem('integer', 'a'), calculated('integer', 'sum', '%twice + 1')], {
      extension: [expression(variable, valuesOf('a'), 'once'), expression(variable, '%once * 2', 'twice')],
    });
    form.answer('a', 4).expectValue('sum', 9);
    expect(form.touched).toEqual(['sum']);
  });

  it('[FJ8] are the response, the element, the form and the systems everybody knows', () => {
    const form = aLiveForm([
      anItem('string', 'name'),
      calculated('string', 'form', '%questionnaire.version'),
      calculated('string', 'own', '%qitem.text'),
      calculated('string', 'system', '%ucum'),
      calculated('boolean', 'same', "%resource.item.exists() and %context.linkId = 'same'"),
    ]).answer('name', 'さくら');
    form.expectValue('form', '1');
    form.expectValue('own', 'own の質問');
    form.expectValue('system', 'http://unitsofmeasure.org');
    form.expectValue('same', true);
  });

  it('[FJ8] that nobody defines are told', () => {
    expect(problemsOf([calculated('integer', 'a', '%nowhere + 1')])).toEqual([
      ['warning', 'expression-unknown-variable', 'item[0].extension[0].valueExpression'],
    ]);
  });

  it('[FJ8] [FJ9] of a launch context are the resource the form is opened with, else nothing is calculated', () => {
    const launch = extension(STANDARD_EXTENSION.launchContext, {
      extension: [
        { url: 'name', valueCoding: { code: 'patient' } },
        { url: 'type', valueCode: 'Patient' },
      ],
    });
    const questionnaire = aQuestionnaire([calculated('date', 'born', '%patient.birthDate')], {
      extension: [launch],
    });
    const child = { resourceType: 'Patient', birthDate: '2026-08-09' };
    const opened = new Scenario(questionnaire, TOOLS, { ...CONTEXT, resources: { patient: child } });
    opened.expectValue('born', '2026-08-09');
    const atTheHub = new Scenario(questionnaire, TOOLS).answer('born', '2026-08-10');
    atTheHub.expectValue('born', '2026-08-10');
  });

  it('[FJ9] what reads the clock leaves alone what was entered where there is no clock', () => {
    const questionnaire = aQuestionnaire([
      calculated('integer', 'year', 'today().toString().substring(0, 4).toInteger()'),
    ]);
    new Scenario(questionnaire, TOOLS, CONTEXT).expectValue('year', 2026);
    new Scenario(questionnaire, TOOLS).answer('year', 2025).expectValue('year', 2025);
  });
});

describe('rows', () => {
  const lines = aGroup(
    'line',
    [
      anItem('integer', 'count'),
      anItem('integer', 'price'),
      calculated('integer', 'cost', '%count * %price'),
      anItem('string', 'why', { extension: [expression(enableWhenExpression, '%count > 9')] }),
    ],
    {
      repeats: true,
      extension: [
        expression(variable, "item.where(linkId = 'count').answer.value", 'count'),
        expression(variable, "item.where(linkId = 'price').answer.value", 'price'),
      ],
    },
  );
  const total = calculated('integer', 'total', `${valuesOf('cost')}.sum()`);

  it('[FJ7] each row is calculated from itself, what stands outside from all rows', () => {
    const form = aLiveForm([lines, total]);
    form.answer(['count', 1], 2).answer(['price', 1], 100).addRow('line');
    form.answer(['count', 2], 10).answer(['price', 2], 5);
    form.expectValue(['cost', 1], 200).expectValue(['cost', 2], 50);
    form.expectHidden(['why', 1]).expectShown(['why', 2]);
    form.expectValue('total', 250);
    form.removeRow('line', 1);
    form.expectValue('total', 50);
  });

  it('[FJ12] an answer in one row is worked out in that row, and in what reads all rows', () => {
    const form = aLiveForm([lines, total]).addRow('line').addRow('line').answer(['price', 2], 5);
    form.answer(['count', 2], 3);
    expect(form.touched.toSorted()).toEqual(
      [form.key(['cost', 2]), form.key(['why', 2]), 'total'].toSorted(),
    );
  });
});
