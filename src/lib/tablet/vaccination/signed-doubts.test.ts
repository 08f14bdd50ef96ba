import { describe, expect, it } from 'vitest';
import { aChild } from '../../../../tests/support/a-bundle.ts';
import { answered, QUESTIONNAIRE, RECORD } from '../../catalog/vaccination/testing/answered.ts';
import { MetCriterion } from '../../contract/met-criterion.ts';
import type { RuleSettings } from '../../domain/rules/rule-settings.ts';
import { vaccinationSchedule } from '../../domain/vaccination/vaccination-rule.ts';
import { criterionText } from '../../i18n/criterion-text.ts';
import { rules as english } from '../../i18n/en/rules.ts';
import { rules as japanese } from '../../i18n/ja/rules.ts';
import { childFacts } from '../child-facts.ts';
import { signedDoubts } from './signed-doubts.ts';

const TODAY = '2026-11-21';
/** GTIN without a lot. */
const PRODUCT = '0114987000000014';

const sealed = (recorded: Parameters<typeof answered>[1], settings: RuleSettings = {}) => {
  const child = aChild({ program: 'vaccination', birthDate: '2026-05-10', sex: 'female' });
  const asked = { temperature: 36.6, 'recent-vaccination': 'no', vaccine: ['pcv'] };
  return signedDoubts(
    { entry: child, facts: childFacts(child, TODAY) },
    new Map([
      ['questionnaire', answered(QUESTIONNAIRE, asked)],
      ['vaccination', answered(RECORD, { 'visit-date': TODAY, 'vaccination-decision': 'go', ...recorded })],
    ]),
    settings,
  );
};

const ODD = {
  'temperature-checked': 37.8,
  'vaccine-1': 'rota-1',
  'dose-number-1': 1,
  'lot-number-1': PRODUCT,
  'lot-expiry-1': '2026-01-31',
} as const;

describe('what stood asked back when the doctor signed', () => {
  it('[VR8] is sealed with version, switches, ids and, by vaccine, what was odd', () => {
    const [met, ...others] = sealed(ODD, { 'vaccination-schedule': { parameters: { mumps: true } } });
    expect(others).toEqual([]);
    expect(MetCriterion.safeParse(met).success).toBe(true);
    expect(met).toMatchObject({ rule: 'vaccination-schedule', version: vaccinationSchedule.version });
    expect(met?.parameters).toHaveProperty('rota-1', true);
    expect(met?.clauses).toEqual(['VR7', 'VR1', 'VR2', 'VR6', 'VR5']);
    expect(met?.inputs).toEqual([
      { name: 'temperatureCelsius', value: 37.8, unit: 'Cel' },
      { name: 'rota-1', value: 'too-late' },
      { name: 'rota-1', value: 'not-named' },
      { name: 'rota-1', value: 'lot-is-code' },
      { name: 'rota-1', value: '2026-01-31' },
    ]);
  });

  it('[VR8] is nothing where nothing was odd, nothing was given, or the check is switched off', () => {
    const fine = { 'temperature-checked': 36.5, 'vaccine-1': 'pcv', 'dose-number-1': 1 };
    expect(sealed(fine)).toEqual([]);
    expect(sealed({ ...ODD, 'vaccination-decision': 'postpone' })).toEqual([]);
    expect(sealed(ODD, { 'vaccination-schedule': { on: false } })).toEqual([]);
  });

  it('[VR6] names a product code in the place of a lot number', () => {
    const recorded = { 'temperature-checked': 36.5, 'vaccine-1': 'pcv', 'lot-number-1': PRODUCT };
    expect(sealed(recorded)[0]?.clauses).toEqual(['VR6']);
  });

  it('is said in words in both languages, no code among them', () => {
    const [met] = sealed(ODD);
    if (met === undefined) throw new Error('it is odd');
    for (const [words, locale] of [
      [japanese, 'ja'],
      [english, 'en'],
    ] as const) {
      const { clauses = [], inputs = [], ...rest } = met;
      const said = criterionText(
        {
          ...rest,
          audience: 'staff',
          source: '',
          clauses,
          inputs: inputs.map(({ name, value, unit }) =>
            unit === undefined ? { name, value } : { name, value, unit },
          ),
          notes: [],
          deadlines: [],
        },
        vaccinationSchedule,
        { words, locale },
      );
      const text = [...said.clauses, ...said.inputs].join(' ');
      expect(text).not.toMatch(/VR\d|rota-1|too-late|not-named|lot-is-code|Celsius|Cel\b/);
      expect(text).toContain('37.8');
    }
  });
});
