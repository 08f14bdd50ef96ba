import { afterEach, describe, expect, it, vi } from 'vitest';
import { STANDARD_EXTENSION } from './extensions.ts';
import { loadForm } from './load-form.ts';
import { aChoice, anItem, aQuestionnaire, extension } from './testing/questionnaire.ts';

type Json = Readonly<Record<string, unknown>>;

const calculated = (expression: string): Json => ({
  readOnly: true,
  extension: [
    extension(STANDARD_EXTENSION.calculatedExpression, {
      valueExpression: { language: 'text/fhirpath', expression },
    }),
  ],
});
const patterned: Json = { extension: [extension(STANDARD_EXTENSION.regex, { valueString: '[0-9]{7}' })] };

const aPackage = (...resources: readonly unknown[]): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});
const valueSet: Json = {
  resourceType: 'ValueSet',
  url: 'https://example.org/vs',
  compose: { include: [{ system: 's', concept: [{ code: 'x', display: 'エックス' }] }] },
};
const ofValueSet = anItem('choice', 'a', { answerValueSet: 'https://example.org/vs' });

afterEach(() => {
  vi.doUnmock('./fhirpath/engine.ts');
  vi.doUnmock('./regex/engine.ts');
  vi.resetModules();
});

describe('loadForm', () => {
  it('[FL1] a form without expressions and patterns fetches no engine', async () => {
    const fetched = vi.fn(() => ({}));
    vi.doMock('./fhirpath/engine.ts', fetched);
    vi.doMock('./regex/engine.ts', fetched);
    const { form, needs } = await loadForm(aQuestionnaire([aChoice('a', ['x'])]));
    expect(form?.items).toHaveLength(1);
    expect(needs).toEqual({ expressions: false, patterns: false });
    expect(fetched).not.toHaveBeenCalled();
  });

  it.each([
    ['expressions', [anItem('integer', 'a', calculated('1 + 1'))], { expressions: true, patterns: false }],
    ['patterns', [anItem('string', 'a', patterned)], { expressions: false, patterns: true }],
    [
      'both, also where an expression matches a pattern',
      [
        anItem('boolean', 'a', calculated("'1234567'.matches('^[0-9]{7}$')")),
        anItem('string', 'b', patterned),
      ],
      { expressions: true, patterns: true },
    ],
  ])('[FL2] a form with %s gets the engines it needs', async (_, items, needs) => {
    const loaded = await loadForm(aQuestionnaire(items));
    expect(loaded.problems).toEqual([]);
    expect(loaded.needs).toEqual(needs);
    const [item] = loaded.form?.items ?? [];
    expect((item?.expressions?.calculated?.compiled ?? item?.pattern) !== undefined).toBe(true);
  });

  it('[FL2] an engine that cannot be fetched is told, and the form refused', async () => {
    vi.doMock('./fhirpath/engine.ts', () => {
      throw new Error('offline');
    });
    const { form, problems } = await loadForm(aQuestionnaire([anItem('integer', 'a', calculated('1'))]));
    expect(form).toBeUndefined();
    expect(problems).toMatchObject([{ severity: 'error', code: 'engine-missing' }]);
  });

  it('[FL3] a Bundle is one Questionnaire and the ValueSets that came with it', async () => {
    const { form, problems } = await loadForm(aPackage(valueSet, aQuestionnaire([ofValueSet])));
    expect(problems).toEqual([]);
    expect(form?.items[0]?.options.map(({ text }) => text.ja)).toEqual(['エックス']);
    const alone = await loadForm(aQuestionnaire([ofValueSet]));
    expect(alone.problems).toMatchObject([{ code: 'value-set-missing' }]);
  });

  it('[FL3] the ValueSets are there for a form with expressions too', async () => {
    const questionnaire = aQuestionnaire([ofValueSet, anItem('integer', 'b', calculated('1'))]);
    expect((await loadForm(aPackage(valueSet, questionnaire))).problems).toEqual([]);
  });

  it('[FL4] a Bundle with no Questionnaire or with two is refused', async () => {
    const two = aPackage(aQuestionnaire([]), valueSet, aQuestionnaire([]));
    expect(await loadForm(two)).toMatchObject({
      problems: [{ severity: 'error', code: 'not-a-questionnaire', path: 'Bundle.entry[2].resource' }],
    });
    expect((await loadForm(aPackage(valueSet))).problems).toMatchObject([
      { code: 'not-a-questionnaire', path: 'Bundle' },
    ]);
  });

  it('[FL4] what else is in a Bundle is told and left', async () => {
    const { form, problems } = await loadForm(
      aPackage({ resourceType: 'Library' }, aQuestionnaire([aChoice('a', ['x'])]), null),
    );
    expect(form).toBeDefined();
    expect(problems).toEqual([
      { severity: 'warning', code: 'element-unsupported', path: 'Bundle.entry[0].resource' },
      { severity: 'warning', code: 'element-unsupported', path: 'Bundle.entry[2].resource' },
    ]);
  });

  it.each([
    [undefined],
    [null],
    [1],
    ['x'],
    [[]],
    [{}],
    [{ resourceType: 'Bundle', entry: 'x' }],
    [{ resourceType: 'Bundle', entry: [1, null, {}] }],
  ])('[FL5] never rejects: %j', async (json) => {
    const { form, problems } = await loadForm(json);
    expect(form).toBeUndefined();
    expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  });
});
