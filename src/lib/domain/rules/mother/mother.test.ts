import { describe, expect, it } from 'vitest';
import type { MotherUrineResult, Pregnancy } from '../facts.ts';
import { day, oneRule, TODAY } from '../testing/one-rule.ts';

describe('blood pressure', () => {
  const pressure = (systolic: number | undefined, diastolic: number | undefined, own = {}) =>
    oneRule('pregnancy-blood-pressure', { pregnancy: { systolic, diastolic } }, own);

  it.each([
    [139, 89, []],
    [140, 89, ['BP1']],
    [139, 90, ['BP1']],
    [150, undefined, ['BP1']],
    [undefined, 95, ['BP1']],
    [159, 109, ['BP1']],
    [160, 109, ['BP2', 'BP1']],
    [159, 110, ['BP2', 'BP1']],
  ])('[BP1] [BP2] of %s over %s holds %j', (systolic, diastolic, clauses) => {
    const found = pressure(systolic, diastolic);
    expect(found.clauses).toEqual(clauses);
    expect(found.urgency).toBe(
      clauses.includes('BP2') ? 'at-once' : clauses.length > 0 ? 'refer' : undefined,
    );
  });

  it('[CR1] is open while the half that is usual is all there is', () => {
    expect(pressure(120, undefined)).toMatchObject({ state: 'open', missing: ['diastolic'] });
    expect(pressure(120, 70).state).toBe('not-met');
  });

  it.each([
    [80, 150],
    [120, 120],
  ])('[BP3] of %i over %i is known in neither half', (systolic, diastolic) => {
    expect(pressure(systolic, diastolic)).toMatchObject({
      state: 'open',
      missing: ['systolic', 'diastolic'],
      notes: ['diastolic-not-below-systolic'],
    });
  });

  it('[CR3] out of range is not known', () => {
    expect(pressure(1400, 70)).toMatchObject({ state: 'open', missing: ['systolic'] });
  });

  it('goes by the limits of the municipality', () => {
    expect(pressure(135, 80, { systolic: 135 }).state).toBe('met');
  });
});

describe.each([
  ['PU1', 'pregnancy-urine-protein', 'protein'],
  ['PU2', 'pregnancy-urine-glucose', 'glucose'],
] as const)('%s, %s', (clause, id, substance) => {
  const urine = (now: MotherUrineResult | undefined, before: MotherUrineResult | 'none' | undefined) =>
    oneRule(id, {
      pregnancy: {
        urine: { [substance]: now },
        urineBefore: before === 'none' ? 'none' : { [substance]: before },
      },
    });

  it.each<[MotherUrineResult | undefined, MotherUrineResult | 'none' | undefined, string]>([
    ['1+', '1+', 'met'],
    ['4+', '2+', 'met'],
    ['1+', 'trace', 'not-met'],
    ['trace', '1+', 'not-met'],
    ['negative', undefined, 'not-met'],
    ['1+', 'none', 'not-met'],
    ['1+', undefined, 'open'],
    ['1+', 'menses', 'open'],
    ['1+', 'not-done', 'open'],
    ['menses', '1+', 'open'],
    [undefined, 'negative', 'not-met'],
  ])('[PU1] [PU2] [PU3] %s after %s is %s', (now, before, state) => {
    expect(urine(now, before)).toMatchObject({ state, clauses: state === 'met' ? [clause] : [] });
  });
});

