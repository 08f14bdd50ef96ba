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
  eligibilityOn,
  boundsOf,
  eligibleDays,
  isSoundWindow,
  WINDOW_BOUND_MAX,
  windowProblem,
  ownWindow,
  reachesBeyondLaw,
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

describe('a window rule', () => {
  it.each<[WindowRule, boolean]>([
    [DEFAULT_3_4_MONTHS, true],
    [{ unit: 'month', from: 3, until: 4 }, true],
    [{ unit: 'month', from: 3, until: 3 }, false],
    [{ unit: 'month', from: 5, until: 3 }, false],
    [{ unit: 'month', from: -1, until: 3 }, false],
    [{ unit: 'month', from: 0.5, until: 3 }, false],
    [{ unit: 'day', from: 28, to: 28 }, true],
    [{ unit: 'day', from: 28, to: 27 }, false],
    [{ unit: 'day', from: Number.NaN, to: 27 }, false],
  ])('%j is sound: %s', (rule, sound) => {
    expect(isSoundWindow(rule)).toBe(sound);
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

describe('a municipality’s own ages', () => {
  const law = { window: STATUTORY_18_MONTHS, statutory: STATUTORY_18_MONTHS };

  it('[WI10] are taken in the unit of the program, and within the law where it gives ages', () => {
    expect(ownWindow(law, { from: 18, end: 20 })).toEqual({ unit: 'month', from: 18, until: 20 });
    expect(ownWindow({ ...law, mayReachBeyond: true }, { from: 17, end: 25 })).toEqual({
      unit: 'month',
      from: 17,
      until: 25,
    });
    expect(reachesBeyondLaw(law, { from: 18, end: 24 })).toBe(false);
    expect(reachesBeyondLaw(law, { from: 17, end: 24 })).toBe(true);
    expect(reachesBeyondLaw(law, { from: 18, end: 25 })).toBe(true);
    expect(reachesBeyondLaw({}, { from: 0, end: 99 })).toBe(false);
    expect(ownWindow(law, { from: 17, end: 20 })).toBeUndefined();
    expect(ownWindow(law, { from: 18, end: 25 })).toBeUndefined();
    expect(ownWindow({ window: DEFAULT_1_MONTH }, { from: 27, end: 41 })).toEqual({
      unit: 'day',
      from: 27,
      to: 41,
    });
    expect(ownWindow({ window: DEFAULT_PRENATAL }, { from: 8, end: 41 })).toEqual({
      unit: 'gestation',
      from: 8,
      to: 41,
    });
  });

  it('[WI10] are refused when they hold no day, whatever the bounds', () => {
    const bound = fc.oneof(fc.integer({ min: -3, max: 90 }), fc.double());
    fc.assert(
      fc.property(fc.constantFrom(DEFAULT_3_4_MONTHS, DEFAULT_1_MONTH), bound, bound, (window, from, end) => {
        const own = ownWindow({ window }, { from, end });
        const isBound = (bound: number) => Number.isInteger(bound) && bound >= 0 && bound <= WINDOW_BOUND_MAX;
        const holds = isBound(from) && isBound(end);
        expect(own !== undefined).toBe(holds && (window.unit === 'month' ? end > from : end >= from));
        if (own !== undefined) expect(boundsOf(own)).toEqual({ from, end });
      }),
    );
  });

  it.each([
    ['18.5', { from: 18.5, end: 20 }, 'not-whole'],
    ['nothing', { from: Number.NaN, end: 20 }, 'not-whole'],
    ['less than birth', { from: -1, end: 20 }, 'not-whole'],
    ['more than a bundle may hold', { from: 18, end: WINDOW_BOUND_MAX + 1 }, 'not-whole'],
    ['the same month twice', { from: 18, end: 18 }, 'no-day'],
    ['an end before the beginning', { from: 20, end: 18 }, 'no-day'],
    ['earlier than the law', { from: 17, end: 24 }, 'beyond-law'],
    ['later than the law', { from: 18, end: 25 }, 'beyond-law'],
    ['the law itself', { from: 18, end: 24 }, undefined],
  ])('[WI10] given as %s say what is wrong', (_, bounds, why) => {
    expect(windowProblem(law, bounds)).toBe(why);
  });

  it('[WI10] of a mother after delivery begin on postpartum day 1 at the earliest', () => {
    expect(windowProblem({ window: DEFAULT_POSTNATAL_1_MONTH }, { from: 0, end: 56 })).toBe('before-first');
    expect(ownWindow({ window: DEFAULT_POSTNATAL_1_MONTH }, { from: 1, end: 56 })).toEqual({
      unit: 'postpartum',
      from: 1,
      to: 56,
    });
  });

  it('[WI10] of one day are a window by days, not by months', () => {
    expect(windowProblem({ window: DEFAULT_1_MONTH }, { from: 28, end: 28 })).toBeUndefined();
    expect(windowProblem({ window: DEFAULT_3_4_MONTHS }, { from: 3, end: 3 })).toBe('no-day');
  });
});
