import { describe, expect, it } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import type { SectionAnswers } from '../catalog/rule-facts/told.ts';
import type { RosterEntry } from '../contract/people.ts';
import type { RuleSettings } from '../domain/rules/rule-settings.ts';
import type { Answer } from '../forms/answer-types.ts';
import { charts } from '../i18n/ja/charts.ts';
import { clinic } from '../i18n/ja/clinic.ts';
import { rules } from '../i18n/ja/rules.ts';
import { childFacts } from './child-facts.ts';
import { growthLines } from './growth-lines.ts';
import { growthRecord, type GrowthRecord } from './growth-record.ts';

const measured = (sizes: Readonly<Record<string, readonly [number, string]>>): SectionAnswers =>
  new Map([
    [
      'measurement',
      new Map<string, readonly Answer[]>(
        Object.entries(sizes).map(([linkId, [value, code]]) => [
          linkId,
          [{ type: 'quantity', value, unit: code, code }],
        ]),
      ),
    ],
  ]);

const USUAL = { weight: [6240, 'g'], height: [61.5, 'cm'], head: [40.2, 'cm'], chest: [40, 'cm'] } as const;

const recordOf = (
  entry: RosterEntry,
  versions: readonly SectionAnswers[],
  date = '2026-11-21',
): GrowthRecord | undefined => growthRecord({ entry, facts: childFacts(entry, date) }, versions);

const child = aChild({ birthDate: '2026-08-01', sex: 'female', birthWeightGrams: 3012 });

const linesOf = (
  record: GrowthRecord | undefined,
  weightUnit: 'g' | 'kg' = 'g',
  settings: RuleSettings = {},
) => {
  if (record === undefined) throw new Error('there is a record');
  return growthLines(record, settings, {
    locale: 'ja',
    words: rules,
    charts,
    fields: clinic.slip.field,
    weightUnit,
  });
};

describe('the points of the growth curve', () => {
  it('are the birth weight at day 0 and what was measured today', () => {
    const record = recordOf(child, [measured(USUAL)]);
    expect(record?.points.weightKg).toMatchObject([
      { date: '2026-08-01', ageMonths: 0, value: 3.012 },
      { date: '2026-11-21', value: 6.24 },
    ]);
    expect(record?.points.headCm).toMatchObject([{ date: '2026-11-21', value: 40.2 }]);
    expect(record?.view).toBe('infant');
  });

  it('hold the dated weights of the first weeks, and none that is dated after today', () => {
    const weights: SectionAnswers = new Map([
      [
        'measurement',
        new Map<string, readonly Answer[]>([
          ['lowest-weight', [{ type: 'quantity', value: 2800, unit: 'g', code: 'g' }]],
          ['lowest-weight-date', [{ type: 'date', value: '2026-08-04' }]],
          ['discharge-weight', [{ type: 'quantity', value: 2900, unit: 'g', code: 'g' }]],
          ['discharge-date', [{ type: 'date', value: '2027-08-06' }]],
        ]),
      ],
    ]);
    expect(recordOf(child, [weights])?.points.weightKg.map(({ value }) => value)).toEqual([3.012, 2.8]);
  });

  it('are both where two versions are in conflict, and one where they say the same', () => {
    const other = { ...USUAL, weight: [6300, 'g'] } as const;
    const record = recordOf(child, [measured(USUAL), measured(other)]);
    expect(record?.points.weightKg.map(({ value }) => value)).toEqual([3.012, 6.24, 6.3]);
    expect(record?.points.heightCm.map(({ value }) => value)).toEqual([61.5]);
    expect(record?.today.weightGrams).toBe(6300);
  });

  it('bear corrected age for a preterm child, negative before the due date', () => {
    const preterm = aChild({ birthDate: '2026-10-20', dueDate: '2026-12-20' });
    const [point] = recordOf(preterm, [measured({ height: [45, 'cm'] })])?.points.heightCm ?? [];
    expect(point?.correctedAgeMonths).toBeLessThan(0);
  });

  it('are of no mother, and of nobody whose visit lies before birth', () => {
    expect(
      recordOf(aChild({ program: 'prenatal', birthDate: '1995-03-02' }), [measured(USUAL)]),
    ).toBeUndefined();
    expect(recordOf(aChild({ birthDate: '2026-11-22' }), [measured(USUAL)])).toBeUndefined();
  });
});

