import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CriterionInput } from './criterion.ts';
import type { RuleFacts } from './facts.ts';
import { settingProblems } from './setting-problems.ts';
import { RULES } from './rules.ts';
import { runRules, shownToGuardian } from './run-rules.ts';
import { anyFacts } from './testing/any-facts.ts';
import { day, TODAY } from './testing/one-rule.ts';

const at = (program: RuleFacts['program'], facts: Partial<RuleFacts> = {}): RuleFacts => ({
  program,
  today: TODAY,
  ...facts,
});

/** What each version says by default. A line changes only together with its version. */
const VERSIONS = `
newborn-metabolic-screening 1 sampleFromDay=4 sampleToDay=6
newborn-hearing-follow-up 1 firstDays=3 confirmationDays=7 cmvDays=21 detailedMonths=3 interventionMonths=6
stool-card 1
birth-weight-regain 1 lossPercent=10 regainedByDay=21
weight-gain-1m 1 gramsPerDay=20 from=discharge
hip-referral 1
weight-on-curve 1 linesCrossed=2
height-on-curve 1 linesCrossed=2
head-size 2 linesCrossed=2
obesity-index 2 upper=20 lower=-15 heightFrom=70 heightTo=120 fromMonths=12 underMonths=72
development-head-control 1 months=4 correctedUntilMonths=36
development-walking 1 months=18 correctedUntilMonths=36
development-words 1 months=18 correctedUntilMonths=36
development-two-words 1 months=36 correctedUntilMonths=36
refraction-screening 1 criteria=society hyperopia=2.5 myopia=2 astigmatism=2 anisometropia=1.5
visual-acuity 1 pass=0.5
child-urine 1 from=positive
many-caries 1 teeth=4
home-events 1
detailed-voucher 1 months=6
pregnancy-blood-pressure 1 systolic=140 diastolic=90 severeSystolic=160 severeDiastolic=110
pregnancy-urine-protein 1
pregnancy-urine-glucose 1
pregnancy-weight-gain 2 lowerFromWeek=37
pregnancy-haemoglobin 1 below=11
epds 1 cutoff=9 zeroIsWatched=true
bonding-items 1
`;

describe('the registry', () => {
  it('[CR2] says what it said when its versions were given', () => {
    const said = RULES.map(({ id, version, parameters }) =>
      [id, version, ...Object.entries(parameters).map(([name, { standard }]) => `${name}=${standard}`)].join(
        ' ',
      ),
    );
    expect(said).toEqual(VERSIONS.trim().split('\n'));
  });

  it('has an id, a title in both languages, a source and a program for each rule', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    for (const rule of RULES) {
      expect(rule.title.ja).not.toBe('');
      expect(rule.title.en).not.toBe('');
      expect(rule.source).not.toBe('');
      expect(rule.programs.length).toBeGreaterThan(0);
    }
  });

  it('says 出典未確認 of every rule whose threshold is unsourced', () => {
    for (const { source, unsourced } of RULES) if (unsourced) expect(source).toContain('出典未確認');
  });

  it('has standard values that it would take from a municipality', () => {
    const settings = Object.fromEntries(
      RULES.map(({ id, parameters }) => [
        id,
        {
          parameters: Object.fromEntries(
            Object.entries(parameters).map(([name, { standard }]) => [name, standard]),
          ),
        },
      ]),
    );
    expect(settingProblems(settings)).toEqual([]);
  });
});

