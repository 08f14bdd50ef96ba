import { describe, expect, it } from 'vitest';
import { PROGRAMS, type ProgramId } from '../../domain/program.ts';
import type { RuleFacts } from '../../domain/rules/facts.ts';
import { runRules } from '../../domain/rules/run-rules.ts';
import type { Answers } from '../../forms/answer-types.ts';
import { ruleFacts } from './rule-facts.ts';
import { day, factsOf, subject, TODAY, type Entered } from './testing/entered-facts.ts';

describe('what is not known', () => {
  it.each(PROGRAMS)('stays not known: with nothing entered no criterion of %s is met', (program) => {
    const facts = factsOf(program, {});
    expect(runRules(facts).filter(({ state }) => state === 'met')).toEqual([]);
  });

  it('is わからない too', () => {
    const unsure: Answers = new Map([['breech', [{ type: 'absent', reason: 'asked-unknown' }]]]);
    const facts = ruleFacts(subject(), new Map([['questionnaire', unsure]]), TODAY);
    expect(facts.hip?.breech).toBeUndefined();
  });

  it('is an answer in another unit', () => {
    const pounds: Answers = new Map([
      ['head', [{ type: 'quantity', value: 15, unit: 'in', code: '[in_i]' }]],
    ]);
    expect(ruleFacts(subject(), new Map([['measurement', pounds]]), TODAY).head).toBeUndefined();
  });
});

