import { describe, expect, it } from 'vitest';
import { compileForm } from './compile.ts';
import { STANDARD_EXTENSION } from './extensions.ts';
import { VALUE_SET_MAX_CODES } from './parse/value-sets.ts';
import { problemsOf } from './testing/problems.ts';
import { anItem, aQuestionnaire, extension, translation } from './testing/questionnaire.ts';
import { Scenario } from './testing/scenario.ts';
import { theItem } from './testing/the-item.ts';

const URL = 'https://example.org/ValueSet/v';

const composed = (more: object = {}) => ({
  resourceType: 'ValueSet',
  id: 'v',
  url: URL,
  version: '2',
  status: 'active',
  compose: {
    include: [
      { system: 's', concept: [{ code: 'x', display: '良' }, { code: 'y' }] },
      { system: 't', concept: [{ code: 'x', display: '可' }] },
    ],
  },
  ...more,
});

const expanded = (contains: readonly object[]) => ({
  ...composed({ compose: undefined }),
  expansion: { contains },
});

const asking = (answerValueSet: string, type = 'choice') => anItem(type, 'q', { answerValueSet });

const containing = (...contained: readonly unknown[]) => aQuestionnaire([asking('#v')], { contained });

const codes = (questionnaire: unknown, valueSets: readonly unknown[] = []) =>
  compileForm(questionnaire, { valueSets }).form?.items[0]?.options.map(({ answer }) =>
    answer.type === 'coding' ? `${answer.value.system} ${answer.value.code}` : answer.type,
  );

