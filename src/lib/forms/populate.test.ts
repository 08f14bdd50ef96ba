import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STANDARD_EXTENSION } from './extensions.ts';
import {
  aBundle,
  aPatient,
  codes,
  fhirPath,
  filledBy,
  launches,
  opened,
  rowsFrom,
  said,
  weighed,
} from './populate/testing/populated.ts';
import { aChoice, aGroup, anItem, aQuestionnaire, aWeight, extension } from './testing/questionnaire.ts';

describe('populate: expressions', () => {
  it('[FO1] an initial value stands, and nothing else is put in its place', () => {
    const { answers, problems } = opened(
      aQuestionnaire([anItem('string', 'a', filledBy("'式'", { initial: [{ valueString: '初め' }] }))]),
    );
    expect(said(answers, 'a')).toEqual(['初め']);
    expect(problems).toEqual([]);
  });

  it('[FO2] an expression reads a launch context, a variable and the clock', () => {
    const { answers } = opened(
      aQuestionnaire(
        [
          anItem('date', 'born', filledBy('%patient.birthDate')),
          anItem('string', 'name', filledBy('%full')),
          anItem('date', 'on', filledBy('today()')),
        ],
        {
          extension: [
            launches('patient', 'Patient'),
            fhirPath(STANDARD_EXTENSION.variable, "%patient.name.family + ' ' + %patient.name.given", 'full'),
          ],
        },
      ),
      { resources: { patient: aPatient() } },
    );
    expect(['born', 'name', 'on'].map((linkId) => said(answers, linkId)[0])).toEqual([
      '2025-12-10',
      '山田 はな',
      '2026-04-01',
    ]);
  });

  it('[FO2] an expression sees what was filled in before it, also where that is not asked or is calculated', () => {
    const { answers } = opened(
      aQuestionnaire([
        anItem('boolean', 'gate'),
        anItem('integer', 'a', {
          ...filledBy('20'),
          enableWhen: [{ question: 'gate', operator: '=', answerBoolean: true }],
        }),
        anItem('integer', 'twice', {
          readOnly: true,
          extension: [
            fhirPath(
              STANDARD_EXTENSION.calculatedExpression,
              "%resource.item.where(linkId = 'a').answer.value * 2",
            ),
          ],
        }),
        anItem('integer', 'b', filledBy("%resource.item.where(linkId = 'twice').answer.value + 1")),
        anItem('integer', 'early', filledBy("%resource.item.where(linkId = 'late').answer.value")),
        anItem('integer', 'late', filledBy('1')),
      ]),
    );
    expect(said(answers, 'b')).toEqual([41]);
    expect(said(answers, 'early')).toEqual([]);
  });

  it.each([
    ['choice', "'female'", ['female']],
    ['choice', "'other'", []],
    ['boolean', 'true', [true]],
    ['boolean', '{}', []],
    ['integer', '2', [2]],
    ['integer', "'2'", []],
    ['date', '@2026-03', ['2026-03']],
    ['string', '%patient.birthDate', ['2025-12-10']],
    ['reference', '%patient', [{ reference: 'Patient/p1' }]],
    ['decimal', "6.5 'kg'", []],
    ['group', '1', []],
  ])('[FO3] a %s takes from %s what fits', (type, expression, expected) => {
    const item =
      type === 'choice'
        ? aChoice('a', ['male', 'female'], filledBy(expression))
        : anItem(type, 'a', filledBy(expression));
    const result = opened(aQuestionnaire([item], { extension: [launches('patient', 'Patient')] }), {
      resources: { patient: aPatient() },
    });
    expect(said(result.answers, 'a')).toEqual(expected);
    const isLost = expected.length === 0 && expression !== '{}' && type !== 'group';
    expect(result.problems.length).toBe(isLost ? 1 : 0);
  });

  it('[FO3] a number is put into the unit of the item and into no other', () => {
    const result = opened(
      aQuestionnaire([
        aWeight('bare', { extension: [fhirPath(STANDARD_EXTENSION.initialExpression, '6200')] }),
        aWeight('same', { extension: [fhirPath(STANDARD_EXTENSION.initialExpression, "6200 'g'")] }),
        aWeight('other', { extension: [fhirPath(STANDARD_EXTENSION.initialExpression, "6.2 'kg'")] }),
      ]),
    );
    expect(result.answers.get('bare')).toEqual([{ type: 'quantity', value: 6200, unit: 'g', code: 'g' }]);
    expect(result.answers.get('same')).toEqual(result.answers.get('bare'));
    expect(result.answers.has('other')).toBe(false);
    expect(result.problems).toMatchObject([{ code: 'unit-differs', linkId: 'other' }]);
  });

  it('[FO4] of several results none is taken where the item has one answer', () => {
    const result = opened(aQuestionnaire([anItem('string', 'a', filledBy("'x' | 'y'"))]));
    expect(result.answers.has('a')).toBe(false);
    expect(codes(result)).toEqual(['too-many-results']);
  });

  it('[FO4] a question that repeats has a row for each result, a multi-select an answer for each', () => {
    const { answers } = opened(
      aQuestionnaire([
        anItem('string', 'a', { ...filledBy("'x' | 'y'"), repeats: true }),
        aChoice('b', ['p', 'q', 'r'], { ...filledBy("'p' | 'r'"), repeats: true }),
      ]),
    );
    expect([said(answers, 'a', 1), said(answers, 'a', 2)]).toEqual([['x'], ['y']]);
    expect(said(answers, 'b')).toEqual(['p', 'r']);
  });

  it('[FO2] what cannot be worked out is told with its place', () => {
    const result = opened(aQuestionnaire([anItem('integer', 'a', filledBy("1 / 'x'"))]));
    expect(result.problems).toEqual([
      {
        severity: 'warning',
        code: 'expression-failed',
        linkId: 'a',
        path: 'item[0].extension[0].valueExpression',
      },
    ]);
  });
});

