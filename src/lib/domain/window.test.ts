import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { postpartumDay } from './pregnancy/postpartum.ts';
import { addDays, daysBetween, parseCivilDate, type CivilDate } from './civil-date.ts';
import {
  DEFAULT_1_MONTH,
  DEFAULT_2_YEARS,
  DEFAULT_3_4_MONTHS,
  DEFAULT_5_YEARS,
  DEFAULT_6_7_MONTHS,
  DEFAULT_9_10_MONTHS,
  DEFAULT_METABOLIC,
  DEFAULT_NEWBORN_HEARING,
  DEFAULT_NEWBORN_VISIT,
  DEFAULT_POSTNATAL_1_MONTH,
  DEFAULT_POSTNATAL_2_WEEKS,
  DEFAULT_PRENATAL,
  eligibilityAmong,
  eligibilityOn,
  eligibleDays,
  STATUTORY_18_MONTHS,
  STATUTORY_3_YEARS,
  STATUTORY_POSTNATAL_CARE,
  type Eligibility,
  type WindowRule,
} from './window.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

const RULES: readonly (readonly [string, string, WindowRule])[] = [
  ['3-4か月', 'WI3', DEFAULT_3_4_MONTHS],
  ['1歳6か月児', 'WI2', STATUTORY_18_MONTHS],
  ['3歳児', 'WI2', STATUTORY_3_YEARS],
  ['"1か月児', 'WI4', DEFAULT_1_MONTH],
];

/** Reads one line of the vectors; a quoted checkup name holds no comma that would matter before the dates. */
const vectors = readFileSync(
  new URL('../../../tests/fixtures/age-window-vectors.csv', import.meta.url),
  'utf8',
)
  .split(/\r?\n/)
  .filter((line) => /^\d{4}-/.test(line))
  .map((line) => {
    const [birth = '', checkup = ''] = line.split(',');
    const dates = line.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
    const [, id, rule] = RULES.find(([name]) => checkup.startsWith(name)) ?? [];
    return {
      birth,
      checkup,
      id,
      rule,
      first: dates[1] ?? '',
      last: dates[2] ?? '',
      clamped: line.endsWith('DIFF'),
    };
  });

describe('eligible days', () => {
  it('reads every vector of the file and knows its checkup', () => {
    expect(vectors).toHaveLength(32);
    expect(vectors.every(({ rule }) => rule !== undefined)).toBe(true);
    expect(vectors.filter(({ clamped }) => clamped)).toHaveLength(7);
  });

  it.each(vectors)('[WI1] [$id] born $birth, $checkup: $first to $last', ({ birth, rule, first, last }) => {
    const born = day(birth);
    if (rule === undefined) throw new Error('no rule');
    expect(eligibleDays(born, rule)).toEqual({ first, last });
    expect(eligibilityOn(born, addDays(day(first), -1), rule)).toBe('too-early');
    expect(eligibilityOn(born, day(first), rule)).toBe('eligible');
    expect(eligibilityOn(born, day(last), rule)).toBe('eligible');
    expect(eligibilityOn(born, addDays(day(last), 1), rule)).toBe('too-late');
  });

  it.each<[string, WindowRule, string, Eligibility]>([
    ['2024-08-31', STATUTORY_18_MONTHS, '2026-02-28', 'too-early'],
    ['2024-08-31', STATUTORY_18_MONTHS, '2026-03-01', 'eligible'],
    ['2024-02-29', STATUTORY_18_MONTHS, '2026-02-28', 'eligible'],
    ['2024-02-29', STATUTORY_18_MONTHS, '2026-03-01', 'too-late'],
    ['2024-02-29', STATUTORY_3_YEARS, '2027-02-28', 'too-early'],
    ['2024-02-29', STATUTORY_3_YEARS, '2027-03-01', 'eligible'],
    ['2024-02-29', STATUTORY_3_YEARS, '2028-02-28', 'eligible'],
    ['2024-02-29', STATUTORY_3_YEARS, '2028-02-29', 'too-late'],
  ])('[WI2] born %s, by the law %j, on %s: %s', (birth, rule, on, expected) => {
    expect(eligibilityOn(day(birth), day(on), rule)).toBe(expected);
  });

  it('[WI3] follows the window a municipality sets', () => {
    const birth = day('2026-01-31');
    expect(eligibleDays(birth, { unit: 'month', from: 4, until: 5 })).toEqual({
      first: '2026-05-31',
      last: '2026-06-30',
    });
    expect(eligibleDays(birth, { unit: 'day', from: 100, to: 130 })).toEqual({
      first: addDays(birth, 100),
      last: addDays(birth, 130),
    });
  });

  it('[WI4] differs by one day between municipalities that begin on day 27 and on day 28', () => {
    const birth = day('2026-01-01');
    const municipal: WindowRule = { unit: 'day', from: 27, to: 41 };
    expect(eligibilityOn(birth, addDays(birth, 27), municipal)).toBe('eligible');
    expect(eligibilityOn(birth, addDays(birth, 27), DEFAULT_1_MONTH)).toBe('too-early');
  });

  it('[WI1] has no gap and no overlap between two windows that meet', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 60 }), (offset, months) => {
        const birth = addDays(day('2000-01-01'), offset);
        const before = eligibleDays(birth, { unit: 'month', from: 0, until: months });
        const after = eligibleDays(birth, { unit: 'month', from: months, until: months + 1 });
        expect(addDays(before.last, 1)).toBe(after.first);
      }),
    );
  });
});

