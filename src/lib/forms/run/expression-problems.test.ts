import { describe, expect, it } from 'vitest';
import { compileForm } from '../compile.ts';
import { STANDARD_EXTENSION } from '../extensions.ts';
import { aLiveForm, calculated, problemsOf } from '../testing/expression-scenario.ts';
import { anItem, aQuestionnaire, expression, extension, valuesOf } from '../testing/questionnaire.ts';

const { calculatedExpression } = STANDARD_EXTENSION;

describe('expressions that cannot be run', () => {
  it('[FJ10] refuse the form where they decide over answers, and are told where they are a comfort', () => {
    expect(problemsOf([calculated('integer', 'a', 'this is (not')])).toContainEqual([
      'error',
      'expression-invalid',
      'item[0].extension[0].valueExpression',
    ]);
    const initial = anItem('integer', 'a', {
      extension: [expression(STANDARD_EXTENSION.initialExpression, 'this is (not')],
    });
    expect(problemsOf([initial])).toEqual([
      ['warning', 'expression-invalid', 'item[0].extension[0].valueExpression'],
    ]);
  });

  it('[FJ11] are told of their language', () => {
    const cql = anItem('integer', 'a', {
      readOnly: true,
      extension: [
        extension(calculatedExpression, { valueExpression: { language: 'text/cql', expression: 'a + b' } }),
      ],
    });
    expect(problemsOf([cql])).toEqual([
      ['error', 'expression-language', 'item[0].extension[0].valueExpression'],
    ]);
  });

  it('[FJ13] because they go in a circle are each told', () => {
    const circle = [
      calculated('integer', 'a', `${valuesOf('b')} + 1`),
      calculated('integer', 'b', `${valuesOf('c')} + 1`),
      calculated('integer', 'c', `${valuesOf('a')} + 1`),
      calculated('integer', 'beside', `${valuesOf('a')} + 1`),
    ];
    expect(problemsOf(circle).map(([, code, path]) => [code, path])).toEqual(
      [0, 1, 2].map((at) => ['expression-cycle', `item[${at}].extension[0].valueExpression`]),
    );
  });

  it('[FJ13] because something is calculated from itself are told', () => {
    expect(problemsOf([calculated('integer', 'a', `${valuesOf('a')} + 1`)])).toEqual([
      ['error', 'expression-cycle', 'item[0].extension[0].valueExpression'],
    ]);
  });

  it('[FJ12] that may look at any item are told, and settle', () => {
    const form = aLiveForm([
      anItem('integer', 'a'),
      anItem('integer', 'b'),
      calculated('integer', 'answered', '%resource.descendants().where(answer.exists()).count()'),
    ]);
    expect(problemsOf([calculated('integer', 'n', '%resource.item.count()')])).toEqual([
      ['warning', 'expression-on-every-answer', 'item[0].extension[0].valueExpression'],
    ]);
    form.answer('a', 1).answer('b', 1).expectValue('answered', 3);
  });

  it('[FJ12] that never settle are left after eight rounds', () => {
    const count = '%resource.descendants().answer.value.ofType(integer).sum() + 1';
    const form = aLiveForm([anItem('integer', 'a'), calculated('integer', 'more', count)]);
    expect(Number(form.answer('a', 1).values('more')[0])).toBeLessThan(20);
  });

  it('[FJ14] need the engine, which a form without any does without', () => {
    const { form, problems } = compileForm(aQuestionnaire([calculated('integer', 'a', '1')]));
    expect(form).toBeUndefined();
    expect(problems.map(({ code }) => code)).toEqual(['engine-missing']);
    expect(compileForm(aQuestionnaire([anItem('integer', 'a')])).form?.hasExpressions).toBe(false);
  });
});