describe('populate: rows', () => {
  const contacts = aQuestionnaire(
    [
      aGroup(
        'contact',
        [
          anItem('string', 'contact-name', filledBy('%contact.name.text')),
          aGroup('phone', [anItem('string', 'number', filledBy('%phone.value'))], {
            repeats: true,
            extension: [rowsFrom('%contact.telecom', 'phone')],
          }),
          anItem('boolean', 'emergency', { initial: [{ valueBoolean: true }] }),
        ],
        { repeats: true, extension: [rowsFrom('%patient.contact', 'contact')] },
      ),
    ],
    { extension: [launches('patient', 'Patient')] },
  );

  it('[FO5] a group has a row for each result, and rows in it for theirs', () => {
    const { answers, problems } = opened(contacts, { resources: { patient: aPatient() } });
    expect(problems).toEqual([]);
    expect([1, 2].map((row) => said(answers, 'contact-name', row)[0])).toEqual(['山田一郎', '山田花江']);
    expect([
      said(answers, 'number', 1, 1),
      said(answers, 'number', 1, 2),
      said(answers, 'number', 2, 1),
    ]).toEqual([['090-1'], ['090-2'], ['090-3']]);
    expect(said(answers, 'emergency', 2)).toEqual([true]);
  });

  it('[FO2] the same expression in the next row sees what the row before was filled with', () => {
    const count = "%resource.item.where(linkId = 'contact').item.where(linkId = 'no').answer.count() + 1";
    const { answers } = opened(
      aQuestionnaire(
        [
          aGroup('contact', [anItem('integer', 'no', filledBy(count))], {
            repeats: true,
            extension: [rowsFrom('%patient.contact', 'contact')],
          }),
        ],
        { extension: [launches('patient', 'Patient')] },
      ),
      { resources: { patient: aPatient() } },
    );
    expect([said(answers, 'no', 1), said(answers, 'no', 2)]).toEqual([[1], [2]]);
  });

  it('[FO5] without results the rows stay as they are', () => {
    const { answers } = opened(contacts, { resources: { patient: aPatient({ contact: [] }) } });
    expect(answers.has('contact')).toBe(false);
    expect(said(answers, 'emergency', 1)).toEqual([true]);
  });

  it('[FO5] a group that does not repeat takes the first, and the others are told', () => {
    const result = opened(
      aQuestionnaire(
        [
          aGroup('contact', [anItem('string', 'name', filledBy('%contact.name.text'))], {
            extension: [rowsFrom('%patient.contact', 'contact')],
          }),
        ],
        { extension: [launches('patient', 'Patient')] },
      ),
      { resources: { patient: aPatient() } },
    );
    expect(said(result.answers, 'name')).toEqual(['山田一郎']);
    expect(codes(result)).toEqual(['too-many-results']);
  });

  it('[FO13] there are never more rows than a list may have', () => {
    const contact = Array.from({ length: 600 }, (_, at) => ({ name: { text: `n${String(at)}` } }));
    const result = opened(contacts, { resources: { patient: aPatient({ contact }) } });
    expect(result.answers.get('contact')).toHaveLength(500);
    expect(codes(result)).toContain('too-many-rows');
  });
});