describe('weeks', () => {
  it('[WI13] are complete from the same day of the week on, until the day before', () => {
    const birth = day('2026-05-10');
    expect(eligibleDays(birth, { unit: 'week', from: 4, until: 6 })).toEqual({
      first: '2026-06-07',
      last: '2026-06-20',
    });
    expect(eligibleDays(birth, { unit: 'week', from: 0, until: 1 })).toEqual({
      first: '2026-05-10',
      last: '2026-05-16',
    });
  });

  it('[WI13] [PD1] since a delivery end like the days that count it as day 1: 8 weeks on day 56', () => {
    const delivery = day('2026-05-10');
    const { last } = eligibleDays(delivery, { unit: 'week', from: 0, until: 8 });
    expect(postpartumDay(delivery, last)).toBe(56);
  });
});

describe('fiscal years', () => {
  const five: WindowRule = { unit: 'fiscal-year', from: 5, to: 5 };

  it.each([
    ['2021-04-01', '2025-04-01', '2026-03-31'],
    ['2021-04-02', '2026-04-01', '2027-03-31'],
    ['2021-12-31', '2026-04-01', '2027-03-31'],
    ['2022-03-31', '2026-04-01', '2027-03-31'],
    ['2022-04-01', '2026-04-01', '2027-03-31'],
    ['2022-04-02', '2027-04-01', '2028-03-31'],
    ['2024-02-29', '2028-04-01', '2029-03-31'],
  ])('[WI14] [FY2] of turning 5: born %s, from %s to %s', (birth, first, last) => {
    expect(eligibleDays(day(birth), five)).toEqual({ first, last });
  });

  it('[WI14] run from the first of the ages to the last', () => {
    expect(eligibleDays(day('2021-07-01'), { unit: 'fiscal-year', from: 3, to: 5 })).toEqual({
      first: '2024-04-01',
      last: '2027-03-31',
    });
  });

  it('[WI14] [FY2] hold exactly the children of one school year, and each child has one whole year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 18 }), (offset, age) => {
        const birth = addDays(day('2000-01-01'), offset);
        const { first, last } = eligibleDays(birth, { unit: 'fiscal-year', from: age, to: age });
        // 学年: born from 2 April to 1 April of the year after.
        const born = Number(birth.slice(0, 4)) - (birth.slice(5) <= '04-01' ? 1 : 0);
        expect([first, last]).toEqual([`${String(born + age)}-04-01`, `${String(born + age + 1)}-03-31`]);
      }),
    );
  });
});

describe('several spans', () => {
  const spans: readonly WindowRule[] = [
    { unit: 'month', from: 9, until: 11 },
    { unit: 'month', from: 3, until: 5 },
  ];

  it.each<[string, ReturnType<typeof eligibilityAmong>]>([
    ['2026-04-09', 'too-early'],
    ['2026-04-10', 'eligible'],
    ['2026-06-09', 'eligible'],
    ['2026-06-10', 'between'],
    ['2026-10-09', 'between'],
    ['2026-10-10', 'eligible'],
    ['2026-12-10', 'too-late'],
  ])('[WI12] give a checkup on the days of each: on %s %s', (on, expected) => {
    expect(eligibilityAmong(day('2026-01-10'), day(on), spans)).toBe(expected);
  });

  it('[WI12] of different units may overlap: the days of either count', () => {
    const either: readonly WindowRule[] = [
      { unit: 'month', from: 54, until: 60 },
      { unit: 'fiscal-year', from: 5, to: 5 },
    ];
    const birth = day('2021-10-01');
    expect(eligibilityAmong(birth, day('2026-03-31'), either)).toBe('too-early');
    expect(eligibilityAmong(birth, day('2026-04-01'), either)).toBe('eligible');
    expect(eligibilityAmong(birth, day('2027-03-31'), either)).toBe('eligible');
    expect(eligibilityAmong(birth, day('2027-04-01'), either)).toBe('too-late');
  });
});

