import { describe, expect, it } from 'vitest';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { aChoice, aGroup, anItem, extension } from '../testing/questionnaire.ts';
import { begins, extracted, fills, on, scenario } from './testing/defined.ts';

describe('extractDefinitions: values', () => {
  const gram = extension(STANDARD_EXTENSION.unit, {
    valueCoding: { system: 'http://unitsofmeasure.org', code: 'g', display: 'g' },
  });

  it.each([
    ['string', 'Observation.status', 'final', { status: 'final' }],
    ['string', 'Observation.status', ' x ', undefined],
    ['date', 'Observation.effective', '2026-03', { effectiveDateTime: '2026-03' }],
    ['dateTime', 'Patient.birthDate', '2026-03-01T10:00:00+09:00', { birthDate: '2026-03-01' }],
    ['date', 'Observation.issued', '2026-03-01', undefined],
    ['integer', 'Observation.value', 3, { valueInteger: 3 }],
    ['decimal', 'Observation.value', 3.5, { valueQuantity: { value: 3.5 } }],
    ['decimal', 'Patient.multipleBirth', 1.5, undefined],
    ['integer', 'Patient.multipleBirth', 2, { multipleBirthInteger: 2 }],
    ['boolean', 'Patient.deceased', false, { deceasedBoolean: false }],
    ['boolean', 'Patient.deceasedDateTime', false, undefined],
    ['string', 'Observation.code', 'x', { code: { text: 'x' } }],
    ['string', 'Patient.active', 'true', undefined],
    ['url', 'Patient.photo.url', 'https://example.org', { photo: [{ url: 'https://example.org' }] }],
    ['time', 'Observation.value', '10:00', { valueTime: '10:00:00' }],
    ['string', 'Observation.valueTime', '10:00', { valueTime: '10:00:00' }],
    ['string', 'Observation.valueTime', '25:00', undefined],
  ] as const)('[FX13] a %s for %s', (type, path, answer, element) => {
    const resource = path.split('.')[0] ?? '';
    const { resources, problems } = extracted(
      scenario([aGroup('g', [anItem(type, 'a', fills(path))], on(begins(resource)))]).answer('a', answer),
    );
    if (element !== undefined) expect(resources).toEqual([{ resourceType: resource, ...element }]);
    else expect([resources, problems[0]]).toMatchObject([[], { code: 'value-misfit', linkId: 'a' }]);
  });

  it.each([
    [
      'Observation.value',
      { valueCodeableConcept: { coding: [{ system: 's', code: 'x', display: 'x の表示' }] } },
    ],
    ['Observation.code.coding', { code: { coding: [{ system: 's', code: 'x', display: 'x の表示' }] } }],
    ['Observation.category', { category: [{ coding: [{ system: 's', code: 'x', display: 'x の表示' }] }] }],
    ['Observation.status', { status: 'x' }],
    ['Observation.code.text', { code: { text: 'x の表示' } }],
    [
      'Observation.extension.valueCoding',
      { extension: [{ valueCoding: { system: 's', code: 'x', display: 'x の表示' } }] },
    ],
  ])('[FX13] a choice for %s', (path, element) => {
    const from = scenario([
      aGroup('g', [aChoice('a', ['x'], fills(path))], on(begins('Observation'))),
    ]).answer('a', 'x');
    expect(extracted(from)).toMatchObject({
      resources: [{ resourceType: 'Observation', ...element }],
      problems: [],
    });
  });

  it('[FX13] a number in a unit is a quantity where one can stand, and else the number', () => {
    const from = scenario([
      aGroup(
        'g',
        [
          anItem('integer', 'a', { ...fills('Observation.value'), extension: [gram] }),
          anItem('integer', 'b', { ...fills('Observation.component.valueInteger'), extension: [gram] }),
        ],
        on(begins('Observation')),
      ),
    ])
      .answer('a', 6200)
      .answer('b', 5);
    expect(extracted(from).resources).toMatchObject([
      { valueQuantity: { value: 6200, code: 'g' }, component: [{ valueInteger: 5 }] },
    ]);
  });

  it('[FX14] an element that there is once takes one value: more are told and not written', () => {
    const from = scenario([
      aGroup(
        'g',
        [
          anItem('string', 'many', { ...fills('Patient.name.family'), repeats: true }),
          anItem('date', 'a', fills('Patient.birthDate')),
          anItem('date', 'b', fills('Patient.birthDate')),
        ],
        on(begins('Patient')),
      ),
    ])
      .addRow('many')
      .answer(['many', 1], 'x')
      .answer(['many', 2], 'y')
      .answer('a', '2026-01-01')
      .answer('b', '2026-01-02');
    const { resources, problems } = extracted(from);
    expect(resources).toEqual([{ resourceType: 'Patient', birthDate: '2026-01-01' }]);
    expect(problems).toMatchObject([
      { code: 'too-many-values', linkId: 'many' },
      { code: 'value-conflict', linkId: 'b' },
    ]);
  });
});