describe('value sets', () => {
  it('[FB11] a contained one gives the options it lists, in its order', () => {
    expect(problemsOf(containing(composed()))).toEqual([]);
    expect(codes(containing(composed()))).toEqual(['s x', 's y', 't x']);
    const [first, second] = compileForm(containing(composed())).form?.items[0]?.options ?? [];
    expect([first?.text, second?.text]).toEqual([{ ja: '良' }, { ja: 'y' }]);
  });

  it('[FB11] one that came with the form is found by its address, with and without its version', () => {
    for (const canonical of [URL, `${URL}|2`]) {
      expect(codes(aQuestionnaire([asking(canonical)]), [composed()])).toEqual(['s x', 's y', 't x']);
    }
  });

  it('[FB11] one that is nowhere, or there in another version only, is an error', () => {
    const missing = ['error value-set-missing item[0].answerValueSet'];
    expect(problemsOf(aQuestionnaire([asking('#w')], { contained: [composed()] }))).toEqual(missing);
    expect(problemsOf(aQuestionnaire([asking(URL)]))).toEqual(missing);
    expect(problemsOf(aQuestionnaire([asking(`${URL}|3`)]), { valueSets: [composed()] })).toEqual(missing);
    expect(problemsOf(containing({ ...composed(), resourceType: 'CodeSystem' }))).toEqual(missing);
  });

  it('[FB11] an expansion gives its codes, nested ones too and headings not', () => {
    const set = expanded([
      { system: 's', code: 'h', abstract: true, contains: [{ system: 's', code: 'a', display: 'あ' }] },
      { system: 's', code: 'b', contains: [{ system: 's', code: 'c' }] },
      { display: '見出し', contains: [{ system: 's', code: 'd' }] },
    ]);
    expect(codes(containing(set))).toEqual(['s a', 's b', 's c', 's d']);
  });

  it('[FB11] no code of an expansion is lost, however deep it stands', () => {
    let contains: readonly object[] = [];
    for (let depth = 3000; depth > 0; depth -= 1) contains = [{ system: 's', code: `c${depth}`, contains }];
    expect(problemsOf(containing(expanded(contains)))).toEqual([]);
    expect(codes(containing(expanded(contains)))).toHaveLength(3000);
    expect(codes(containing(expanded(contains)))?.at(-1)).toBe('s c3000');
  });

  it('[FB11] an expansion comes before what it was made from, and a code is offered once', () => {
    const set = {
      ...composed(),
      expansion: {
        contains: [
          { system: 's', code: 'z' },
          { system: 's', code: 'z' },
        ],
      },
    };
    expect(codes(containing(set))).toEqual(['s z']);
  });

  it.each<[string, object]>([
    ['a whole code system', { compose: { include: [{ system: 's' }] } }],
    [
      'a filter',
      { compose: { include: [{ system: 's', filter: [{ property: 'p', op: '=', value: 'v' }] }] } },
    ],
    ['another value set', { compose: { include: [{ valueSet: ['https://example.org/w'] }] } }],
    [
      'an exclusion',
      { compose: { ...composed().compose, exclude: [{ system: 's', concept: [{ code: 'x' }] }] } },
    ],
    ['nothing at all', { compose: undefined }],
  ])('[FB11] one that needs a server for %s is an error', (_name, more) => {
    expect(problemsOf(containing(composed(more)))).toEqual([
      'error value-set-unsupported item[0].answerValueSet',
    ]);
  });

  it('[FC17] 5,000 codes are offered, one more is not', () => {
    const set = (count: number) =>
      expanded(Array.from({ length: count }, (_, at) => ({ system: 's', code: `c${at}` })));
    expect(codes(containing(set(VALUE_SET_MAX_CODES)))).toHaveLength(5_000);
    expect(problemsOf(containing(set(VALUE_SET_MAX_CODES + 1)))).toEqual([
      'error value-set-unsupported item[0].answerValueSet',
    ]);
  });

  it('[FB11] a form has options of its own or a value set, not both', () => {
    const both = anItem('choice', 'q', { answerValueSet: '#v', answerOption: [{ valueString: 'x' }] });
    expect(problemsOf(aQuestionnaire([both], { contained: [composed()] }))).toEqual([
      'error value-invalid item[0].answerValueSet',
    ]);
  });

  it('[FB11] [FB12] an open choice takes its codes and own words', () => {
    const questionnaire = aQuestionnaire([asking('#v', 'open-choice')], { contained: [composed()] });
    new Scenario(questionnaire).answer('q', 'y').expectNoProblem();
    new Scenario(questionnaire).answer('q', 'ほか').expectNoProblem();
  });

  it('[FH11] its codes are told in every language they have words in', () => {
    const concept = [
      {
        code: 'x',
        display: '良',
        _display: { extension: [translation('en', 'Good')] },
        designation: [
          { language: 'vi', value: 'Tốt' },
          { language: 'vi', value: 'second' },
          { language: 'ja', value: '別名' },
          { use: { code: 'synonym' }, value: 'no language' },
        ],
      },
    ];
    const { form } = compileForm(containing(composed({ compose: { include: [{ system: 's', concept }] } })));
    expect(form?.items[0]?.options[0]?.text).toEqual({ ja: '良', en: 'Good', vi: 'Tốt' });
    expect(form?.languages).toEqual(['ja', 'en', 'vi']);
  });

  it('[FM9] its codes carry scores', () => {
    const score = extension(STANDARD_EXTENSION.ordinalValue, { valueDecimal: 4 });
    const contains = [{ system: 's', code: 'x', extension: [score] }];
    expect(compileForm(containing(expanded(contains))).form?.items[0]?.options[0]?.weight).toBe(4);
  });

  it('[FM7] one of units gives the units to choose from', () => {
    const set = expanded([
      { system: 'http://unitsofmeasure.org', code: 'g', display: 'グラム' },
      { system: 'http://unitsofmeasure.org', code: 'kg' },
    ]);
    const units = extension(STANDARD_EXTENSION.unitValueSet, { valueCanonical: URL });
    const item = anItem('quantity', 'q', { extension: [units] });
    expect(theItem(item, { valueSets: [set] }).units.map(({ code, display }) => [code, display])).toEqual([
      ['g', 'グラム'],
      ['kg', 'kg'],
    ]);
    expect(problemsOf(aQuestionnaire([item]))).toEqual(['error value-set-missing item[0]']);
  });
});
