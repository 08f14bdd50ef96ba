import { describe, expect, it } from 'vitest';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { aChoice, aGroup, anItem, aQuestionnaire, aWeight, extension } from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';
import {
  SDC,
  aMarked,
  about,
  category,
  coded,
  codesOf,
  expressions,
  extracted,
  marked,
  type Json,
} from './testing/marked.ts';

describe('extractObservations', () => {
  it('[FX1] an answer becomes an Observation that says what, whose, when, by whom and where from', () => {
    const scenario = new Scenario(
      aMarked([aWeight('w', { code: [{ system: 'http://loinc.org', code: '29463-7', display: '体重' }] })]),
    );
    const { bundle, problems } = extracted(scenario.answer('w', 6200), {
      ...about,
      encounter: { reference: 'Encounter/e1' },
      author: { reference: 'Practitioner/n1' },
      basedOn: [{ reference: 'ServiceRequest/s1' }],
    });
    expect(problems).toEqual([]);
    expect(bundle).toEqual({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl: 'urn:uuid:00000000-0000-0000-0000-000000000001',
          resource: {
            resourceType: 'Observation',
            basedOn: [{ reference: 'ServiceRequest/s1' }],
            status: 'final',
            code: { coding: [{ system: 'http://loinc.org', code: '29463-7', display: '体重' }] },
            subject: { reference: 'Patient/p1' },
            encounter: { reference: 'Encounter/e1' },
            effectiveDateTime: '2026-04-01T01:00:00.000Z',
            issued: '2026-04-01T01:00:00.000Z',
            performer: [{ reference: 'Practitioner/n1' }],
            valueQuantity: { value: 6200, unit: 'g', system: 'http://unitsofmeasure.org', code: 'g' },
            derivedFrom: [{ reference: 'QuestionnaireResponse/r1' }],
          },
          request: { method: 'POST', url: 'Observation' },
        },
      ],
    });
  });

  it('[FX1] each of several answers, and each row, is an Observation of its own', () => {
    const scenario = new Scenario(
      aMarked([
        aChoice('c', ['x', 'y'], { repeats: true, ...coded('c') }),
        aGroup('g', [anItem('integer', 'n', coded('n'))], { repeats: true }),
      ]),
    )
      .answer('c', 'x', 'y')
      .addRow('g')
      .answer(['n', 1], 1)
      .answer(['n', 2], 2);
    expect(codesOf(extracted(scenario).resources)).toEqual(['c', 'c', 'n', 'n']);
  });

  it('[FX1] unanswered, declined and hidden questions become nothing', () => {
    const absent = extension('https://hagukumi.dev/fhir/StructureDefinition/absent-reasons', {
      valueCode: 'asked-declined',
    });
    const scenario = new Scenario(
      aMarked([
        anItem('boolean', 'a', coded('a')),
        anItem('integer', 'b', {
          ...coded('b'),
          enableWhen: [{ question: 'a', operator: '=', answerBoolean: true }],
        }),
        anItem('integer', 'd', coded('d', absent)),
      ]),
    )
      .answer('b', 3)
      .absent('d', 'asked-declined');
    expect(extracted(scenario)).toMatchObject({ bundle: { type: 'transaction' }, entries: [], problems: [] });
  });

  it('[FX2] the mark is inherited, the nearest one counts, and an item without a code is passed over', () => {
    const scenario = new Scenario(
      aQuestionnaire([
        aGroup(
          'g',
          [
            anItem('integer', 'a', coded('a')),
            anItem('integer', 'b', coded('b', marked(false))),
            aGroup(
              'h',
              [anItem('integer', 'c', coded('c')), anItem('integer', 'd', coded('d', marked(true)))],
              {
                extension: [marked(false)],
              },
            ),
            anItem('integer', 'e'),
          ],
          { extension: [marked(true)] },
        ),
        anItem('integer', 'f', coded('f')),
      ]),
    );
    for (const linkId of ['a', 'b', 'c', 'd', 'e', 'f']) scenario.answer(linkId, 1);
    const { resources, problems } = extracted(scenario);
    expect(codesOf(resources)).toEqual(['a', 'd']);
    expect(problems).toEqual([]);
  });

  it('[FX2] an item that is marked itself and has no code is told', () => {
    const scenario = new Scenario(
      aQuestionnaire([anItem('integer', 'a', { extension: [marked(true)] })]),
    ).answer('a', 1);
    expect(extracted(scenario)).toMatchObject({
      entries: [],
      problems: [{ code: 'code-missing', linkId: 'a' }],
    });
  });

  const gram = extension(STANDARD_EXTENSION.unit, {
    valueCoding: { system: 'http://unitsofmeasure.org', code: 'g', display: 'g' },
  });

  it.each([
    ['boolean', {}, true, { valueBoolean: true }],
    ['integer', {}, 3, { valueInteger: 3 }],
    [
      'integer',
      { extension: [gram] },
      3,
      { valueQuantity: { value: 3, unit: 'g', system: 'http://unitsofmeasure.org', code: 'g' } },
    ],
    ['decimal', {}, 3.5, { valueQuantity: { value: 3.5 } }],
    ['date', {}, '2026-03', { valueDateTime: '2026-03' }],
    ['time', {}, '09:30:00', { valueTime: '09:30:00' }],
    ['string', {}, 'x', { valueString: 'x' }],
    ['url', {}, 'https://example.org', { valueString: 'https://example.org' }],
  ] as const)(
    '[FX3] a %s with %j becomes the value that an Observation has for it',
    (type, more, answer, value) => {
      const scenario = new Scenario(aMarked([anItem(type, 'a', { ...coded('a'), ...more })])).answer(
        'a',
        answer,
      );
      expect(extracted(scenario).resources).toMatchObject([value]);
    },
  );

  it('[FX3] a choice is a concept, own words are a string, an attachment is no value and told', () => {
    const scenario = new Scenario(
      aMarked([
        aChoice('c', ['x'], coded('c')),
        anItem('open-choice', 'o', { ...coded('o'), answerOption: [{ valueString: 'p' }] }),
        anItem('attachment', 'f', coded('f')),
      ]),
    )
      .answer('c', 'x')
      .answer('o', { type: 'string', value: '自由' })
      .answer('f', { type: 'attachment', value: { contentType: 'image/png', url: 'https://example.org/p' } });
    const { resources, problems } = extracted(scenario);
    expect(resources).toMatchObject([
      { valueCodeableConcept: { coding: [{ system: 's', code: 'x', display: 'x の表示' }] } },
      { valueString: '自由' },
    ]);
    expect(problems).toEqual([
      { severity: 'warning', code: 'value-type-unsupported', linkId: 'f', path: 'item[2].answer[0]' },
    ]);
  });

  it('[FX4] of several codes all are written, or only those that are marked themselves', () => {
    const of = (flags: readonly (boolean | undefined)[]): Json => ({
      code: flags.map((flag, at) => ({
        system: 'http://loinc.org',
        code: String(at),
        ...(flag !== undefined && { extension: [marked(flag)] }),
      })),
    });
    const scenario = new Scenario(
      aMarked([
        anItem('integer', 'all', of([undefined, undefined])),
        anItem('integer', 'one', of([undefined, true])),
        anItem('integer', 'rest', of([undefined, false])),
      ]),
    );
    for (const linkId of ['all', 'one', 'rest']) scenario.answer(linkId, 1);
    const written = extracted(scenario).resources.map(({ code }) =>
      (code as { coding: readonly Json[] }).coding.map((coding) => coding['code']),
    );
    expect(written).toEqual([['0', '1'], ['1'], ['0']]);
  });

  it('[FX5] the category is that of the nearest item that names one', () => {
    const scenario = new Scenario(
      aMarked(
        [
          anItem('integer', 'a', coded('a')),
          aGroup(
            'g',
            [anItem('integer', 'b', coded('b')), anItem('integer', 'c', coded('c', category('exam')))],
            {
              extension: [category('vital-signs')],
            },
          ),
        ],
        category('survey'),
      ),
    );
    for (const linkId of ['a', 'b', 'c']) scenario.answer(linkId, 1);
    expect(extracted(scenario).resources.map((resource) => resource['category'])).toEqual(
      ['survey', 'vital-signs', 'exam'].map((code) => [{ coding: [{ code }] }]),
    );
  });

  it('[FX6] a component, a member, a derived and an independent Observation stand as the form says', () => {
    const scenario = new Scenario(
      aMarked([
        aGroup(
          'panel',
          [
            anItem('integer', 'upper', coded('upper', marked('component'))),
            anItem('integer', 'pulse', coded('pulse', marked('member'))),
            anItem('integer', 'alone', coded('alone', marked('independent'))),
          ],
          coded('panel'),
        ),
        anItem('integer', 'base', {
          ...coded('base'),
          item: [anItem('integer', 'made', coded('made', marked('derived')))],
        }),
      ]),
    );
    for (const linkId of ['upper', 'pulse', 'alone', 'base', 'made']) scenario.answer(linkId, 1);
    const { entries, resources, problems } = extracted(scenario);
    const urlOf = (code: string): string => entries[codesOf(resources).indexOf(code)]?.fullUrl ?? '';
    expect(problems).toEqual([]);
    expect(codesOf(resources)).toEqual(['panel', 'pulse', 'alone', 'base', 'made']);
    expect(resources[0]).toMatchObject({
      component: [{ code: { coding: [{ code: 'upper' }] }, valueInteger: 1 }],
      hasMember: [{ reference: urlOf('pulse') }],
    });
    expect(resources[4]).toMatchObject({
      derivedFrom: [{ reference: urlOf('base') }, { reference: 'QuestionnaireResponse/r1' }],
    });
  });

  it('[FX6] a component group hands its parts on, and true below a member stands alone', () => {
    const scenario = new Scenario(
      aMarked([
        aGroup(
          'panel',
          [
            aGroup(
              'inner',
              [anItem('integer', 'upper', coded('upper'))],
              coded('inner', marked('component')),
            ),
            aGroup('members', [anItem('integer', 'free', coded('free', marked(true)))], {
              extension: [marked('member')],
            }),
          ],
          coded('panel'),
        ),
      ]),
    )
      .answer('upper', 1)
      .answer('free', 1);
    const { resources } = extracted(scenario);
    expect(codesOf(resources)).toEqual(['panel', 'free']);
    expect(resources[0]).toMatchObject({ component: [{ valueInteger: 1 }] });
    expect(resources[0]).not.toHaveProperty('hasMember');
  });

  it('[FX6] nothing is derived from a group, which has no value', () => {
    const scenario = new Scenario(
      aMarked([aGroup('g', [anItem('integer', 'a', coded('a', marked('derived')))], coded('g'))]),
    ).answer('a', 1);
    const { resources, problems } = extracted(scenario);
    expect(resources).toMatchObject([{ derivedFrom: [{ reference: 'QuestionnaireResponse/r1' }] }]);
    expect(problems).toMatchObject([{ code: 'relation-without-parent', linkId: 'a' }]);
  });

  it('[FX6] a group with nothing that belongs to it is no Observation, and a part without a whole is told', () => {
    const scenario = new Scenario(
      aMarked([
        aGroup('g', [anItem('integer', 'a', coded('a'))], coded('g')),
        anItem('integer', 'b', coded('b', marked('member'))),
      ]),
    )
      .answer('a', 1)
      .answer('b', 1);
    const { resources, problems } = extracted(scenario);
    expect(codesOf(resources)).toEqual(['a', 'b']);
    expect(problems).toMatchObject([{ code: 'relation-without-parent', linkId: 'b' }]);
  });

  const aNumber = (): Scenario => new Scenario(aMarked([anItem('integer', 'a', coded('a'))])).answer('a', 1);

  it('[FX7] what is in progress is preliminary, and told', () => {
    const { resources, problems } = extracted(aNumber(), { ...about, status: 'in-progress' });
    expect(resources).toMatchObject([{ status: 'preliminary' }]);
    expect(problems).toMatchObject([{ code: 'response-unfinished' }]);
  });

  it.each([
    [{ status: 'entered-in-error' }, 'response-withdrawn'],
    [{ status: 'stopped' }, 'response-withdrawn'],
    [{ questionnaire: 'https://example.org/form|2' }, 'other-form'],
    [{ questionnaire: 'https://example.org/other|1' }, 'other-form'],
    [{ resourceType: 'Patient' }, 'not-a-response'],
    [{ modifierExtension: [] }, 'modifier-extension-unknown'],
  ])('[FX7] nothing is made of a response with %j', (more, code) => {
    const { entries, problems } = extracted(aNumber(), { ...about, ...more });
    expect(entries).toEqual([]);
    expect(problems).toMatchObject([{ severity: 'error', code }]);
  });

  it('[FX7] a response to the form that this one is derived from is taken', () => {
    const derivedFrom = ['https://example.org/base'];
    const scenario = new Scenario({ ...aMarked([anItem('integer', 'a', coded('a'))]), derivedFrom }).answer(
      'a',
      1,
    );
    const { entries } = extracted(scenario, { ...about, questionnaire: 'https://example.org/base|7' });
    expect(entries).toHaveLength(1);
  });

  it('[FX1] a day is no instant, and a device no performer', () => {
    const author = { reference: 'Device/d1' };
    const [resource] = extracted(aNumber(), { ...about, authored: '2026-04-01', author }).resources;
    expect(resource).toMatchObject({ effectiveDateTime: '2026-04-01' });
    expect(resource).not.toHaveProperty('issued');
    expect(resource).not.toHaveProperty('performer');
  });

  it('[FX7] a response without a subject is told', () => {
    expect(extracted(aNumber(), {}).problems).toMatchObject([{ code: 'subject-missing' }]);
  });

  it('[FX8] the entry is named as observationExtractEntry says, and one with an id replaces', () => {
    const entry: Json = {
      url: `${SDC}-observationExtractEntry`,
      extension: [
        { url: 'fullUrl', valueString: "'urn:uuid:' + linkId" },
        { url: 'resourceId', valueString: "'w-' + %resource.id" },
        { url: 'ifMatch', valueString: '\'W/"1"\'' },
      ],
    };
    const scenario = new Scenario(aMarked([anItem('integer', 'a', coded('a', entry))]), {
      expressions,
    }).answer('a', 1);
    expect(extracted(scenario).entries).toMatchObject([
      {
        fullUrl: 'urn:uuid:a',
        resource: { id: 'w-r1' },
        request: { method: 'PUT', url: 'Observation/w-r1', ifMatch: 'W/"1"' },
      },
    ]);
  });

  it('[FX9] what is about somebody else is not made an Observation of this subject', () => {
    const other = extension(`${SDC}-isSubject`, { valueBoolean: true });
    const scenario = new Scenario(
      aMarked([aGroup('mother', [anItem('integer', 'a', coded('a'))], { extension: [other] })]),
    ).answer('a', 1);
    expect(extracted(scenario)).toMatchObject({
      entries: [],
      problems: [{ code: 'other-subject', linkId: 'mother' }],
    });
  });
});
