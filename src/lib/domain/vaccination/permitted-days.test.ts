import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDayOfAge } from '../age.ts';
import { addDays, daysBetween } from '../civil-date.ts';
import { dayAfterGap, dayAttained, permittedDays } from './permitted-days.ts';
import type { AgeRange } from './vaccine.ts';
import { day } from './testing/a-child.ts';

const anyDay = fc.integer({ min: 0, max: 18_000 }).map((days) => addDays(day('2000-01-01'), days));

describe('permitted ages', () => {
  it.each([
    // birth, months, the day it is attained
    ['2026-04-01', 2, '2026-05-31'],
    ['2013-04-02', 2, '2013-06-01'],
    ['2020-07-31', 2, '2020-09-30'],
    ['2020-08-01', 2, '2020-09-30'],
    ['2018-12-29', 2, '2019-02-28'],
    ['2018-12-31', 2, '2019-02-28'],
    ['2018-12-31', 60, '2023-12-30'],
    ['2020-04-01', 12, '2021-03-31'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 24, '2026-02-28'],
    ['2024-02-29', 48, '2028-02-28'],
    ['2018-04-01', 90, '2025-09-30'],
  ])('[VC1] born %s, %i months are attained on %s', (birth, months, attained) => {
    expect(dayAttained(day(birth), months)).toBe(attained);
  });

  it('[VC1] the day of attaining belongs to both sides: 2 to 60 months ends on the eve of the fifth birthday', () => {
    const range: AgeRange = { unit: 'month', from: 2, until: 60 };
    expect(permittedDays(range, day('2018-04-01'))).toEqual({ first: '2018-05-31', last: '2023-03-31' });
  });

  it('[VC1] up to one year begins on the day of birth', () => {
    const range: AgeRange = { unit: 'month', from: 0, until: 12 };
    expect(permittedDays(range, day('2026-01-31'))).toEqual({ first: '2026-01-31', last: '2027-01-30' });
  });

  it('[VC1] is the day before the corresponding day for every birth and age', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 240 }), (birth, months) => {
        expect(daysBetween(dayAttained(birth, months), firstDayOfAge(birth, months))).toBe(1);
      }),
    );
  });

  it.each([
    // as printed by the ministry for a child born on 1 August 2020, a Saturday
    [42, '2020-09-12'],
    [104, '2020-11-13'],
    [168, '2021-01-16'],
    [224, '2021-03-13'],
  ])('[VC2] day %i after birth is %s', (days, date) => {
    expect(permittedDays({ unit: 'day', from: days, to: days }, day('2020-08-01'))?.first).toBe(date);
  });

  it.each([
    ['2019-04-01', '2024-04-01', '2025-03-31'],
    ['2019-04-02', '2025-04-01', '2026-03-31'],
    ['2020-03-31', '2025-04-01', '2026-03-31'],
    ['2020-04-01', '2025-04-01', '2026-03-31'],
    ['2020-02-29', '2025-04-01', '2026-03-31'],
  ])('[VC10] born %s, the year before school runs from %s to %s', (birth, first, last) => {
    expect(permittedDays({ unit: 'before-school' }, day(birth))).toEqual({ first, last });
  });

  it('[VC10] the year before school lies between the fifth and the seventh birthday', () => {
    fc.assert(
      fc.property(anyDay, (birth) => {
        const year = permittedDays({ unit: 'before-school' }, birth);
        expect(year && year.first >= dayAttained(birth, 60)).toBe(true);
        expect(year?.last !== undefined && year.last <= dayAttained(birth, 84)).toBe(true);
      }),
    );
  });

  it.each([
    ['2014-04-01', '2025-04-01', '2030-03-31'],
    ['2014-04-02', '2026-04-01', '2031-03-31'],
    ['2015-04-01', '2026-04-01', '2031-03-31'],
  ])('[VC14] born %s, HPV from %s to %s', (birth, first, last) => {
    expect(permittedDays({ unit: 'fiscal-year', from: 12, to: 16 }, day(birth))).toEqual({ first, last });
  });

  it('[VC15] 28w0d to 36w6d of a pregnancy due on 23 April 2026', () => {
    const range: AgeRange = { unit: 'gestation', from: 196, to: 258 };
    expect(permittedDays(range, day('1995-01-01'), day('2026-04-23'))).toEqual({
      first: '2026-01-29',
      last: '2026-04-01',
    });
    expect(permittedDays(range, day('1995-01-01'))).toBeUndefined();
  });
});

describe('intervals', () => {
  it('[VC3] 27 days lie between: a Tuesday is followed by the Tuesday four weeks later', () => {
    expect(dayAfterGap(day('2026-11-03'), { days: 27 })).toBe('2026-12-01');
    expect(dayAfterGap(day('2026-11-03'), { days: 6 })).toBe('2026-11-10');
  });

  it.each([
    ['2026-01-15', 1, '2026-02-15'],
    ['2026-01-31', 1, '2026-03-01'],
    ['2026-08-31', 6, '2027-03-01'],
    ['2027-08-31', 6, '2028-03-01'],
    ['2028-02-29', 12, '2029-03-01'],
  ])('[VC3] %s and %i months are over on %s', (given, months, from) => {
    expect(dayAfterGap(day(given), { months })).toBe(from);
  });
});
