import { describe, expect, it } from 'vitest';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { aChoice, aGroup, anItem, extension } from '../testing/questionnaire.ts';
import {
  PROFILE,
  allocates,
  at,
  begins,
  extracted,
  fills,
  fixed,
  on,
  scenario,
  worked,
} from './testing/defined.ts';

describe('extractDefinitions: elements', () => {
  it('[FX10] an item that begins a resource makes one, which the items below fill by their paths', () => {
    const from = scenario([
      aGroup(
        'patient',
        [
          aGroup(
            'name',
            [
              anItem('string', 'family', fills('Patient.name.family')),
              anItem('string', 'given', { ...fills('Patient.name.given'), repeats: true }),
            ],
            fills('Patient.name'),
          ),
          anItem('date', 'born', fills('Patient.birthDate')),
          aChoice('gender', ['male', 'female'], fills('Patient.gender')),
          anItem('boolean', 'active', fills('Patient.active')),
        ],
        on(begins('Patient')),
      ),
      anItem('string', 'note'),
    ])
      .addRow('given')
      .answer('family', '山田')
      .answer(['given', 1], 'はな')
      .answer(['given', 2], 'ローズ')
      .answer('born', '2025-12-10')
      .answer('gender', 'female')
      .answer('note', 'x');
    expect(extracted(from)).toMatchObject({
      problems: [],
      entries: [
        {
          fullUrl: 'urn:uuid:id-1',
          resource: {
            resourceType: 'Patient',
            name: [{ family: '山田', given: ['はな', 'ローズ'] }],
            birthDate: '2025-12-10',
            gender: 'female',
          },
          request: { method: 'POST', url: 'Patient' },
        },
      ],
    });
  });

  it('[FX10] each row of the item makes a resource, and each row of a group an element', () => {
    const from = scenario([
      aGroup(
        'person',
        [
          aGroup('phone', [anItem('string', 'number', fills('RelatedPerson.telecom.value'))], {
            ...fills('RelatedPerson.telecom'),
            repeats: true,
          }),
        ],
        { ...on(begins('RelatedPerson')), repeats: true },
      ),
    ])
      .addRow('person')
      .addRow(['phone', 1])
      .answer(['number', 1, 1], '1')
      .answer(['number', 1, 2], '2')
      .answer(['number', 2, 1], '3');
    expect(extracted(from).resources).toEqual([
      { resourceType: 'RelatedPerson', telecom: [{ value: '1' }, { value: '2' }] },
      { resourceType: 'RelatedPerson', telecom: [{ value: '3' }] },
    ]);
  });

  it('[FX11] without a group each item makes an element of its own; with one, and below a question, they share it', () => {
    const apart = scenario([
      aGroup(
        'p',
        [
          anItem('string', 'a', fills('Patient.name.family')),
          anItem('string', 'b', fills('Patient.name.text')),
        ],
        on(begins('Patient')),
      ),
    ])
      .answer('a', 'A')
      .answer('b', 'B');
    expect(extracted(apart).resources).toMatchObject([{ name: [{ family: 'A' }, { text: 'B' }] }]);
    const below = scenario([
      aGroup(
        'p',
        [
          anItem('string', 'id', {
            ...fills('Patient.identifier.value', fixed('Patient.identifier.system', { valueUri: 'urn:x' })),
            item: [anItem('string', 'kind', fills('Patient.identifier.type.text'))],
          }),
        ],
        on(begins('Patient')),
      ),
    ])
      .answer('id', '7')
      .answer('kind', '母子健康手帳');
    expect(extracted(below).resources).toMatchObject([
      { identifier: [{ value: '7', system: 'urn:x', type: { text: '母子健康手帳' } }] },
    ]);
  });

  it('[FX11] an element that there is only once is shared by all', () => {
    const from = scenario([
      aGroup(
        'o',
        [
          anItem(
            'decimal',
            'height',
            fills(
              'Observation.value[x]:valueQuantity.value',
              fixed('Observation.valueQuantity.unit', { valueString: 'cm' }),
            ),
          ),
          anItem('string', 'text', fills('Observation.code.text')),
        ],
        on(begins('Observation'), fixed('Observation.code.coding', { valueCoding: { code: '8302-2' } })),
      ),
    ])
      .answer('height', 61.5)
      .answer('text', '身長');
    expect(extracted(from).resources).toEqual([
      {
        resourceType: 'Observation',
        code: { coding: [{ code: '8302-2' }], text: '身長' },
        valueQuantity: { value: 61.5, unit: 'cm' },
      },
    ]);
  });

  it('[FX11] what a group’s values make beside it is not filled by the items below', () => {
    const from = scenario([
      aGroup(
        'p',
        [anItem('string', 'a', fills('Patient.name.text'))],
        on(
          begins('Patient'),
          fixed('Patient.name.use', { valueCode: 'usual' }),
          fixed('Patient.name.family', { valueString: 'F' }),
        ),
      ),
    ]).answer('a', 'A');
    expect(extracted(from).resources).toEqual([
      { resourceType: 'Patient', name: [{ use: 'usual', family: 'F' }, { text: 'A' }] },
    ]);
  });

  it('[FX12] a fixed element is a copy in each row: what is put beside it stays in its resource', () => {
    const code = { valueCodeableConcept: { coding: [{ code: '8302-2' }] } };
    const from = scenario([
      aGroup('o', [anItem('string', 'a', fills('Observation.code.text'))], {
        ...on(begins('Observation'), fixed('Observation.code', code)),
        repeats: true,
      }),
    ])
      .addRow('o')
      .answer(['a', 1], 'A')
      .answer(['a', 2], 'B');
    const { resources, problems } = extracted(from);
    expect(problems).toEqual([]);
    expect(resources.map((resource) => resource['code'])).toEqual([
      { coding: [{ code: '8302-2' }], text: 'A' },
      { coding: [{ code: '8302-2' }], text: 'B' },
    ]);
  });

  it('[FX12] a value is fixed, or worked out from the row it stands in; one without an answer above is not written', () => {
    const from = scenario([
      aGroup('name', [anItem('string', 'family'), anItem('string', 'given')], {
        ...on(
          begins('Patient'),
          worked('Patient.name.text', "item.answer.value.join(' ')"),
          fixed('Patient.active', { valueBoolean: true }),
        ),
        repeats: true,
      }),
    ])
      .addRow('name')
      .answer(['family', 1], '山田')
      .answer(['given', 1], 'はな');
    expect(extracted(from).resources).toEqual([
      { resourceType: 'Patient', name: [{ text: '山田 はな' }], active: true },
    ]);
  });

  it('[FX12] names that are given out point from one resource of the bundle to another', () => {
    const from = scenario(
      [
        aGroup(
          'p',
          [anItem('string', 'a', fills('Patient.name.text'))],
          on(begins('Patient', { fullUrl: '%child' })),
        ),
        aGroup('r', [anItem('string', 'b', fills('RelatedPerson.name.text'))], {
          ...on(
            begins('RelatedPerson'),
            allocates('own'),
            worked('RelatedPerson.patient.reference', '%child'),
            worked('RelatedPerson.identifier.value', '%own'),
          ),
          repeats: true,
        }),
      ],
      on(allocates('child')),
    )
      .addRow('r')
      .answer('a', 'A')
      .answer(['b', 1], 'B')
      .answer(['b', 2], 'C');
    const { entries, problems } = extracted(from);
    expect(problems).toEqual([]);
    expect(entries[0]?.fullUrl).toBe('urn:uuid:id-1');
    expect(entries.slice(1).map(({ resource }) => resource['patient'])).toEqual([
      { reference: 'urn:uuid:id-1' },
      { reference: 'urn:uuid:id-1' },
    ]);
    const own = entries.slice(1).map(({ resource }) => JSON.stringify(resource['identifier']));
    expect(new Set(own).size).toBe(2);
  });

  it('[FX12] neither launch contexts nor variables are there any more, and an expression that needs them is told', () => {
    const from = scenario([
      aGroup(
        'p',
        [anItem('string', 'a', fills('Patient.name.text'))],
        on(begins('Patient'), worked('Patient.id', '%patient.id')),
      ),
    ]).answer('a', 'A');
    expect(extracted(from)).toMatchObject({
      resources: [{ resourceType: 'Patient', name: [{ text: 'A' }] }],
      problems: [{ code: 'expression-failed' }],
    });
  });
});

