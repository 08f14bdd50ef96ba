import { describe, expect, it } from 'vitest';
import { parseCivilDate, type CivilDate } from '../../domain/civil-date.ts';
import { hipReferral } from '../../domain/hip-referral.ts';
import { findSlips } from '../../domain/slip.ts';
import { compileForm } from '../../forms/compile.ts';
import { evaluate } from '../../forms/evaluate.ts';
import type { Answer, Answers } from '../../forms/answer-types.ts';
import type { CompiledForm } from '../../forms/form.ts';
import { validate } from '../../forms/validate.ts';
import { questionnaireOf } from '../questionnaire-of.ts';
import { bodySize, SIZE_ITEMS } from './body-size.ts';
import { hipFacts } from './hip-facts.ts';
import { visitAnswers } from './visit-answers.ts';

const formOf = (section: 'questionnaire' | 'measurement' | 'examination'): CompiledForm => {
  const { form } = compileForm(questionnaireOf('infant-3-4m', section));
  if (form === undefined) throw new Error('the form does not compile');
  return form;
};

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

/** Answers by code; a code the form does not have is a mistake of the test. */
const choose = (form: CompiledForm, codes: Readonly<Record<string, string>>): Answers =>
  new Map(
    Object.entries(codes).map(([linkId, code]) => {
      const option = form.byLinkId
        .get(linkId)
        ?.options.find(({ answer }) => answer.type === 'coding' && answer.value.code === code);
      if (option === undefined) throw new Error(`${linkId} has no option ${code}`);
      return [linkId, [option.answer]];
    }),
  );

const questionnaire = formOf('questionnaire');
const measurement = formOf('measurement');
const examination = formOf('examination');

describe('the facts of the hip rule', () => {
  it('come from both forms and the sex', () => {
    expect(
      hipFacts({
        sex: 'female',
        questionnaire: choose(questionnaire, { breech: 'yes', 'hip-family-history': 'no' }),
        examination: choose(examination, { 'finding-hip-abduction': 'none', 'hip-skin-fold': 'present' }),
      }),
    ).toEqual({
      limitedAbduction: false,
      skinFoldAsymmetry: true,
      familyHistory: false,
      female: true,
      breech: true,
    });
  });

  it('[HR4] are not known without an answer, and わからない is no answer', () => {
    const unsure: Answers = new Map([['breech', [{ type: 'absent', reason: 'asked-unknown' }]]]);
    const facts = hipFacts({ sex: 'unknown', questionnaire: unsure, examination: undefined });
    expect(Object.values(facts)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(hipReferral(facts).criterion).toBe('open');
  });

  it('go by what the doctor was told where it differs from the questionnaire', () => {
    const facts = hipFacts({
      sex: 'male',
      questionnaire: choose(questionnaire, { breech: 'no', 'hip-family-history': 'yes' }),
      examination: choose(examination, { 'hip-breech': 'yes', 'hip-family-history': 'no' }),
    });
    expect([facts.breech, facts.familyHistory]).toEqual([true, false]);
  });

  it('[HR2] meet the criterion for a girl born breech with nothing found', () => {
    const facts = hipFacts({
      sex: 'female',
      questionnaire: choose(questionnaire, { breech: 'yes' }),
      examination: choose(examination, { 'finding-hip-abduction': 'none' }),
    });
    expect(hipReferral(facts)).toMatchObject({ criterion: 'met', rule: 'HR2', facts: ['female', 'breech'] });
  });
});

describe('the sizes of the measurement form', () => {
  const enabled = evaluate(measurement, new Map()).enabled;

  it('stand where the form has them, in its units', () => {
    for (const { linkId, unit } of Object.values(SIZE_ITEMS)) {
      expect(measurement.byLinkId.get(linkId)?.unit?.code).toBe(unit);
    }
  });

  it('reach the rules for slips', () => {
    const answers: Answers = new Map<string, readonly Answer[]>([
      ['weight', [{ type: 'quantity', value: 580, unit: 'g', code: 'g' }]],
      ['height', [{ type: 'quantity', value: 61.5, unit: 'cm', code: 'cm' }]],
    ]);
    expect(bodySize(answers, enabled)).toEqual({ weightGrams: 580, heightCm: 61.5 });
    expect(findSlips(bodySize(answers, enabled), { sex: 'female', months: 3 })).toMatchObject([
      { rule: 'SL1', field: 'weightGrams', suggestion: 5800 },
    ]);
  });

  it('leave out another unit and what is not asked', () => {
    const answers: Answers = new Map<string, readonly Answer[]>([
      ['weight', [{ type: 'quantity', value: 5.8, unit: 'kg', code: 'kg' }]],
      ['height', [{ type: 'quantity', value: 61.5, unit: 'cm', code: 'cm' }]],
    ]);
    expect(bodySize(answers, enabled)).toEqual({ heightCm: 61.5 });
    expect(bodySize(answers, new Set())).toEqual({});
  });
});

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
