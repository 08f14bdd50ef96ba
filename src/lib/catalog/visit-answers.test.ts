import { describe, expect, it } from 'vitest';
import { parseCivilDate, type CivilDate } from '../domain/civil-date.ts';
import { evaluate } from '../forms/run/evaluate.ts';
import { validate } from '../forms/run/validate.ts';
import { builtInForm } from './testing/built-in-form.ts';
import { visitAnswers } from './visit-answers.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

const measurement = await builtInForm('infant-3-4m', 'measurement');

describe('what is known of the visit', () => {
  const visit = { setting: 'group', facility: '架空市保健センター' } as const;

  it('[FY1] [AG3] fills in date, fiscal year, age, kind and place, all of them valid', () => {
    const answers = visitAnswers({ ...visit, birth: day('2025-11-30'), date: day('2026-03-01') });
    expect(answers.get('age-months')).toEqual([{ type: 'integer', value: 3 }]);
    expect(answers.get('fiscal-year')).toEqual([{ type: 'integer', value: 2025 }]);
    const known = [...answers.keys()];
    const issues = validate(measurement, answers, evaluate(measurement, answers));
    expect(issues.filter(({ linkId }) => known.includes(linkId))).toEqual([]);
    expect(known.toSorted()).toEqual(['age-months', 'facility', 'fiscal-year', 'setting', 'visit-date']);
  });

  it('says no age when the birth date is later than the visit', () => {
    expect(
      visitAnswers({ ...visit, birth: day('2026-03-02'), date: day('2026-03-01') }).has('age-months'),
    ).toBe(false);
  });
});