describe('the sizes in words', () => {
  it('[GR1] say the percentile beside each value, and the surveys compared with', () => {
    const { sizes, editions } = linesOf(recordOf(child, [measured(USUAL)]));
    expect(sizes.map(({ label, value, band }) => `${label} ${value} ${band}`)).toEqual([
      '体重 6,240 g 50〜75パーセンタイル',
      '身長 61.5 cm 50〜75パーセンタイル',
      '頭囲 40.2 cm 50〜75パーセンタイル',
      '胸囲 40 cm 25〜50パーセンタイル',
    ]);
    expect(editions).toEqual(['R5-2023', 'H22-2010']);
  });

  it('[GR8] say both sexes where the sex is not known and they differ', () => {
    const { sizes } = linesOf(recordOf({ ...child, sex: 'unknown' }, [measured(USUAL)]));
    expect(sizes[0]?.band).toBe('男の子なら25〜50パーセンタイル、女の子なら50〜75パーセンタイル');
  });

  it('have corrected age beside for a preterm child, and the days to the due date before it', () => {
    const preterm = aChild({ birthDate: '2026-08-01', dueDate: '2026-10-01' });
    expect(linesOf(recordOf(preterm, [measured({ weight: [4300, 'g'] })])).sizes[0]).toMatchObject({
      band: '3パーセンタイル未満',
      corrected: expect.stringMatching(/^修正月齢では.+パーセンタイル$/) as string,
    });
    const before = aChild({ birthDate: '2026-10-20', dueDate: '2026-12-01' });
    const lines = linesOf(recordOf(before, [measured({ weight: [2900, 'g'] })]));
    expect(lines.sizes[0]?.corrected).toBe('');
    expect(lines.indices).toEqual([]);
    expect(lines.beforeDue).toBe('予定日まであと10日のため、修正月齢では比べません');
  });

  it('[OB2] [KA2] have 肥満度 with its band from 1 year, and カウプ指数 as a number', () => {
    const toddler = aChild({ program: 'child-18m', birthDate: '2025-05-01', sex: 'female' });
    const sizes = { weight: [12.5, 'kg'], height: [80, 'cm'] } as const;
    const { indices, sizes: lines } = linesOf(recordOf(toddler, [measured(sizes)]), 'kg');
    expect(lines[0]?.value).toBe('12.5 kg');
    expect(indices.map(({ rule, text }) => [rule, text])).toEqual([
      ['obesity-index', '肥満度 +23.1%（ややふとりすぎ）'],
      ['kaup-index', 'カウプ指数 19.5'],
    ]);
    for (const { source } of indices) expect(source).toMatch(/^出典：.+（規則 第\d版）$/);
  });

  it('[OB3] say why there is no 肥満度 where there could be one', () => {
    const toddler = aChild({ program: 'child-18m', birthDate: '2025-05-01', sex: 'unknown' });
    const { indices } = linesOf(
      recordOf(toddler, [measured({ weight: [12.5, 'kg'], height: [80, 'cm'] })]),
      'kg',
    );
    expect(indices[0]?.text).toMatch(/^肥満度 計算できません（身長70〜120 cm、1歳〜6歳未満/);
  });

  it('[GR5] have no reference beyond the tables, and never say NaN', () => {
    const old = aChild({ program: 'child-5y', birthDate: '2019-11-21', sex: 'male' });
    const { sizes } = linesOf(recordOf(old, [measured({ head: [51, 'cm'], weight: [0, 'kg'] })]), 'kg');
    expect(sizes.map(({ band }) => band)).toEqual(['基準なし']);
  });
});

describe('what earlier visits measured', () => {
  const earlier = [
    { date: '2026-07-01', program: 'infant-1m' as const, weightGrams: 9000 },
    { date: '2026-09-05', program: 'infant-1m' as const, weightGrams: 4900, heightCm: 56, headCm: 37.5 },
    { date: '2026-11-21', program: 'infant-3-4m' as const, weightGrams: 9000 },
  ];
  const known = aChild({ birthDate: '2026-08-01', sex: 'female', birthWeightGrams: 3012, earlier });

  it('are points between birth and today; those before birth or of today are none', () => {
    const { points } = recordOf(known, [measured(USUAL)]) ?? {};
    expect(points?.weightKg.map(({ date, value }) => [date, value])).toEqual([
      ['2026-08-01', 3.012],
      ['2026-09-05', 4.9],
      ['2026-11-21', 6.24],
    ]);
    expect(points?.heightCm.map(({ value }) => value)).toEqual([56, 61.5]);
  });
});