describe('weight gain in pregnancy', () => {
  /** 160 cm; BMI 20.3 at 52 kg; 38 weeks 0 days unless another due date is given. */
  const gain = (known: Pregnancy) =>
    oneRule('pregnancy-weight-gain', {
      pregnancy: { multiple: false, heightCm: 160, weightBeforeKg: 52, due: day('2026-12-05'), ...known },
    });

  it.each([
    ['below 18.5', 47.3, 12, 15],
    ['18.5 to below 25', 47.4, 10, 13],
    ['18.5 to below 25', 63.9, 10, 13],
    ['25 to below 30', 64, 7, 10],
    ['25 to below 30', 76.7, 7, 10],
  ])('[PG1] [PG2] [PG3] BMI %s, %d kg before: %d to %d kg at 38 weeks', (_, weightBeforeKg, min, max) => {
    const clauses = (gained: number) =>
      gain({ weightBeforeKg, weightKg: Number((weightBeforeKg + gained).toFixed(1)) }).clauses;
    expect(clauses(min)).toEqual([]);
    expect(clauses(max)).toEqual([]);
    expect(clauses(max + 0.1)).toEqual(['PG2']);
    expect(clauses(min - 0.1)).toEqual(['PG3']);
  });

  it('[PG1] is individual from a BMI of 30 on, with 5 kg as the guide', () => {
    const found = gain({ weightBeforeKg: 76.8, weightKg: 81.9 });
    expect(found).toMatchObject({ state: 'met', clauses: ['PG2'], notes: ['individual-range'] });
    expect(gain({ weightBeforeKg: 76.8, weightKg: 70 }).state).toBe('not-met');
  });

  it('[PG5] notes what an earlier visit told', () => {
    const found = gain({ weightKg: 66, fromEarlier: ['weightBefore', 'multiple'] });
    expect(found).toMatchObject({ clauses: ['PG2'], notes: ['earlier-weight-before', 'earlier-multiple'] });
  });

  it.each([
    ['2026-12-13', 'not-met'],
    ['2026-12-12', 'met'],
  ])('[PG3] looks at too little from 37 weeks on: due on %s is %s', (due, state) => {
    expect(gain({ due: day(due), weightKg: 57 }).state).toBe(state);
  });

  it('[PG2] looks at too much at any week, also without a due date', () => {
    expect(gain({ due: undefined, weightKg: 66 }).clauses).toEqual(['PG2']);
    expect(gain({ due: undefined, weightKg: 63 }).state).toBe('not-met');
    expect(gain({ due: undefined, weightKg: 60 })).toMatchObject({
      state: 'open',
      missing: ['gestationalWeek'],
    });
  });

  it('[PG4] does not apply to twins, and is open while their number is unknown', () => {
    expect(gain({ multiple: true, weightKg: 80 })).toMatchObject({
      state: 'not-applicable',
      why: 'multiple-pregnancy',
      inputs: [{ name: 'multiplePregnancy', value: true }],
    });
    expect(gain({ multiple: undefined, weightKg: 80 })).toMatchObject({
      state: 'open',
      missing: ['multiplePregnancy'],
    });
  });

  it('[GA2] takes a due date that cannot be as no week', () => {
    expect(gain({ due: day('2028-01-01'), weightKg: 60 }).missing).toEqual(['gestationalWeek']);
  });

  it('[CR1] is open without what BMI and gain are made of', () => {
    expect(gain({ weightKg: 66, heightCm: undefined }).missing).toEqual(['height']);
    expect(gain({ weightKg: undefined }).missing).toEqual(['weightNow']);
    expect(gain({ weightBeforeKg: 0, weightKg: 60 }).missing).toEqual(['weightBefore']);
  });
});

describe('haemoglobin', () => {
  it.each([
    [10.9, 'met'],
    [11, 'not-met'],
    [110, 'open'],
    [undefined, 'open'],
  ])('[HB1] of %s g/dL is %s', (haemoglobin, state) => {
    expect(oneRule('pregnancy-haemoglobin', { pregnancy: { haemoglobin } }).state).toBe(state);
  });
});

describe('the EPDS', () => {
  const epds = (
    total: number | undefined,
    item10: number | undefined,
    language: string | undefined = 'ja',
    own = {},
  ) => oneRule('epds', { today: TODAY, epds: { total, item10, language } }, own);

  it.each([
    [8, 0, []],
    [9, 0, ['ED1']],
    [30, 3, ['ED1', 'ED2']],
  ])('[ED1] of %i points with %i in item 10 holds %j', (total, item10, clauses) => {
    expect(epds(total, item10).clauses).toEqual(clauses);
  });

  it('[ED2] is met by item 10 even when the total is below, or not known', () => {
    expect(epds(1, 1)).toMatchObject({ state: 'met', clauses: ['ED2'], urgency: 'refer' });
    expect(epds(undefined, 1).state).toBe('met');
    expect(epds(5, undefined)).toMatchObject({ state: 'open', missing: ['epdsItem10'] });
  });

  it('[ED3] of 0 points is watched, unless the municipality does not want it', () => {
    expect(epds(0, 0)).toMatchObject({ state: 'met', clauses: ['ED3'], urgency: 'watch' });
    expect(epds(0, 0, 'ja', { zeroIsWatched: false }).state).toBe('not-met');
  });

  it('[ED4] in another language is open by the total, and met by item 10', () => {
    expect(epds(20, 0, 'vi')).toMatchObject({ state: 'open', missing: ['epdsCutoffOfLanguage'] });
    expect(epds(5, 1, 'vi').clauses).toEqual(['ED2']);
    expect(epds(5, 0, 'ja-JP').state).toBe('not-met');
    const unknown = oneRule('epds', { epds: { total: 12, item10: 0 } });
    expect(unknown).toMatchObject({ state: 'open', missing: ['epdsLanguage'] });
  });

  it('notes a total below its own item 10', () => {
    expect(epds(0, 2).notes).toEqual(['epds-total-below-item-10']);
  });

  it.each([
    [31, 0],
    [8.5, 0],
    [-1, 0],
    [5, 4],
  ])('[CR3] of %d with %d in item 10 cannot be', (total, item10) => {
    expect(epds(total, item10).state).toBe('open');
  });

  it('[CR7] is for staff', () => {
    expect(epds(9, 0).audience).toBe('staff');
    expect(oneRule('bonding-items', {}).audience).toBe('staff');
  });
});

describe('赤ちゃんへの気持ち質問票', () => {
  it.each([
    [1, 0, 'met'],
    [0, 1, 'met'],
    [undefined, 2, 'met'],
    [0, 0, 'not-met'],
    [0, undefined, 'open'],
  ])('[ED5] item 3 of %s and item 5 of %s is %s', (item3, item5, state) => {
    expect(oneRule('bonding-items', { bonding: { item3, item5 } }).state).toBe(state);
  });
});
