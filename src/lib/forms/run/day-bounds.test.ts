import { describe, expect, it } from 'vitest';
import { compileForm } from '../compile.ts';
import { DAY_EXPRESSIONS, OWN_EXTENSION, STANDARD_EXTENSION } from '../extensions.ts';
import { problemsOfItems } from '../testing/problems.ts';
import { anItem, aQuestionnaire } from '../testing/questionnaire.ts';
import { compiled } from '../testing/scenario.ts';
import { evaluate } from './evaluate.ts';
import { validate } from './validate.ts';

const { minValue, maxValue, cqfExpression } = STANDARD_EXTENSION;
const { softMin, softMax } = OWN_EXTENSION;
const { today, birth } = DAY_EXPRESSIONS;

const by = (url: string, expression: string, language = 'text/fhirpath') => ({
  url,
  _valueDate: { extension: [{ url: cqfExpression, valueExpression: { language, expression } }] },
});

const DAYS = { today: '2026-11-21', birth: '2026-08-01' };

/** The defects of one date, held against the days that are known. */
const found = (
  value: string,
  bounds: readonly object[],
  { type = 'date', days = DAYS }: { type?: 'date' | 'dateTime'; days?: typeof DAYS | undefined } = {},
): readonly string[] => {
  const form = compiled(aQuestionnaire([anItem(type, 'a', { extension: bounds })]));
  const answers = new Map([['a', [{ type, value }]]]);
  return validate(form, answers, evaluate(form, answers), days).map(
    ({ code, severity }) => `${code}${severity === 'warning' ? '?' : ''}`,
  );
};

describe('bounds of a date by today and by the day of birth', () => {
  const past = [by(minValue, birth), by(maxValue, today)];

  it.each([
    ['2026-07-31', ['before-birth']],
    ['2026-08-01', []],
    ['2026-11-21', []],
    ['2026-11-22', ['after-today']],
    ['2027-01-01', ['after-today']],
  ])('[FM12] %s: %j', (value, codes) => {
    expect(found(value, past)).toEqual(codes);
  });

  it.each([
    ['2026-07', ['before-birth']],
    ['2026-08', []],
    ['2026-11', []],
    ['2026-12', ['after-today']],
    ['2025', ['before-birth']],
    ['2026', []],
  ])('[FM12] a month or year is outside only when it surely is, as %s: %j', (value, codes) => {
    expect(found(value, past)).toEqual(codes);
  });

  it('[FM12] [FN4] soft ones ask back, and are silent where a hard one speaks', () => {
    expect(found('2026-11-22', [by(softMax, today)])).toEqual(['after-today?']);
    expect(found('2026-11-20', [by(softMin, today)])).toEqual(['before-today?']);
    expect(found('2026-07-31', [by(softMin, birth)])).toEqual(['before-birth?']);
    expect(found('2026-11-21', [by(softMin, today), by(softMax, today)])).toEqual([]);
    expect(found('2026-07-31', [by(minValue, birth), by(softMin, today)])).toEqual(['before-birth']);
  });

  it('[FM12] of a date and time the day counts', () => {
    const at = (value: string) => found(value, past, { type: 'dateTime' });
    expect(at('2026-11-21T23:59:00+09:00')).toEqual([]);
    expect(at('2026-11-22T00:00:00+09:00')).toEqual(['after-today']);
  });

  it('[FM12] nothing is crossed where the day is not known, as on the hub', () => {
    const form = compiled(aQuestionnaire([anItem('date', 'a', { extension: past })]));
    const answers = new Map([['a', [{ type: 'date' as const, value: '2031-01-01' }]]]);
    const evaluation = evaluate(form, answers);
    expect(validate(form, answers, evaluation)).toEqual([]);
    expect(validate(form, answers, evaluation, {})).toEqual([]);
    expect(validate(form, answers, evaluation, { today: '2026-11-21' })).toMatchObject([
      { code: 'after-today', severity: 'error' },
    ]);
  });

  it('[FM12] need no engine for expressions', () => {
    const { form, problems } = compileForm(aQuestionnaire([anItem('date', 'a', { extension: past })]));
    expect(problems).toEqual([]);
    expect(form?.hasExpressions).toBe(false);
    expect(form?.items[0]?.dayBounds).toHaveLength(2);
  });

  it.each([
    ['another expression', 'date', by(maxValue, 'today() + 1 year')],
    ['a day of birth as the upper one', 'date', by(maxValue, birth)],
    ['another language', 'date', by(minValue, today, 'text/cql')],
    ['a soft one that is a day', 'date', { url: softMax, valueDate: '2026-01-01' }],
    ['a number’s', 'integer', by(maxValue, today)],
    ['a clock time’s', 'time', by(maxValue, today)],
    ['no expression', 'date', { url: maxValue, _valueDate: { extension: [] } }],
  ] as const)('[FM12] [FJ10] %s refuses the form', (_name, type, bound) => {
    const problems = problemsOfItems(anItem(type, 'a', { extension: [bound] }));
    expect(problems.filter((line) => line.startsWith('error'))).not.toEqual([]);
  });
});