describe('running the rules', () => {
  it('runs those of the program, in the order of the registry', () => {
    expect(runRules(at('prenatal')).map(({ rule }) => rule)).toEqual([
      'pregnancy-blood-pressure',
      'pregnancy-urine-protein',
      'pregnancy-urine-glucose',
      'pregnancy-weight-gain',
      'pregnancy-haemoglobin',
    ]);
    expect(runRules(at('vaccination'))).toEqual([]);
  });

  it('[CR2] records version, source and the values it ran with', () => {
    const [pressure] = runRules(at('prenatal', { pregnancy: { systolic: 150, diastolic: 80 } }), {
      'pregnancy-blood-pressure': { parameters: { systolic: 145 } },
    });
    expect(pressure).toEqual({
      rule: 'pregnancy-blood-pressure',
      version: '1',
      source: RULES.find(({ id }) => id === 'pregnancy-blood-pressure')?.source,
      audience: 'anyone',
      parameters: { systolic: 145, diastolic: 90, severeSystolic: 160, severeDiastolic: 110 },
      state: 'met',
      clauses: ['BP1'],
      urgency: 'refer',
      inputs: [
        { name: 'systolic', value: 150, unit: 'mm[Hg]' },
        { name: 'diastolic', value: 80, unit: 'mm[Hg]' },
      ],
      missing: [],
      notes: [],
      deadlines: [],
    });
  });

  it('[CR5] leaves out what is off, by default or by the municipality', () => {
    const ran = (settings = {}) => runRules(at('assessment'), settings).map(({ rule }) => rule);
    expect(ran()).toEqual(['epds']);
    expect(ran({ epds: { on: false } })).toEqual([]);
    expect(ran({ 'bonding-items': { on: true } })).toEqual(['epds', 'bonding-items']);
  });

  it.each([1, 30])('[CR6] takes a cut-off of %i, the ends of what is allowed', (cutoff) => {
    const settings = { epds: { parameters: { cutoff } } };
    expect(settingProblems(settings)).toEqual([]);
    expect(runRules(at('assessment'), settings)[0]?.parameters['cutoff']).toBe(cutoff);
  });

  it('[CR6] runs with its own value where a setting cannot be, which is reported', () => {
    const settings = {
      epds: { parameters: { cutoff: 8.5, zeroIsWatched: 'no', cut: 1, toString: 1 } },
      'visual-acuity': { parameters: { pass: Number.NaN } },
      'refraction-screening': { parameters: { criteria: 'mine' } },
      nothing: { on: true },
      constructor: { on: true },
    };
    expect(runRules(at('assessment'), settings)[0]?.parameters).toEqual({ cutoff: 9, zeroIsWatched: true });
    expect(settingProblems(settings)).toEqual([
      { rule: 'epds', parameter: 'cutoff', why: 'not-allowed' },
      { rule: 'epds', parameter: 'zeroIsWatched', why: 'not-allowed' },
      { rule: 'epds', parameter: 'cut', why: 'unknown-parameter' },
      { rule: 'epds', parameter: 'toString', why: 'unknown-parameter' },
      { rule: 'visual-acuity', parameter: 'pass', why: 'not-allowed' },
      { rule: 'refraction-screening', parameter: 'criteria', why: 'not-allowed' },
      { rule: 'nothing', why: 'unknown-rule' },
      { rule: 'constructor', why: 'unknown-rule' },
    ]);
  });

  it('[CR7] shows a guardian nothing that is for staff', () => {
    const all = runRules(at('child-3y', { homeEvents: ['hit'], caries: { untreated: 9, treated: 0 } }));
    expect(all.filter(({ state }) => state === 'met').map(({ rule }) => rule)).toEqual([
      'many-caries',
      'home-events',
    ]);
    expect(shownToGuardian(all).map(({ rule }) => rule)).not.toContain('home-events');
    expect(shownToGuardian(all).every(({ audience }) => audience === 'anyone')).toBe(true);
  });

  it.each(RULES.map(({ id, programs }) => [id, programs] as const))(
    '[CR1] without any facts, %s is never met',
    (id, programs) => {
      for (const program of programs) {
        const found = runRules(at(program), { [id]: { on: true } }).find(({ rule }) => rule === id);
        expect(found).toMatchObject({ state: 'open', inputs: [] });
        expect(found?.missing.length).toBeGreaterThan(0);
      }
    },
  );

  it('[CR3] never throws, never says NaN, and names what is missing exactly while it is open', () => {
    const isNumber = ({ value }: CriterionInput): boolean =>
      typeof value !== 'number' || Number.isFinite(value);
    const allOn = Object.fromEntries(RULES.map(({ id }) => [id, { on: true }]));
    fc.assert(
      fc.property(anyFacts, (facts) => {
        for (const found of runRules(facts, allOn)) {
          expect(found.inputs.every(isNumber)).toBe(true);
          expect(found.missing.length > 0).toBe(found.state === 'open');
          expect(found.clauses.length > 0).toBe(found.state === 'met');
          expect(found.urgency !== undefined).toBe(found.state === 'met');
        }
      }),
      { numRuns: 2000 },
    );
  }, 60_000);

  it('[CR3] takes a birth after today, or a day that no record has, as not known', () => {
    const missing = (birth: string, today: string) =>
      runRules({
        program: 'infant-6-7m',
        today: day(today),
        child: { birth: day(birth) },
        milestones: { headControl: false },
      }).find(({ rule }) => rule === 'development-head-control')?.missing;
    expect(missing('2026-11-22', '2026-11-21')).toEqual(['birthDate']);
    expect(missing('0001-01-01', '2026-11-21')).toEqual(['birthDate']);
    expect(missing('2026-01-01', '9999-12-31')).toEqual(['birthDate']);
  });
});
