import { describe, expect, it } from 'vitest';
import type { Answer } from './answer-types.ts';
import { UCUM_SYSTEM } from './extensions.ts';
import { problemsOfItems } from './testing/problems.ts';
import { aChoice, aGroup, anItem, aQuestionnaire, aWeight } from './testing/questionnaire.ts';
import { Scenario } from './testing/scenario.ts';
import { validateResponse } from './response/validate-response.ts';

const PHOTO = { contentType: 'image/png', data: 'AAAA', title: '写真', size: 3 };
const DOCTOR = { reference: 'Practitioner/1', type: 'Practitioner', display: '担当医' };

/** Every type with a question, an answer to it and how R4 writes it. */
const TYPES: readonly (readonly [string, object, Answer, object])[] = [
  ['boolean', anItem('boolean', 'q'), { type: 'boolean', value: false }, { valueBoolean: false }],
  ['decimal', anItem('decimal', 'q'), { type: 'decimal', value: -0.5 }, { valueDecimal: -0.5 }],
  ['integer', anItem('integer', 'q'), { type: 'integer', value: 0 }, { valueInteger: 0 }],
  ['date', anItem('date', 'q'), { type: 'date', value: '2024-02-29' }, { valueDate: '2024-02-29' }],
  [
    'dateTime',
    anItem('dateTime', 'q'),
    { type: 'dateTime', value: '2026-03-05T09:30:00+09:00' },
    { valueDateTime: '2026-03-05T09:30:00+09:00' },
  ],
  ['time', anItem('time', 'q'), { type: 'time', value: '23:59:59' }, { valueTime: '23:59:59' }],
  ['string', anItem('string', 'q'), { type: 'string', value: '𠮷野' }, { valueString: '𠮷野' }],
  ['text', anItem('text', 'q'), { type: 'string', value: '一\n二' }, { valueString: '一\n二' }],
  ['url', anItem('url', 'q'), { type: 'uri', value: 'urn:uuid:1' }, { valueUri: 'urn:uuid:1' }],
  [
    'choice',
    aChoice('q', ['x', 'y']),
    { type: 'coding', value: { system: 's', code: 'y', display: 'y の表示' } },
    { valueCoding: { system: 's', code: 'y', display: 'y の表示' } },
  ],
  ['open-choice', anItem('open-choice', 'q'), { type: 'string', value: 'ほか' }, { valueString: 'ほか' }],
  ['attachment', anItem('attachment', 'q'), { type: 'attachment', value: PHOTO }, { valueAttachment: PHOTO }],
  ['reference', anItem('reference', 'q'), { type: 'reference', value: DOCTOR }, { valueReference: DOCTOR }],
  [
    'quantity',
    aWeight('q'),
    { type: 'quantity', value: 6200, unit: 'g', code: 'g' },
    { valueQuantity: { value: 6200, unit: 'g', system: UCUM_SYSTEM, code: 'g' } },
  ],
];

describe('the item types of R4', () => {
  it.each(TYPES)(
    '[FB1] the answer to a %s is written as its value[x] and opens again',
    (_type, item, answer, json) => {
      const scenario = new Scenario(aQuestionnaire([item])).set('q', [answer]);
      scenario.expectNoProblem();
      expect(scenario.responseItems).toEqual([{ linkId: 'q', answer: [json] }]);
      const response = scenario.response();
      expect(validateResponse(scenario.form, JSON.parse(JSON.stringify(response)))).toEqual([]);
      expect(new Scenario(aQuestionnaire([item])).reopen(response).answers.get('q')).toEqual([answer]);
    },
  );

  it('[FB1] a group and a display are read, and have no answer', () => {
    const items = [aGroup('g', [anItem('boolean', 'a')]), anItem('display', 'd')];
    expect(problemsOfItems(...items)).toEqual([]);
    expect(new Scenario(aQuestionnaire(items)).answer('a', true).responseItems).toEqual([
      { linkId: 'g', item: [{ linkId: 'a', answer: [{ valueBoolean: true }] }] },
    ]);
  });

  it('[FB1] [FC8] the abstract type of R4 is none', () => {
    expect(problemsOfItems(anItem('question', 'q'))).toEqual(['error type-unsupported item[0].type']);
  });

  it('[FB7] what is read-only counts as answered: it opens others and is written', () => {
    const scenario = new Scenario(
      aQuestionnaire([
        anItem('boolean', 'q', { readOnly: true, initial: [{ valueBoolean: true }] }),
        anItem('string', 'd', { enableWhen: [{ question: 'q', operator: '=', answerBoolean: true }] }),
      ]),
    );
    scenario.expectShown('d');
    expect(scenario.responseItems).toEqual([{ linkId: 'q', answer: [{ valueBoolean: true }] }]);
  });

  it('[FB14] a reference is shown and passed on, whatever it refers to', () => {
    const scenario = new Scenario(
      aQuestionnaire([anItem('reference', 'q', { initial: [{ valueReference: DOCTOR }] })]),
    );
    expect(scenario.item('q').readOnly).toBe(true);
    expect(scenario.responseItems).toEqual([{ linkId: 'q', answer: [{ valueReference: DOCTOR }] }]);
  });

  it('[FB14] which resources may be referred to is for who chooses one, and no problem', () => {
    const url = 'http://hl7.org/fhir/StructureDefinition/questionnaire-referenceResource';
    const extension = ['Practitioner', 'Organization'].map((valueCode) => ({ url, valueCode }));
    expect(problemsOfItems(anItem('reference', 'q', { extension }))).toEqual([]);
  });
});
