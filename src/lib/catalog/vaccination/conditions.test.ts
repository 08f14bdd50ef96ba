import { describe, expect, it } from 'vitest';
import { CONDITIONS, type Condition } from '../../domain/vaccination/condition.ts';
import { eligibilityOf } from '../../domain/vaccination/eligibility.ts';
import { aChild, codes } from '../../domain/vaccination/testing/a-child.ts';
import { evaluate } from '../../forms/run/evaluate.ts';
import { answered, QUESTIONNAIRE, RECORD } from './testing/answered.ts';
import { conditionsOf, openConditions } from './conditions.ts';

const asked = (given: Parameters<typeof answered>[1]) => answered(QUESTIONNAIRE, given);
const checked = (given: Parameters<typeof answered>[1]) => answered(RECORD, given);

/** For every condition the answers that state it. */
const STATED: Readonly<Record<Condition, readonly Parameters<typeof answered>[1][]>> = {
  fever: [{ temperature: 37.5 }],
  'acute-illness': [{ 'unwell-today': 'yes' }, { 'ill-last-month': 'yes', 'ill-recovered': 'no' }],
  anaphylaxis: [{ 'vaccine-reaction': 'yes', 'vaccine-reaction-which': ['severe-allergy'] }],
  pregnant: [{ 'pregnant-now': 'yes' }, { 'pregnant-now': 'possible' }],
  keloid: [{ keloid: 'yes' }],
  intussusception: [{ intussusception: 'yes' }],
  'gut-malformation': [{ 'gut-malformation': 'yes' }],
  'severe-immunodeficiency': [{ 'severe-immunodeficiency': 'yes' }],
  'hep-b-from-birth': [{ 'hep-b-from-birth': 'yes' }],
  'had-varicella': [{ 'had-varicella': 'yes' }],
  'had-measles-or-rubella': [{ 'had-measles-or-rubella': 'yes' }],
  'had-mumps': [{ 'had-mumps': 'yes' }],
  'underlying-disease': [{ 'serious-illness': 'yes' }, { 'checkup-problem': 'yes' }],
  'reaction-after-vaccine': [{ 'vaccine-reaction': 'yes' }],
  seizure: [{ convulsion: 'yes' }, { 'vaccine-reaction': 'yes', 'vaccine-reaction-which': ['convulsion'] }],
  immunodeficiency: [{ 'family-immunodeficiency': 'yes' }],
  'component-allergy': [{ allergy: 'yes' }],
  'tuberculosis-contact': [{ 'tuberculosis-contact': 'yes' }],
  immunoglobulin: [{ 'blood-product': 'yes' }],
};

const CASES = Object.entries(STATED).flatMap(([condition, answers]) =>
  answers.map((given) => [condition, given] as const),
);

describe('the conditions 予診票 states', () => {
  it('has a question for every condition of the rules', () => {
    expect(Object.keys(STATED).toSorted()).toEqual(Object.keys(CONDITIONS).toSorted());
  });

  it.each(CASES)('finds %s in %j', (condition, given) => {
    expect(conditionsOf(asked(given))).toContain(condition);
  });

  it.each(CASES)('lets staff see that %s is a reason to look: %j', (_condition, given) => {
    const answers = asked(given);
    const { concerns, enabled } = evaluate(QUESTIONNAIRE, answers);
    const choices = Object.keys(given).filter((linkId) => linkId !== 'temperature');
    expect(choices.every((linkId) => enabled.has(linkId))).toBe(true);
    expect(choices.length === 0 || choices.some((linkId) => concerns.includes(linkId))).toBe(true);
  });

  it('finds none in a form without answers, or answered with no', () => {
    expect(conditionsOf(new Map())).toEqual([]);
    const fine = asked({
      temperature: 36.8,
      'unwell-today': 'no',
      'ill-last-month': 'yes',
      'ill-recovered': 'yes',
      'serious-illness': 'no',
      convulsion: 'no',
      allergy: 'no',
      'vaccine-reaction': 'no',
      'pregnant-now': 'not-applicable',
    });
    expect(conditionsOf(fine)).toEqual([]);
    expect(openConditions(fine)).toEqual([]);
  });

  it('takes 37.5 °C for a fever and 37.4 °C not', () => {
    expect(conditionsOf(asked({ temperature: 37.5 }))).toEqual(['fever']);
    expect(conditionsOf(asked({ temperature: 37.4 }))).toEqual([]);
  });

  it('goes by the temperature taken before the vaccination, where there is one', () => {
    const warm = asked({ temperature: 37.8 });
    expect(conditionsOf(warm, checked({ 'temperature-checked': 36.9 }))).toEqual([]);
    expect(conditionsOf(asked({ temperature: 36.5 }), checked({ 'temperature-checked': 38 }))).toEqual([
      'fever',
    ]);
    expect(conditionsOf(warm, new Map())).toEqual(['fever']);
  });

  it('counts an answer below a question only while that is answered with yes', () => {
    expect(conditionsOf(asked({ 'ill-last-month': 'no', 'ill-recovered': 'no' }))).toEqual([]);
    expect(
      conditionsOf(asked({ 'vaccine-reaction': 'no', 'vaccine-reaction-which': ['severe-allergy'] })),
    ).toEqual([]);
  });

  it('names each condition once', () => {
    expect(conditionsOf(asked({ 'serious-illness': 'yes', 'checkup-problem': 'yes' }))).toEqual([
      'underlying-disease',
    ]);
  });

  it('turns a vaccine that can be given into one for the doctor', () => {
    const conditions = conditionsOf(asked({ 'tuberculosis-contact': 'yes' }));
    const child = aChild('2026-01-15', '2026-07-01', [], { conditions });
    expect(eligibilityOf('bcg', { ...child, conditions: [] }).status).toBe('can-be-given');
    const answer = eligibilityOf('bcg', child);
    expect([answer.status, codes(answer)]).toEqual(['doctor-decides', expect.arrayContaining(['condition'])]);
  });
});

describe('the conditions left open', () => {
  it('are those not answered with yes or no, and stated by nothing else', () => {
    const absent = { absent: 'asked-unknown' } as const;
    expect(openConditions(asked({ convulsion: absent, temperature: absent }))).toEqual(['fever', 'seizure']);
    expect(conditionsOf(asked({ convulsion: absent, temperature: absent }))).toEqual([]);
    expect(openConditions(asked({ 'checkup-problem': absent, 'serious-illness': 'yes' }))).toEqual([]);
  });

  it('no longer hold the fever once the temperature was taken', () => {
    const open = asked({ temperature: { absent: 'temp-unknown' } });
    expect(openConditions(open, checked({ 'temperature-checked': 36.6 }))).toEqual([]);
  });
});