describe('the facts of the forms', () => {
  it.each<[string, ProgramId, Entered, Partial<RuleFacts>]>([
    [
      'hip: what staff were told goes before what the guardian wrote',
      'infant-3-4m',
      {
        questionnaire: { breech: 'no', 'hip-family-history': 'yes' },
        interview: { 'hip-breech': 'yes' },
        examination: { 'finding-hip-abduction': 'none', 'hip-skin-fold': 'present' },
      },
      {
        hip: { limitedAbduction: false, skinFoldAsymmetry: true, familyHistory: true, breech: true },
      },
    ],
    [
      'weights of the first weeks with their days',
      'infant-1m',
      {
        measurement: {
          weight: 3900,
          'birth-weight': 3010,
          'lowest-weight': 2800,
          'lowest-weight-date': '2026-10-25',
          'discharge-weight': 2900,
        },
      },
      {
        weights: {
          now: { on: TODAY, grams: 3900 },
          lowest: { on: day('2026-10-25'), grams: 2800 },
          discharge: undefined,
        },
      },
    ],
    [
      'stool card: jaundice as staff saw it',
      'infant-1m',
      {
        questionnaire: { 'stool-colour-card': 4, 'stool-paler': 'no', 'looks-yellow': 'no' },
        examination: { jaundice: 'mild' },
      },
      { stool: { number: 4, paler: false, jaundice: true, darkUrine: undefined } },
    ],
    [
      'stool card: jaundice as the guardian saw it',
      'newborn-visit',
      { questionnaire: { 'stool-colour-card': 2, 'looks-yellow': 'yes', 'dark-urine': 'yes' } },
      { stool: { number: 2, paler: undefined, jaundice: true, darkUrine: true } },
    ],
    [
      'hearing: either ear referred is referred',
      'newborn-hearing',
      {
        hearing: {
          'hearing-first-done': 'done',
          'hearing-first-right': 'pass',
          'hearing-first-left': 'refer',
          'hearing-confirmation-done': 'done',
          'hearing-confirmation-right': 'pass',
          'cmv-done': 'not-done',
        },
      },
      {
        hearing: {
          first: 'refer',
          confirmation: undefined,
          detailed: undefined,
          cmv: 'not-done',
          intervention: undefined,
        },
      },
    ],
    [
      'hearing: what the handbook says at one month',
      'infant-1m',
      { examination: { 'hearing-status': 'detailed' } },
      {
        hearing: {
          first: 'refer',
          confirmation: 'refer',
          detailed: undefined,
          cmv: undefined,
          intervention: undefined,
        },
      },
    ],
    [
      'metabolic screening: the second result goes before the first',
      'newborn-metabolic',
      {
        screening: {
          'metabolic-done': 'done',
          'metabolic-sampled': '2026-08-03',
          'metabolic-specimen': 'adequate',
          'metabolic-result': 'retest',
          'metabolic-retest': 'done',
          'metabolic-retest-result': 'normal',
        },
      },
      {
        metabolic: {
          sampled: day('2026-08-03'),
          specimen: 'adequate',
          result: 'normal',
          retest: 'done',
          detailed: undefined,
        },
      },
    ],
    [
      'metabolic screening: not done, by the handbook',
      'infant-1m',
      { examination: { 'metabolic-status': 'not-done' } },
      {
        metabolic: {
          sampled: 'not-done',
          specimen: undefined,
          result: undefined,
          retest: undefined,
          detailed: undefined,
        },
      },
    ],
    [
      'milestones: as the doctor saw them, else as the guardian wrote',
      'child-18m',
      {
        questionnaire: { 'walks-alone': 'reached', 'meaningful-words': 'not-yet' },
        examination: { 'development-walks': 'not-seen' },
      },
      {
        milestones: {
          headControl: undefined,
          walking: false,
          words: false,
          twoWordSentences: undefined,
        },
      },
    ],
    [
      'refraction: the spherical equivalent is sphere and half the cylinder',
      'child-3y',
      {
        vision: {
          'svs-result': 'outside',
          'svs-strabismus': 'none',
          'svs-right-sphere': 2.75,
          'svs-right-cylinder': -0.5,
          'svs-left-sphere': 1,
        },
      },
      {
        refraction: {
          outcome: 'measured',
          strabismusFlag: false,
          right: { sphericalEquivalent: 2.5, cylinder: -0.5 },
          left: { sphericalEquivalent: undefined, cylinder: undefined },
        },
      },
    ],
    [
      'refraction: not done is not known, and an eye that could not be tested is a result',
      'child-3y',
      { vision: { 'svs-result': 'not-done', 'acuity-right': 'could-not-test' } },
      { acuity: { right: 'could-not-test', left: undefined } },
    ],
    [
      'urine: not done where a reason is given',
      'child-3y',
      { urine: { 'urine-not-done': 'not-brought' } },
      { urine: { protein: 'not-done', blood: 'not-done', glucose: 'not-done' } },
    ],
    [
      'urine: by substance',
      'child-3y',
      { urine: { 'urine-protein': 'trace', 'urine-glucose': 'positive' } },
      { urine: { protein: 'trace', blood: undefined, glucose: 'positive' } },
    ],
    [
      'teeth: むし歯なし counts as none',
      'child-18m',
      { dental: { 'caries-state': 'none' } },
      { caries: { untreated: 0, treated: 0 } },
    ],
    [
      'teeth: as counted',
      'child-3y',
      { dental: { 'caries-state': 'present', 'caries-untreated': 3 } },
      { caries: { untreated: 3, treated: undefined } },
    ],
    [
      'events at home: 該当なし is an empty list',
      'infant-3-4m',
      { questionnaire: { 'home-events': ['none'] } },
      { homeEvents: [] },
    ],
    [
      'events at home: as chosen',
      'child-18m',
      { questionnaire: { 'home-events': ['shaken', 'left-alone'] } },
      { homeEvents: ['shaken', 'left-alone'] },
    ],
    [
      'voucher: 未受診 is not examined',
      'detailed',
      { detailed: { 'detailed-requested': '2026-03-01', 'detailed-attendance': 'not-visited' } },
      { voucher: { issued: day('2026-03-01'), examined: 'not-done' } },
    ],
    [
      'voucher: 不明 is not known',
      'detailed',
      { detailed: { 'detailed-requested': '2026-03-01', 'detailed-attendance': 'unknown' } },
      { voucher: { issued: day('2026-03-01'), examined: undefined } },
    ],
    [
      'EPDS in the form of a child is the Japanese version',
      'newborn-visit',
      { guidance: { 'epds-total': 9, 'epds-item10': 0 } },
      { epds: { total: 9, item10: 0, language: 'ja' } },
    ],
    [
      'EPDS of a mother is of no version until one is chosen',
      'postnatal-1m',
      { assessment: { 'epds-total': 9 } },
      { epds: { total: 9, item10: undefined, language: undefined } },
    ],
    [
      'EPDS of a mother in another language',
      'assessment',
      { assessment: { 'epds-total': 11, 'epds-item10': 1, 'epds-language': 'vi' } },
      { epds: { total: 11, item10: 1, language: 'vi' } },
    ],
  ])('%s', (_, program, entered, expected) => {
    expect(factsOf(program, entered)).toMatchObject(expected);
  });

  it('of a pregnancy come from measurement, examination and laboratory; the form’s due date goes first', () => {
    const facts = factsOf(
      'prenatal',
      {
        measurement: {
          'visit-number': 1,
          'due-date': '2027-03-02',
          weight: 58.2,
          'weight-before': 52,
          height: 158,
          'bp-systolic': 142,
          'bp-diastolic': 80,
          'urine-protein': 'one-plus',
          'urine-glucose': 'menses',
        },
        examination: { 'multiple-pregnancy': 'no' },
        laboratory: { haemoglobin: 10.6 },
      },
      { birth: day('1995-03-02'), due: day('2027-03-01') },
    );
    expect(facts.pregnancy).toEqual({
      due: day('2027-03-02'),
      multiple: false,
      weightBeforeKg: 52,
      heightCm: 158,
      weightKg: 58.2,
      systolic: 142,
      diastolic: 80,
      haemoglobin: 10.6,
      urine: { protein: '1+', glucose: 'menses' },
      urineBefore: 'none',
    });
    expect(facts.child).toBeUndefined();
  });

  it('[PU1] have the urine of the visit before in the same pregnancy, and none of an earlier one', () => {
    const before = (on: string, program: 'prenatal' | 'postnatal-care' = 'prenatal') =>
      factsOf(
        'prenatal',
        { measurement: { 'visit-number': 5 } },
        { earlier: [{ on: day(on), program, size: {}, urine: { protein: '1+', glucose: 'negative' } }] },
      ).pregnancy?.urineBefore;
    expect(before('2026-10-24')).toEqual({ protein: '1+', glucose: 'negative' });
    expect(before('2025-10-24')).toBeUndefined();
    expect(before('2026-10-24', 'postnatal-care')).toBeUndefined();
  });

  it('[PG5] have what an earlier visit of the same pregnancy told, said to be so, until it is told anew', () => {
    const earlier = [
      {
        on: day('2026-08-01'),
        program: 'prenatal',
        size: { heightCm: 158 },
        pregnancy: { weightBeforeKg: 52, multiple: false },
      } as const,
    ];
    const at = (measurement: Readonly<Record<string, number>>) =>
      factsOf(
        'prenatal',
        { measurement: { weight: 58.2, ...measurement } },
        { due: day('2027-03-01'), earlier },
      ).pregnancy;
    expect(at({})).toMatchObject({
      multiple: false,
      weightBeforeKg: 52,
      heightCm: 158,
      fromEarlier: ['multiple', 'weightBefore', 'height'],
    });
    expect(at({ 'weight-before': 50 })).toMatchObject({
      weightBeforeKg: 50,
      fromEarlier: ['multiple', 'height'],
    });
    const next = factsOf('prenatal', {}, { due: day('2027-08-01'), earlier }).pregnancy;
    expect(next?.weightBeforeKg).toBeUndefined();
  });

  it('take the birth weight staff wrote down before that of the list', () => {
    const written = factsOf(
      'infant-1m',
      { measurement: { 'birth-weight': 3010 } },
      { birthWeightGrams: 3100 },
    );
    expect(written.child?.birthWeightGrams).toBe(3010);
    expect(factsOf('infant-1m', {}, { birthWeightGrams: 3100 }).child?.birthWeightGrams).toBe(3100);
  });
});
