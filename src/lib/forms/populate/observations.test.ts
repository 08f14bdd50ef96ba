import { describe, expect, it } from 'vitest';
import { STANDARD_EXTENSION } from '../extensions.ts';
import {
  WEIGHT,
  aBundle,
  aPatient,
  anObservation,
  codes,
  grams,
  linkPeriod,
  opened,
  said,
  weighed,
  type Json,
} from './testing/populated.ts';
import { aChoice, aGroup, anItem, aQuestionnaire, aWeight, extension } from '../testing/questionnaire.ts';

describe('populate: Observations', () => {
  const patient = { resources: { patient: aPatient() } };

  it('[FO7] the latest one with the code fills the item', () => {
    const bundle = aBundle(
      anObservation('2026-03-01', grams(5800)),
      anObservation('2026-03-20T09:00:00+09:00', grams(6100)),
      anObservation('2026-03-10', grams(6000)),
      anObservation('2026-03-25', { ...grams(1), code: { coding: [{ ...WEIGHT, code: 'x' }] } }),
    );
    expect(opened(aQuestionnaire([weighed()]), { ...patient, bundle }).answers.get('w')).toMatchObject([
      { value: 6100, unit: 'g' },
    ]);
  });

  it.each([
    ['the day before the period began', '2025-12-31', false],
    ['the first day of the period', '2026-01-01', true],
    ['the month in which it began', '2026-01', true],
    ['today', '2026-04-01', true],
    ['a moment ago', '2026-04-01T00:59:59Z', true],
    ['tomorrow', '2026-04-02', false],
    ['no time at all', 'once', false],
  ])('[FO7] one of %s (%s) counts: %s', (_, effective, expected) => {
    const bundle = aBundle(anObservation(effective));
    expect(opened(aQuestionnaire([weighed()]), { ...patient, bundle }).answers.has('w')).toBe(expected);
  });

  it.each([
    ['final', true],
    ['amended', true],
    ['corrected', true],
    ['preliminary', false],
    ['entered-in-error', false],
    ['cancelled', false],
  ])('[FO7] one that is %s counts: %s', (status, expected) => {
    const bundle = aBundle(anObservation('2026-03-20', { status }));
    expect(opened(aQuestionnaire([weighed()]), { ...patient, bundle }).answers.has('w')).toBe(expected);
  });

  it('[FO8] the period of the nearest item above counts, and of the item itself first', () => {
    const bundle = aBundle(anObservation('2026-02-01'));
    const plain = (linkId: string, more: Json = {}): Json => aWeight(linkId, { code: [WEIGHT], ...more });
    const { answers } = opened(
      aQuestionnaire(
        [
          plain('by-form'),
          aGroup('g', [plain('by-group'), plain('own', { extension: [linkPeriod(1, 'a')] })], {
            extension: [linkPeriod(7, 'd')],
          }),
        ],
        { extension: [linkPeriod(1, 'a')] },
      ),
      { ...patient, bundle },
    );
    expect(['by-form', 'by-group', 'own'].map((linkId) => answers.has(linkId))).toEqual([true, false, true]);
  });

  it.each([
    ['another child', { subject: { reference: 'Patient/p2' } }, false],
    ['an id that ends alike', { subject: { reference: 'Patient/xp1' } }, false],
    ['a thing of another type', { subject: { reference: 'https://hub.example/NotPatient/p1' } }, false],
    ['nobody', { subject: undefined }, false],
    ['the child at another address', { subject: { reference: 'https://hub.example/fhir/Patient/p1' } }, true],
    ['somebody the child carries', { focus: [{ reference: 'Patient/p2' }] }, false],
  ])('[FO9] one about %s fills the item: %s', (_, more, expected) => {
    const bundle = aBundle(anObservation('2026-03-20', more));
    expect(opened(aQuestionnaire([weighed()]), { ...patient, bundle }).answers.has('w')).toBe(expected);
  });

  it('[FO9] with two patients and none named nobody’s Observations are used', () => {
    const bundle = aBundle(aPatient(), aPatient({ id: 'p2' }), anObservation('2026-03-20'));
    const result = opened(aQuestionnaire([weighed()]), { bundle });
    expect(result.answers.has('w')).toBe(false);
    expect(codes(result)).toEqual(['subject-unknown']);
  });

  it('[FO9] a group about somebody else is not filled from the child’s Observations', () => {
    const isSubject = extension(
      'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-isSubject',
      {
        valueBoolean: true,
      },
    );
    const mother = aGroup('mother', [aWeight('w', { code: [WEIGHT] })], { extension: [isSubject] });
    const result = opened(aQuestionnaire([mother], { extension: [linkPeriod(1, 'a')] }), {
      ...patient,
      bundle: aBundle(anObservation('2026-03-20')),
    });
    expect(result.answers.has('w')).toBe(false);
  });

  it('[FO10] a later one in another unit is not converted, and no older one is taken for it', () => {
    const bundle = aBundle(
      anObservation('2026-03-01'),
      anObservation('2026-03-20', { valueQuantity: { value: 6.4, unit: 'kg', code: 'kg' } }),
    );
    const result = opened(aQuestionnaire([weighed()]), { ...patient, bundle });
    expect(result.answers.has('w')).toBe(false);
    expect(result.problems).toEqual([{ severity: 'warning', code: 'unit-differs', linkId: 'w' }]);
  });

  it('[FO10] a unit of another system is another unit', () => {
    const valueQuantity = { value: 6200, system: 'https://example.org/units', code: 'g' };
    const result = opened(aQuestionnaire([weighed()]), {
      ...patient,
      bundle: aBundle(anObservation('2026-03-20', { valueQuantity })),
    });
    expect(codes(result)).toEqual(['unit-differs']);
  });

  it('[FO7] a question that repeats is not filled: the guide leaves open with how many', () => {
    const unit = weighed({ repeats: true });
    const result = opened(aQuestionnaire([unit]), {
      ...patient,
      bundle: aBundle(anObservation('2026-03-20')),
    });
    expect(result.answers.size).toBe(0);
  });

  it('[FO10] one that only gives a bound is no value; one without a value is passed over', () => {
    const bound = { valueQuantity: { value: 6200, code: 'g', comparator: '<' } };
    const only = aBundle(anObservation('2026-03-20', bound));
    expect(opened(aQuestionnaire([weighed()]), { ...patient, bundle: only }).answers.has('w')).toBe(false);
    const bundle = aBundle(
      anObservation('2026-03-01'),
      anObservation('2026-03-20', { valueQuantity: undefined, dataAbsentReason: {} }),
      anObservation('2026-03-21', { valueQuantity: undefined, valueString: '泣いて測れず' }),
    );
    expect(opened(aQuestionnaire([weighed()]), { ...patient, bundle }).answers.has('w')).toBe(true);
  });

  it('[FO10] a plain number takes a quantity in its unit alone, a choice any coding it offers', () => {
    const coded = {
      valueQuantity: undefined,
      valueCodeableConcept: { coding: [{ code: 'zz' }, { system: 's', code: 'y' }] },
    };
    const bundle = aBundle(
      anObservation('2026-03-20'),
      anObservation('2026-03-20', { ...coded, code: { coding: [{ code: 'choice' }] } }),
    );
    const unit = extension(STANDARD_EXTENSION.unit, {
      valueCoding: { system: 'http://unitsofmeasure.org', code: 'g' },
    });
    const { answers } = opened(
      aQuestionnaire([
        anItem('decimal', 'in-unit', { code: [WEIGHT], extension: [linkPeriod(90, 'd'), unit] }),
        anItem('decimal', 'bare', { code: [WEIGHT], extension: [linkPeriod(90, 'd')] }),
        aChoice('c', ['x', 'y'], { code: [{ code: 'choice' }], extension: [linkPeriod(90, 'd')] }),
      ]),
      { ...patient, bundle },
    );
    expect([said(answers, 'in-unit'), said(answers, 'bare'), said(answers, 'c')]).toEqual([
      [6200],
      [],
      ['y'],
    ]);
  });

  it('[FO11] below a group that stands for an Observation only its components and members count', () => {
    const code = (name: string): Json => ({ code: { coding: [{ code: name }] } });
    const bundle = {
      resourceType: 'Bundle',
      entry: [
        {
          resource: anObservation('2026-03-20', {
            ...code('panel'),
            valueQuantity: undefined,
            component: [{ ...code('upper'), ...grams(80) }],
            hasMember: [{ reference: 'urn:uuid:m' }],
          }),
        },
        { fullUrl: 'urn:uuid:m', resource: anObservation('2026-03-20', { ...code('member'), ...grams(3) }) },
        { resource: anObservation('2026-03-28', { ...code('upper'), ...grams(99) }) },
        { resource: anObservation('2026-03-28', { ...code('lone'), ...grams(7) }) },
      ],
    };
    const part = (linkId: string): Json => aWeight(linkId, { code: [{ code: linkId }] });
    const { answers } = opened(
      aQuestionnaire(
        [
          aGroup('g', [part('upper'), part('member'), part('lone')], { code: [{ code: 'panel' }] }),
          part('elsewhere'),
        ],
        { extension: [linkPeriod(90, 'd')] },
      ),
      { ...patient, bundle },
    );
    expect(['upper', 'member', 'lone'].map((linkId) => said(answers, linkId)[0])).toEqual([80, 3, undefined]);
  });
});
