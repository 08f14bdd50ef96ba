import { describe, expect, it } from 'vitest';
import type { RuleFacts } from '../facts.ts';
import { day, oneRule } from '../testing/one-rule.ts';

describe('weight and height on the curve', () => {
  const cases = [
    ['weight-on-curve', 'weightOnCurve', 'weight', 'WT'],
    ['height-on-curve', 'heightOnCurve', 'height', 'HT'],
  ] as const;

  it.each(cases)('[WT1] [HT1] %s outside the outer lines is watched', (rule, fact, input, clause) => {
    for (const [band, state] of [
      ['below', 'met'],
      ['within', 'not-met'],
      ['above', 'met'],
    ] as const) {
      const found = oneRule(rule, { [fact]: { band } });
      expect(found.state).toBe(state);
      expect(found.clauses).toEqual(state === 'met' ? [`${clause}1`] : []);
    }
    expect(oneRule(rule, {})).toMatchObject({ state: 'open', missing: [`${input}Band`] });
  });

  it.each(cases)(
    '[WT2] [HT2] %s across two lines is watched, with the day it was measured before',
    (...of) => {
      const [rule, fact, input, clause] = of;
      const crossed = (linesCrossed: number, own = {}) =>
        oneRule(
          rule,
          { [fact]: { band: 'within', linesCrossed, direction: 'down', since: day('2026-09-05') } },
          own,
        );
      expect(crossed(1).state).toBe('not-met');
      expect(crossed(2)).toMatchObject({
        state: 'met',
        urgency: 'watch',
        clauses: [`${clause}2`],
        inputs: [
          { name: `${input}LinesCrossed`, value: 2 },
          { name: `${input}Direction`, value: 'down' },
          { name: `${input}Since`, value: '2026-09-05' },
        ],
      });
      expect(crossed(2, { linesCrossed: 3 }).state).toBe('not-met');
    },
  );
});

describe('head circumference', () => {
  it.each([
    ['below', 'met'],
    ['within', 'not-met'],
    ['above', 'met'],
    [undefined, 'open'],
  ] as const)('[HC1] %s the band is %s', (band, state) => {
    expect(oneRule('head-size', { head: { band } }).state).toBe(state);
  });

  it.each([
    [undefined, []],
    [1, []],
    [2, ['HC2']],
    [Number.NaN, []],
  ])('[HC2] with %s lines crossed holds %j', (linesCrossed, clauses) => {
    expect(oneRule('head-size', { head: { band: 'within', linesCrossed } }).clauses).toEqual(clauses);
  });

  it('[HC3] notes a preterm child judged by actual age', () => {
    const child = { birth: day('2026-08-01'), due: day('2026-09-30') };
    const notes = (basis: 'actual' | 'corrected' | undefined) =>
      oneRule('head-size', { child, head: { band: 'below', basis } }).notes;
    expect(notes('actual')).toEqual(['preterm-by-actual-age']);
    expect(notes(undefined)).toEqual(['preterm-by-actual-age']);
    expect(notes('corrected')).toEqual([]);
  });
});

describe('the obesity index', () => {
  it.each([
    [20, ['OI1']],
    [19.99, []],
    [0, []],
    [-14.99, []],
    [-15, ['OI2']],
  ])('[OI1] [OI2] of %d %% holds %j', (obesityIndex, clauses) => {
    expect(oneRule('obesity-index', { obesityIndex }).clauses).toEqual(clauses);
  });

  it('[CR3] that is no number is not known', () => {
    expect(oneRule('obesity-index', { obesityIndex: Number.NaN })).toMatchObject({
      state: 'open',
      missing: ['obesityIndex'],
    });
  });

  it('goes by the levels of the municipality', () => {
    expect(oneRule('obesity-index', { obesityIndex: 20 }, { upper: 30 }).state).toBe('not-met');
  });
});