describe('extractDefinitions: resources', () => {
  it('[FX15] one with an id replaces what is there, and conditions come from expressions', () => {
    const from = scenario([
      aGroup(
        'p',
        [anItem('string', 'id', fills('Patient.id')), anItem('boolean', 'a', fills('Patient.active'))],
        on(begins('Patient', { ifMatch: '\'W/"3"\'', ifNoneExist: '{}' })),
      ),
    ])
      .answer('id', 'p1')
      .answer('a', true);
    expect(extracted(from).entries[0]).toMatchObject({
      resource: { id: 'p1', active: true },
      request: { method: 'PUT', url: 'Patient/p1', ifMatch: 'W/"3"' },
    });
    expect(extracted(from).entries[0]?.request).not.toHaveProperty('ifNoneExist');
  });

  it('[FX16] a profile is named in the resource; what it fixes, and its slices, are told as not applied', () => {
    const from = scenario([
      aGroup(
        'p',
        [anItem('string', 'a', { definition: at('Patient.identifier:card.value', PROFILE) })],
        on(begins(`${PROFILE}|2.0`)),
      ),
    ]).answer('a', '7');
    const { resources, problems } = extracted(from);
    expect(resources).toEqual([
      { resourceType: 'Patient', meta: { profile: [`${PROFILE}|2.0`] }, identifier: [{ value: '7' }] },
    ]);
    expect(problems.map(({ code }) => code)).toEqual(['profile-not-applied', 'slice-unsupported']);
  });

  it('[FX16] an unknown resource or element, and one that no item begins, are told', () => {
    const from = scenario([
      aGroup('x', [anItem('string', 'a', fills('Nothing.at.all'))], on(begins('Nothing'))),
      aGroup(
        'p',
        [
          anItem('string', 'b', fills('Patient.nick.name')),
          anItem('string', 'c', fills('Observation.status')),
        ],
        on(begins('Patient')),
      ),
    ]);
    for (const linkId of ['a', 'b', 'c']) from.answer(linkId, 'x');
    const { resources, problems } = extracted(from);
    expect(resources).toEqual([]);
    expect(problems.map(({ code, linkId }) => [code, linkId])).toEqual([
      ['definition-unknown', 'x'],
      ['definition-unknown', 'b'],
      ['definition-without-resource', 'c'],
      ['resource-empty', 'p'],
    ]);
  });

  it('[FX16] of two resources of one definition the nearer is filled, and a problem is told once for all rows', () => {
    const from = scenario([
      aGroup(
        'outer',
        [
          anItem('boolean', 'a', fills('Patient.active')),
          aGroup(
            'inner',
            [anItem('string', 'b', fills('Patient.name.text')), anItem('string', 'c', fills('Patient.nick'))],
            {
              ...on(begins('Patient')),
              repeats: true,
            },
          ),
        ],
        on(begins('Patient')),
      ),
    ])
      .addRow('inner')
      .answer('a', true)
      .answer(['b', 1], 'B')
      .answer(['b', 2], 'C')
      .answer(['c', 1], 'x')
      .answer(['c', 2], 'y');
    const { resources, problems } = extracted(from);
    expect(resources).toEqual([
      { resourceType: 'Patient', name: [{ text: 'B' }] },
      { resourceType: 'Patient', name: [{ text: 'C' }] },
      { resourceType: 'Patient', active: true },
    ]);
    expect(problems).toEqual([{ severity: 'warning', code: 'definition-unknown', linkId: 'c' }]);
  });

  it('[FX16] definitions of a form that begins no resource are only notes', () => {
    const from = scenario([anItem('string', 'a', fills('Patient.name.text'))]).answer('a', 'x');
    expect(extracted(from)).toMatchObject({ resources: [], problems: [] });
  });

  it('[FX17] the resource of the form itself is always made, that of an item only when it was answered', () => {
    const from = scenario(
      [
        anItem('string', 'a', fills('Patient.name.text')),
        aGroup('r', [anItem('string', 'b', fills('RelatedPerson.name.text'))], on(begins('RelatedPerson'))),
      ],
      on(begins('Patient'), fixed('Patient.active', { valueBoolean: true })),
    );
    expect(extracted(from).resources).toEqual([{ resourceType: 'Patient', active: true }]);
  });

  it('[FX17] a question with several answers begins a resource with each', () => {
    const from = scenario([
      aChoice('c', ['x', 'y'], {
        repeats: true,
        ...fills(
          'AllergyIntolerance.code',
          begins('AllergyIntolerance'),
          worked('AllergyIntolerance.note.text', 'answer.value.code'),
        ),
      }),
    ]).answer('c', 'x', 'y');
    expect(extracted(from).resources).toMatchObject([
      { code: { coding: [{ code: 'x' }] }, note: [{ text: 'x' }] },
      { code: { coding: [{ code: 'y' }] }, note: [{ text: 'y' }] },
    ]);
  });

  it('[FX18] itemExtractionContext, the earlier form, begins a resource by its type', () => {
    const context = extension(STANDARD_EXTENSION.itemExtractionContext, { valueCode: 'Condition' });
    const from = scenario([
      aGroup('g', [anItem('string', 'a', fills('Condition.note.text'))], on(context)),
    ]).answer('a', 'x');
    expect(extracted(from)).toMatchObject({
      resources: [{ resourceType: 'Condition', note: [{ text: 'x' }] }],
      problems: [],
    });
  });
});