describe('windows that no law sets', () => {
  it.each<[string, WindowRule, string, string]>([
    ['2026-05-10', DEFAULT_METABOLIC, '2026-05-10', '2026-07-09'],
    ['2026-05-10', DEFAULT_NEWBORN_HEARING, '2026-05-10', '2026-08-08'],
    ['2026-05-10', DEFAULT_NEWBORN_VISIT, '2026-05-10', '2026-07-09'],
    ['2025-08-31', DEFAULT_6_7_MONTHS, '2026-03-01', '2026-04-30'],
    ['2025-08-31', DEFAULT_9_10_MONTHS, '2026-05-31', '2026-07-30'],
    ['2024-02-29', DEFAULT_2_YEARS, '2026-03-01', '2027-02-28'],
    ['2022-04-01', DEFAULT_5_YEARS, '2026-10-01', '2027-10-31'],
    ['2026-05-10', DEFAULT_POSTNATAL_2_WEEKS, '2026-05-14', '2026-05-30'],
    ['2026-05-10', DEFAULT_POSTNATAL_1_MONTH, '2026-05-31', '2026-07-04'],
    ['2026-05-10', STATUTORY_POSTNATAL_CARE, '2026-05-10', '2027-05-09'],
  ])('[WI5] [WI6] [WI8] [WI9] from %s by %j run from %s to %s', (birth, rule, first, last) => {
    expect(eligibleDays(day(birth), rule)).toEqual({ first: day(first), last: day(last) });
  });

  it('[WI7] counts a pregnancy back from its due date', () => {
    const { first, last } = eligibleDays(day('2026-11-21'), DEFAULT_PRENATAL);
    expect([daysBetween(first, day('2026-11-21')), daysBetween(day('2026-11-21'), last)]).toEqual([
      36 * 7,
      4 * 7 - 1,
    ]);
  });

  it('[WI8] ends 56 days after the birth, the day of birth counted', () => {
    const { last } = eligibleDays(day('2026-05-10'), DEFAULT_POSTNATAL_1_MONTH);
    expect(daysBetween(day('2026-05-10'), last) + 1).toBe(56);
  });

  it('[WI8] [PD1] count the day of delivery as the form does: its last day is postpartum day 21 and 56', () => {
    for (const [rule, to] of [
      [DEFAULT_POSTNATAL_2_WEEKS, 21],
      [DEFAULT_POSTNATAL_1_MONTH, 56],
    ] as const)
      expect(postpartumDay(day('2026-05-10'), eligibleDays(day('2026-05-10'), rule).last)).toBe(to);
  });
});

describe('against an independent calculation', () => {
  /** First day of an age by Temporal: its own addition, which refuses a day that the month does not have. */
  const byTemporal = (birth: string, months: number): string => {
    const from = Temporal.PlainDate.from(birth);
    const month = from.toPlainYearMonth().add({ months });
    return from.day <= month.daysInMonth
      ? month.toPlainDate({ day: from.day }).toString()
      : month.add({ months: 1 }).toPlainDate({ day: 1 }).toString();
  };
  const birth = fc
    .integer({ min: 0, max: 40_000 })
    .map((days) => Temporal.PlainDate.from('1990-01-01').add({ days }).toString());

  it.each([
    [DEFAULT_3_4_MONTHS],
    [DEFAULT_6_7_MONTHS],
    [DEFAULT_9_10_MONTHS],
    [STATUTORY_18_MONTHS],
    [DEFAULT_2_YEARS],
    [STATUTORY_3_YEARS],
    [DEFAULT_5_YEARS],
  ] as const)('[WI1] [AG3] 10,000 births have the same window by %j', (rule) => {
    if (rule.unit !== 'month') throw new Error('the rule goes by months');
    fc.assert(
      fc.property(birth, (born) => {
        const { first, last } = eligibleDays(day(born), rule);
        expect(first).toBe(byTemporal(born, rule.from));
        expect(last).toBe(
          Temporal.PlainDate.from(byTemporal(born, rule.until)).subtract({ days: 1 }).toString(),
        );
      }),
      { numRuns: 10_000 },
    );
  });
});