describe('caries', () => {
  it.each([
    [4, 0, 'met'],
    [2, 2, 'met'],
    [2, 1, 'not-met'],
    [4, undefined, 'met'],
    [undefined, 4, 'met'],
    [3, undefined, 'open'],
    [21, 0, 'open'],
  ])('[DC1] %s untreated and %s treated is %s', (untreated, treated, state) => {
    expect(oneRule('many-caries', { caries: { untreated, treated } }).state).toBe(state);
  });

  it('[CR7] is for staff', () => {
    expect(oneRule('many-caries', {}).audience).toBe('staff');
  });
});

describe('the child’s urine', () => {
  const usual = { protein: 'negative', blood: 'negative', glucose: 'negative' } as const;
  it.each([
    ['CU1', 'protein'],
    ['CU2', 'blood'],
    ['CU3', 'glucose'],
  ])('[CU1] [CU2] [CU3] %s: %s + is tested again, ± only where the municipality wants it', (clause, name) => {
    const urine = (result: string, own = {}) =>
      oneRule('child-urine', { urine: { ...usual, [name]: result } }, own);
    expect(urine('positive')).toMatchObject({ state: 'met', clauses: [clause], urgency: 'again' });
    expect(urine('trace').state).toBe('not-met');
    expect(urine('trace', { from: 'trace' }).clauses).toEqual([clause]);
    expect(urine('not-done')).toMatchObject({ state: 'open', missing: [`${name}Urine`] });
  });

  it('meets nothing when all are −', () => {
    expect(oneRule('child-urine', { urine: usual }).state).toBe('not-met');
  });
});

describe('events at home', () => {
  it('[HE1] are met by any, with what was chosen, for staff', () => {
    expect(oneRule('home-events', { homeEvents: ['left-alone', 'hit'] })).toMatchObject({
      state: 'met',
      audience: 'staff',
      inputs: [
        { name: 'homeEvents.left-alone', value: true },
        { name: 'homeEvents.hit', value: true },
      ],
    });
  });

  it('[HE1] are not met by 該当なし and open without an answer', () => {
    expect(oneRule('home-events', { homeEvents: [] }).state).toBe('not-met');
    expect(oneRule('home-events', {})).toMatchObject({ state: 'open', missing: ['homeEvents'] });
  });
});

describe('the voucher for the detailed examination', () => {
  const voucher = (
    today: string,
    examined: NonNullable<RuleFacts['voucher']>['examined'],
    issued = '2026-08-31',
  ) => oneRule('detailed-voucher', { today: day(today), voucher: { issued: day(issued), examined } });

  it.each([
    ['2026-08-31', '2027-02-28'],
    ['2026-05-10', '2026-11-09'],
  ])('[DV1] of %s is valid to %s', (issued, by) => {
    expect(voucher('2026-09-01', 'not-done', issued).deadlines).toMatchObject(
      issued === '2026-08-31' ? [{ by }] : [{ task: 'detailedExamination', by }],
    );
  });

  it('[DV2] runs out the day after its last day', () => {
    expect(voucher('2027-02-28', 'not-done').state).toBe('not-met');
    expect(voucher('2027-03-01', 'not-done')).toMatchObject({ state: 'met', clauses: ['DV2'] });
    expect(voucher('2027-03-01', undefined)).toMatchObject({
      state: 'open',
      missing: ['detailedExamination'],
    });
    expect(voucher('2027-03-01', day('2026-10-01'))).toMatchObject({ state: 'not-met', deadlines: [] });
  });

  it('[DV3] says that an examination came too late', () => {
    expect(voucher('2027-03-02', day('2027-03-01')).clauses).toEqual(['DV3']);
    expect(voucher('2027-03-02', day('2027-02-28')).state).toBe('not-met');
    expect(voucher('2027-03-02', day('2026-08-31')).state).toBe('not-met');
  });

  it('[CR3] takes an examination before its issue, or to come, as not known', () => {
    expect(voucher('2027-03-02', day('2026-08-30')).state).toBe('open');
    expect(voucher('2027-03-01', day('2027-03-02')).state).toBe('open');
  });
});
