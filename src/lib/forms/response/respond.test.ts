import { describe, expect, it } from 'vitest';
import { evaluate } from '../run/evaluate.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION, UCUM_SYSTEM } from '../extensions.ts';
import { respond } from './respond.ts';
import {
  aChoice,
  aGroup,
  anItem,
  aQuestionnaire,
  aWeight,
  extension,
  when,
} from '../testing/questionnaire.ts';
import { compiled, type Scenario, scenarioOf } from '../testing/scenario.ts';

const itemsOf = (scenario: Scenario): unknown => scenario.response()['item'];

describe('respond', () => {
  it('[FR1] answers of what is not asked are kept, and left out', () => {
    const scenario = scenarioOf(
      anItem('boolean', 'q'),
      anItem('string', 'd', { enableWhen: [when('q', '=', { answerBoolean: true })] }),
    );
    scenario.answer('q', true).answer('d', 'x').answer('q', false);
    expect(itemsOf(scenario)).toEqual([{ linkId: 'q', answer: [{ valueBoolean: false }] }]);
    expect(scenario.answers.get('d')).toEqual([{ type: 'string', value: 'x' }]);
    expect(itemsOf(scenario.answer('q', true))).toEqual([
      { linkId: 'q', answer: [{ valueBoolean: true }] },
      { linkId: 'd', answer: [{ valueString: 'x' }] },
    ]);
  });

  it('[FR2] items stand in the order of the form', () => {
    const scenario = scenarioOf(
      anItem('integer', 'b'),
      aGroup('g', [anItem('integer', 'd'), anItem('integer', 'c')]),
      anItem('integer', 'a'),
    );
    for (const linkId of ['a', 'c', 'd', 'b']) scenario.answer(linkId, 1);
    expect(itemsOf(scenario)).toMatchObject([
      { linkId: 'b' },
      { linkId: 'g', item: [{ linkId: 'd' }, { linkId: 'c' }] },
      { linkId: 'a' },
    ]);
  });

  it('[FR3] groups nest; what has nothing to say is left out', () => {
    const scenario = scenarioOf(
      anItem('display', 'note'),
      aGroup('g', [
        aGroup('empty', [anItem('date', 'x')]),
        aGroup('h', [anItem('date', 'a'), anItem('date', 'b')]),
      ]),
    );
    expect(scenario.response()).not.toHaveProperty('item');
    scenario.answer('a', '2026-04');
    expect(itemsOf(scenario)).toEqual([
      { linkId: 'g', item: [{ linkId: 'h', item: [{ linkId: 'a', answer: [{ valueDate: '2026-04' }] }] }] },
    ]);
  });

  it('[FR4] a reason for having no answer is an item without answer', () => {
    const reasons = extension(OWN_EXTENSION.absentReasons, { valueCode: 'asked-declined' });
    const scenario = scenarioOf(anItem('boolean', 'a', { extension: [reasons] })).absent(
      'a',
      'asked-declined',
    );
    expect(itemsOf(scenario)).toEqual([
      {
        linkId: 'a',
        extension: [
          { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'asked-declined' },
        ],
      },
    ]);
  });

  it('[FR5] the response says what it answers, about whom, when and in which language', () => {
    const form = compiled(aQuestionnaire([]));
    const meta = {
      id: 'r1',
      authored: '2026-04-01T01:00:00.000Z',
      language: 'en',
      status: 'amended',
    } as const;
    const respondWith = (more: object) =>
      respond({ ...form, ...more }, new Map(), evaluate(form, new Map()), { ...meta, subject: 's1' });
    expect(respondWith({})).toEqual({
      resourceType: 'QuestionnaireResponse',
      id: 'r1',
      language: 'en',
      questionnaire: 'https://example.org/form|1',
      status: 'amended',
      subject: { reference: 'Patient/s1' },
      authored: '2026-04-01T01:00:00.000Z',
    });
    expect(respondWith({ version: '' })['questionnaire']).toBe('https://example.org/form');
    expect(respondWith({ url: '' })).not.toHaveProperty('questionnaire');
    expect(respond(form, new Map(), evaluate(form, new Map()), meta)).not.toHaveProperty('subject');
  });

  it('[FR6] each type is written as its value[x]', () => {
    const unit = { value: 6200, unit: 'g', system: UCUM_SYSTEM, code: 'g' };
    const scenario = scenarioOf(
      anItem('boolean', 'boolean'),
      anItem('integer', 'integer'),
      anItem('decimal', 'decimal', {
        extension: [extension(STANDARD_EXTENSION.maxDecimalPlaces, { valueInteger: 1 })],
      }),
      anItem('date', 'date'),
      anItem('string', 'string'),
      anItem('text', 'text'),
      aChoice('choice', ['x', 'y'], { repeats: true }),
      aWeight('quantity'),
    )
      .answer('boolean', false)
      .answer('integer', 0)
      .answer('decimal', 62.5)
      .answer('date', '2026-03-05')
      .answer('string', '一')
      .answer('text', '一\n二')
      .answer('choice', 'y', 'x')
      .answer('quantity', 6200);
    expect(itemsOf(scenario)).toEqual([
      { linkId: 'boolean', answer: [{ valueBoolean: false }] },
      { linkId: 'integer', answer: [{ valueInteger: 0 }] },
      { linkId: 'decimal', answer: [{ valueDecimal: 62.5 }] },
      { linkId: 'date', answer: [{ valueDate: '2026-03-05' }] },
      { linkId: 'string', answer: [{ valueString: '一' }] },
      { linkId: 'text', answer: [{ valueString: '一\n二' }] },
      {
        linkId: 'choice',
        answer: [
          { valueCoding: { system: 's', code: 'y', display: 'y の表示' } },
          { valueCoding: { system: 's', code: 'x', display: 'x の表示' } },
        ],
      },
      { linkId: 'quantity', answer: [{ valueQuantity: unit }] },
    ]);
  });

  it('[FR7] an empty box is left out', () => {
    const scenario = scenarioOf(anItem('string', 'a'), anItem('text', 'b'))
      .answer('a', '')
      .answer('b', '\u3000\n');
    expect(scenario.response()).not.toHaveProperty('item');
  });
});
