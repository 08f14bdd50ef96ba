import { describe, expect, it } from 'vitest';
import { compileForm } from '../../forms/compile.ts';
import { builtInPrograms } from './built-in-forms.ts';
import { checkResponse } from './check-response.ts';
import { prefill } from './prefill.ts';
import { startForm } from './start-form.ts';

const NOW = new Date('2026-11-21T10:00:00+09:00');
const URL = 'https://example.org/Questionnaire/a';

const form = (() => {
  const { form: compiled } = compileForm({
    resourceType: 'Questionnaire',
    url: URL,
    version: '2',
    status: 'draft',
    item: [
      { linkId: 'name', type: 'string', required: true },
      { linkId: 'count', type: 'integer', initial: [{ valueInteger: 1 }] },
    ],
  });
  if (compiled === undefined) throw new Error('the form can be used');
  return compiled;
})();

const response = (version: string, item: readonly unknown[]): unknown => ({
  resourceType: 'QuestionnaireResponse',
  questionnaire: `${URL}|${version}`,
  status: 'in-progress',
  item,
});
const NAME = { linkId: 'name', answer: [{ valueString: 'はる' }] };

describe('prefill', () => {
  it('opens a response to this version again', () => {
    const found = prefill(form, response('2', [NAME]), NOW);
    expect(found).toMatchObject({ kind: 'response', filled: 1, problems: [] });
    expect(found?.answers.get('name')).toEqual([{ type: 'string', value: 'はる' }]);
  });

  it('takes over what still fits from another version, and tells the rest', () => {
    const gone = { linkId: 'gone', answer: [{ valueString: 'x' }] };
    const found = prefill(form, response('1', [NAME, gone]), NOW);
    expect(found).toMatchObject({ kind: 'another-version', filled: 1 });
    expect(found?.problems.map(({ code }) => code)).toEqual(['not-carried-over']);
  });

  it('takes nothing from a response to another form', () => {
    const other = {
      resourceType: 'QuestionnaireResponse',
      questionnaire: 'https://example.org/b',
      status: 'completed',
    };
    const found = prefill(form, other, NOW);
    expect(found?.filled).toBe(0);
    expect(found?.problems.map(({ severity }) => severity)).toContain('error');
  });

  it('counts no initial value as filled in', () => {
    expect(prefill(form, { resourceType: 'Patient' }, NOW)).toMatchObject({ kind: 'resources', filled: 0 });
  });

  it.each([undefined, null, 3, 'x', [], {}, { resourceType: 1 }])('knows that %j is no resource', (json) => {
    expect(prefill(form, json, NOW)).toBeUndefined();
  });
});

describe('startForm', () => {
  it('begins with the initial values', async () => {
    const state = await startForm(form, { language: 'ja', now: NOW });
    expect([...state.answers]).toEqual([['count', [{ type: 'integer', value: 1 }]]]);
  });
});

describe('checkResponse', () => {
  it('checks a response in progress as if it were handed in', () => {
    const found = checkResponse(form, response('2', []) as Record<string, unknown>);
    expect(found).toEqual([{ severity: 'error', code: 'required', linkId: 'name' }]);
  });
});

describe('builtInPrograms', () => {
  it.each(builtInPrograms('ja').map((program) => [program.title, program] as const))(
    'the forms of %s can all be used',
    async (_title, { forms }) => {
      expect(forms.length).toBeGreaterThan(0);
      for (const { load } of forms) expect(compileForm(await load()).form).toBeDefined();
      expect(new Set(forms.map(({ title }) => title)).size).toBe(forms.length);
    },
  );
});
