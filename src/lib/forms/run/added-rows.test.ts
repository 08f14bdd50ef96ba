import { describe, expect, it } from 'vitest';
import { compileForm } from '../compile.ts';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { aPatient, filledBy, launches, rowsFrom } from '../populate/testing/populated.ts';
import { CONTEXT, TOOLS } from '../testing/expression-scenario.ts';
import { aChoice, aGroup, anItem, aQuestionnaire, valuesOf, when } from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';

type Json = Readonly<Record<string, unknown>>;

const opened = (items: readonly unknown[], more: Json = {}): Scenario =>
  new Scenario(aQuestionnaire(items, more), TOOLS, { ...CONTEXT, resources: { patient: aPatient() } });

const rows = (linkId: string, items: readonly unknown[], more: Json = {}): Json =>
  aGroup(linkId, items, { repeats: true, ...more });

describe('a row that a person adds', () => {
  it('[FO16] starts with what initialExpression gives of a launch context, the clock and other answers', () => {
    const form = opened(
      [
        anItem('string', 'mother'),
        rows('visit', [
          anItem('string', 'family', filledBy('%patient.name.family')),
          anItem('date', 'on', filledBy('today()')),
          anItem('string', 'by', filledBy(valuesOf('mother'))),
          anItem('string', 'kept', filledBy("'式'", { initial: [{ valueString: '初め' }] })),
        ]),
      ],
      { extension: [launches('patient', 'Patient')] },
    );
    form.answer('mother', '花江').addRow('visit');
    expect(form.rowCount('visit')).toBe(2);
    const second = ['family', 'on', 'by', 'kept'].map((linkId) => form.values([linkId, 2])[0]);
    expect(second).toEqual(['山田', '2026-11-21', '花江', '初め']);
    form.expectValue(['family', 1]);
  });

  it('[FO16] sees its own row, what was filled in before, and no answer to a question that is not asked', () => {
    const form = opened([
      anItem('boolean', 'gate'),
      anItem('integer', 'hidden', { enableWhen: [when('gate', '=', { answerBoolean: true })] }),
      rows('g', [
        anItem('integer', 'a', filledBy('20')),
        anItem('integer', 'b', filledBy(`${valuesOf('a')}.sum() + 1`)),
        anItem('integer', 'c', filledBy(valuesOf('hidden'))),
      ]),
    ]);
    form.answer('gate', true).answer('hidden', 7).addRow('g');
    form.expectValue(['a', 2], 20);
    form.expectValue(['b', 2], 21);
    form.expectValue(['c', 2], 7);
    form.answer('gate', false).addRow('g');
    form.expectValue(['c', 3]);
    form.expectValue(['c', 2], 7);
  });

  it('[FO16] has rows of its own for the results of a population context in it, and those of groups around it', () => {
    const form = opened(
      [
        aGroup(
          'about',
          [
            rows('visit', [
              anItem('string', 'family', filledBy('%who.name.family')),
              rows('contact', [anItem('string', 'name', filledBy('%person.name.text'))], {
                extension: [rowsFrom('%patient.contact', 'person')],
              }),
            ]),
          ],
          { extension: [rowsFrom('%patient', 'who')] },
        ),
      ],
      { extension: [launches('patient', 'Patient')] },
    );
    form.addRow('visit');
    form.expectValue(['family', 2], '山田');
    expect([1, 2].map((row) => form.values(['name', 2, row])[0])).toEqual(['山田一郎', '山田花江']);
    form.expectValue(['name', 1, 1]);
  });

  it('[FO16] leaves to the person what does not fit, is unknown, or is not worked out without a context', () => {
    const items = [
      rows('g', [
        anItem('integer', 'text', filledBy("'あ'")),
        aChoice('choice', ['x'], filledBy("'y'")),
        anItem('string', 'two', filledBy("'a' | 'b'")),
        anItem('date', 'on', filledBy('today()')),
      ]),
    ];
    const form = new Scenario(aQuestionnaire(items), TOOLS).addRow('g');
    expect([...form.answers.keys()]).toEqual(['g']);
    expect(form.rowCount('g')).toBe(2);
  });
});

describe('the population context of the form', () => {
  const ofForm = (text: string, more: readonly Json[] = []): Json => ({
    extension: [launches('patient', 'Patient'), rowsFrom(text, 'who'), ...more],
  });
  const items = [
    anItem('string', 'family', filledBy('%who.name.family')),
    rows('g', [anItem('date', 'born', filledBy('%who.birthDate'))]),
  ];

  it('[FO17] has its name everywhere, in added rows too', () => {
    const form = opened(items, ofForm('%patient')).addRow('g');
    form.expectValue(['born', 2], '2025-12-10');
    expect(compileForm(aQuestionnaire(items, ofForm('%patient')), TOOLS).problems).toEqual([]);
  });

  it('[FO17] that is no FHIRPath is told', () => {
    const query: Json = {
      url: STANDARD_EXTENSION.itemPopulationContext,
      valueExpression: { language: 'application/x-fhir-query', expression: 'Patient?_id=1', name: 'who' },
    };
    const { problems } = compileForm(aQuestionnaire(items, { extension: [query] }), TOOLS);
    expect(problems).toEqual([
      { severity: 'warning', code: 'expression-language', path: 'extension[0].valueExpression' },
    ]);
  });
});