describe('populate: the form itself', () => {
  const born = [
    anItem('date', 'born', filledBy('%who.birthDate')),
    aGroup('g', [anItem('string', 'name', filledBy('%who.name.family'))], { repeats: true }),
  ];
  const from = (context: string) => ({
    extension: [launches('patient', 'Patient'), rowsFrom(context, 'who')],
  });

  it('[FO17] its population context has its name everywhere', () => {
    const { answers, problems } = opened(aQuestionnaire(born, from('%patient')), {
      resources: { patient: aPatient() },
    });
    expect([said(answers, 'born'), said(answers, 'name', 1)]).toEqual([['2025-12-10'], ['山田']]);
    expect(problems).toEqual([]);
  });

  it('[FO17] of several results the first is taken, and that there are more is told', () => {
    const { answers, problems } = opened(
      aQuestionnaire([anItem('string', 'which', filledBy('%who'))], from("'a' | 'b'")),
    );
    expect(said(answers, 'which')).toEqual(['a']);
    expect(problems).toEqual([
      { severity: 'warning', code: 'launch-context-missing', name: 'patient' },
      { severity: 'warning', code: 'too-many-results', path: 'extension[1].valueExpression' },
    ]);
  });
});

describe('populate: launch contexts', () => {
  const form = aQuestionnaire([anItem('date', 'a', filledBy('%child.birthDate'))], {
    extension: [launches('child', 'Patient')],
  });

  it('[FO6] one that is not named is the only resource of its type in the bundle', () => {
    const result = opened(form, { bundle: aBundle(aPatient(), { resourceType: 'Encounter' }) });
    expect(said(result.answers, 'a')).toEqual(['2025-12-10']);
    expect(result.problems).toEqual([]);
  });

  it.each([
    ['missing', aBundle({ resourceType: 'Encounter' }), 'launch-context-missing'],
    ['one of two', aBundle(aPatient(), aPatient({ id: 'p2' })), 'launch-context-ambiguous'],
    ['in no bundle', { resourceType: 'Patient' }, 'not-a-bundle'],
  ])('[FO6] one that is %s is told, and fills nothing', (_, bundle, code) => {
    const result = opened(form, { bundle });
    expect(said(result.answers, 'a')).toEqual([]);
    expect(codes(result)).toContain(code);
  });

  it('[FO12] a query is not run: what uses it gives nothing, unless its result is supplied', () => {
    const query = {
      extension: [
        extension(STANDARD_EXTENSION.variable, {
          valueExpression: {
            name: 'allergies',
            language: 'application/x-fhir-query',
            expression: 'AllergyIntolerance?',
          },
        }),
      ],
    };
    const asks = aQuestionnaire([anItem('boolean', 'a', filledBy('%allergies.exists()'))], query);
    const without = opened(asks);
    expect(without.answers.has('a')).toBe(false);
    expect(codes(without)).toEqual(['expression-failed']);
    const supplied = opened(asks, { resources: { allergies: [] } });
    expect(said(supplied.answers, 'a')).toEqual([false]);
  });
});

it('[FO13] nothing is thrown, and no problem holds a value, whatever the bundle holds', () => {
  const questionnaire = aQuestionnaire(
    [
      weighed(),
      anItem('string', 'a', filledBy('%patient.name.family')),
      aGroup('g', [anItem('string', 'b', filledBy('%c.value'))], {
        repeats: true,
        extension: [rowsFrom('%patient.telecom', 'c')],
      }),
    ],
    { extension: [launches('patient', 'Patient')] },
  );
  const secret = '秘密';
  const loose = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom(secret, null, 1, true, 'Patient', 'Observation', 'Patient/p1'),
      fc.array(tie('json'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          'resourceType',
          'id',
          'code',
          'coding',
          'subject',
          'reference',
          'name',
          'telecom',
          '__proto__',
        ),
        tie('json'),
        { maxKeys: 4 },
      ),
    ),
  })).json;
  fc.assert(
    fc.property(fc.array(loose, { maxLength: 4 }), loose, (resources, patient) => {
      const entry = resources.map((resource) => ({ resource }));
      const { problems } = opened(questionnaire, {
        bundle: { resourceType: 'Bundle', entry },
        resources: { patient },
      });
      expect(JSON.stringify(problems)).not.toContain(secret);
    }),
    { numRuns: 150 },
  );
});
