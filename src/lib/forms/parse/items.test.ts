import { describe, expect, it } from 'vitest';
import {
  aChoice,
  aGroup,
  anItem,
  anOption,
  aQuestionnaire,
  control,
  when,
} from '../testing/questionnaire.ts';
import { problemsOfItems as withItems } from '../testing/problems.ts';
import { compiled } from '../testing/scenario.ts';
import { theItem } from '../testing/the-item.ts';

describe('items', () => {
  it('[FC7] a linkId is needed', () => {
    expect(withItems({ type: 'boolean', text: 'a' }, anItem('boolean', ''))).toEqual([
      'error link-id-missing item[0].linkId',
      'error link-id-missing item[1].linkId',
    ]);
  });

  it('[FC7] a linkId is unique in the whole form, help texts included', () => {
    const help = anItem('display', 'a', { extension: [control('help')] });
    expect(withItems(anItem('boolean', 'a'), aGroup('g', [anItem('date', 'a')]))).toEqual([
      'error link-id-duplicate item[1].item[0].linkId',
    ]);
    expect(withItems(anItem('boolean', 'b', { item: [help] }), anItem('boolean', 'a'))).toEqual([
      'error link-id-duplicate item[1].linkId',
    ]);
  });

  it('[FC7] names of Object.prototype are ordinary linkIds', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const form = compiled(aQuestionnaire(names.map((name) => anItem('boolean', name))));
    expect(form.items.map(({ linkId }) => linkId)).toEqual(names);
    expect(names.map((name) => form.byLinkId.get(name)?.linkId)).toEqual(names);
    expect(
      withItems(anItem('date', 'a', { enableWhen: [when('__proto__', 'exists', { answerBoolean: true })] })),
    ).toEqual(['error enable-when-unknown-question item[0].enableWhen[0]']);
  });

  it('[FC7] a linkId has no control characters', () => {
    for (const linkId of ['a\u001Fb', '\u0000', 'a\n']) {
      expect(withItems(anItem('boolean', linkId))).toEqual(['error value-invalid item[0].linkId']);
    }
    expect(withItems(anItem('boolean', '/1.2 a–あ𠮷'))).toEqual([]);
  });

  it.each(['question', 'slider', 'money', 'toString', '', undefined])(
    '[FC8] the type %j is refused, and what stands below is still looked at',
    (type) => {
      expect(withItems({ linkId: 'a', type, text: 'a', item: [anItem('slider', 'b')] })).toEqual([
        'error type-unsupported item[0].type',
        'error type-unsupported item[0].item[0].type',
      ]);
    },
  );

  it('[FC9] a display has no child items and is never required or repeated', () => {
    expect(
      withItems(anItem('display', 'a', { item: [anItem('date', 'b'), anItem('display', 'c')] })),
    ).toEqual(['error element-unsupported item[0].item[0]', 'error element-unsupported item[0].item[1]']);
    expect(withItems(anItem('display', 'a', { required: true }))).toEqual([
      'error value-invalid item[0].required',
    ]);
    expect(withItems(anItem('display', 'a', { repeats: true }))).toEqual([
      'error value-invalid item[0].repeats',
    ]);
    expect(withItems(anItem('display', 'a', { required: false, repeats: false }))).toEqual([]);
  });

  it('[FC10] a choice needs options, an open choice can do without', () => {
    expect(withItems(anItem('choice', 'a'))).toEqual(['error options-missing item[0].answerOption']);
    expect(withItems(anItem('choice', 'a', { answerOption: [] }))).toEqual([
      'error options-missing item[0].answerOption',
    ]);
    expect(withItems(anItem('open-choice', 'a'))).toEqual([]);
  });

  it('[FC10] no two options have the same value', () => {
    expect(withItems(aChoice('a', ['x', 'y', 'x']))).toEqual(['error value-invalid item[0].answerOption[2]']);
    const sameCode = [
      anOption('x'),
      { valueCoding: { system: 't', code: 'x' } },
      { valueCoding: { code: 'x' } },
    ];
    expect(theItem(aChoice('a', [], { answerOption: sameCode })).options).toHaveLength(3);
    const values = (...answerOption: readonly object[]) => withItems(anItem('choice', 'a', { answerOption }));
    expect(values({ valueInteger: 1 }, { valueString: '1' })).toEqual([]);
    expect(values({ valueInteger: 1 }, { valueInteger: 1 })).toEqual([
      'error value-invalid item[0].answerOption[1]',
    ]);
    expect(values({ valueTime: '10:00:00' }, { valueTime: '10:00' })).toEqual([
      'error value-invalid item[0].answerOption[1]',
    ]);
  });

  it.each([
    {},
    { valueCoding: { display: 'y' } },
    { valueBoolean: true },
    { valueDecimal: 1.5 },
    { valueCoding: 'x' },
  ])('[FC10] %j is no option', (option) => {
    const problems = withItems(aChoice('a', [], { answerOption: [anOption('x'), option] }));
    expect(problems).toContain('error value-invalid item[0].answerOption[1]');
  });

  it('[FC23] items stand in document order and know where they are', () => {
    const form = compiled(
      aQuestionnaire([
        aGroup('g', [
          anItem('boolean', 'a'),
          aGroup('h', [anItem('date', 'b', { enableWhen: [when('a', '=', { answerBoolean: true })] })]),
        ]),
        anItem('string', 'c', {
          enableBehavior: 'any',
          enableWhen: [
            when('a', '=', { answerBoolean: true }),
            when('a', 'exists', { answerBoolean: false }),
          ],
        }),
      ]),
    );
    expect(
      form.items.map(({ linkId, index, lastIndex, parent }) => [linkId, index, lastIndex, parent?.linkId]),
    ).toEqual([
      ['g', 0, 3, undefined],
      ['a', 1, 1, 'g'],
      ['h', 2, 3, 'g'],
      ['b', 3, 3, 'h'],
      ['c', 4, 4, undefined],
    ]);
    expect(form.roots.map(({ linkId }) => linkId)).toEqual(['g', 'c']);
    expect(form.roots[0]?.children.map(({ linkId }) => linkId)).toEqual(['a', 'h']);
    expect([...form.dependents].map(([linkId, items]) => [linkId, items.map((item) => item.linkId)])).toEqual(
      [['a', ['b', 'c']]],
    );
    expect(form.evaluationOrder.map((item) => form.evaluationRank[item.index])).toEqual([0, 1, 2, 3, 4]);
  });

  it('[FB15] what an item says of itself to others is kept', () => {
    const item = theItem(
      anItem('string', 'a', {
        prefix: '1.',
        definition: 'http://x#y',
        code: [{ system: 'http://loinc.org', code: '8302-2', display: '身長', version: '2.78' }],
      }),
    );
    expect(item).toMatchObject({
      prefix: '1.',
      definition: 'http://x#y',
      code: [{ system: 'http://loinc.org', code: '8302-2', display: '身長' }],
    });
  });

  it('[FB15] what a form says of itself is kept, and the Questionnaire as it was given', () => {
    const questionnaire = aQuestionnaire([anItem('boolean', 'a')], {
      subjectType: ['Patient', 'RelatedPerson'],
      status: 'draft',
      url: 'https://example.org/f',
      version: '2.1',
    });
    const form = compiled(questionnaire);
    expect(form).toMatchObject({
      url: 'https://example.org/f',
      version: '2.1',
      status: 'draft',
      subjectTypes: ['Patient', 'RelatedPerson'],
    });
    expect(form.source).toBe(questionnaire);
  });

  it('[FB7] what is only shown is told to whoever draws it, and a reference always is', () => {
    expect(theItem(anItem('string', 'a', { readOnly: true })).readOnly).toBe(true);
    expect(theItem(anItem('string', 'a')).readOnly).toBe(false);
    expect(theItem(anItem('reference', 'a')).readOnly).toBe(true);
  });
});
