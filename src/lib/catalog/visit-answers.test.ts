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

  it('[GA1] counts the weeks of a pregnancy from its due date, and proposes the number of the visit', async () => {
    const prenatal = await builtInForm('prenatal', 'measurement');
    const known = { ...visit, birth: day('1995-03-02'), date: day('2026-11-21') };
    const answers = visitAnswers({ ...known, pregnancy: { due: day('2027-03-01'), visitNumber: 6 } });
    expect(Object.fromEntries(answers)).toMatchObject({
      'visit-number': [{ type: 'integer', value: 6 }],
      'due-date': [{ type: 'date', value: '2027-03-01' }],
      'gestation-weeks': [{ type: 'integer', value: 25 }],
      'gestation-days': [{ type: 'integer', value: 5 }],
    });
    const issues = validate(prenatal, answers, evaluate(prenatal, answers));
    expect(issues.filter(({ linkId }) => answers.has(linkId))).toEqual([]);
    const impossible = visitAnswers({ ...known, pregnancy: { due: day('2026-09-01') } });
    expect(impossible.has('gestation-weeks')).toBe(false);
  });

  it('[PD1] counts postpartum days from the day of delivery, which is day 1', () => {
    const known = { ...visit, birth: day('1995-03-02'), date: day('2026-11-21') };
    const answers = visitAnswers({ ...known, delivered: day('2026-11-08') });
    expect(answers.get('delivery-date')).toEqual([{ type: 'date', value: '2026-11-08' }]);
    expect(answers.get('postpartum-day')).toEqual([{ type: 'integer', value: 14 }]);
    expect(visitAnswers({ ...known, delivered: day('2026-11-22') }).has('postpartum-day')).toBe(false);
  });
});
