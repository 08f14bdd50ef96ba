import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn, completedMonths, completedYears, firstDayOfAge } from './age.ts';
import { addDays, parseCivilDate, type CivilDate } from './civil-date.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

const anyDay = fc.integer({ min: 0, max: 36_500 }).map((days) => addDays(day('1990-01-01'), days));

describe('age', () => {
  it('[AG1] is 0 on the day of birth and unknown the day before', () => {
    expect(ageOn(day('2026-05-10'), day('2026-05-09'))).toBeUndefined();
    expect(ageOn(day('2026-05-10'), day('2026-05-10'))).toEqual({
      years: 0,
      months: 0,
      days: 0,
      totalMonths: 0,
    });
    expect(ageOn(day('2026-05-10'), day('2026-05-11'))?.days).toBe(1);
  });

  it.each([
    // birth, the day before, the day of, the day after; months completed on the day of
    ['2026-05-10', '2026-08-09', '2026-08-10', '2026-08-11', 3],
    ['2025-11-01', '2026-01-31', '2026-02-01', '2026-02-02', 3],
    ['2025-12-31', '2026-03-30', '2026-03-31', '2026-04-01', 3],
    ['2024-04-01', '2027-03-31', '2027-04-01', '2027-04-02', 36],
  ])(
    '[AG2] born %s: one month less on %s, attained on %s, kept on %s',
    (birth, before, of, after, months) => {
      expect(completedMonths(day(birth), day(before))).toBe(months - 1);
      expect(completedMonths(day(birth), day(of))).toBe(months);
      expect(completedMonths(day(birth), day(after))).toBe(months);
    },
  );

  it('[AG3] a child born on 31 August turns 18 months on 1 March', () => {
    expect(firstDayOfAge(day('2024-08-31'), 18)).toBe('2026-03-01');
    expect(completedMonths(day('2024-08-31'), day('2026-02-28'))).toBe(17);
    expect(completedMonths(day('2024-08-31'), day('2026-03-01'))).toBe(18);
    expect(completedMonths(day('2024-08-31'), day('2026-03-02'))).toBe(18);
  });

  it('[AG3] a child born on 29 February turns 3 years on 1 March and 4 years on 29 February', () => {
    const birth = day('2024-02-29');
    expect(completedYears(birth, day('2027-02-28'))).toBe(2);
    expect(completedYears(birth, day('2027-03-01'))).toBe(3);
    expect(completedYears(birth, day('2028-02-28'))).toBe(3);
    expect(completedYears(birth, day('2028-02-29'))).toBe(4);
  });

  it('[AG3] says how many days beyond the month, also over a short month', () => {
    expect(ageOn(day('2025-11-30'), day('2026-02-28'))).toEqual({
      years: 0,
      months: 2,
      days: 29,
      totalMonths: 2,
    });
    expect(ageOn(day('2025-11-30'), day('2026-03-01'))).toEqual({
      years: 0,
      months: 3,
      days: 0,
      totalMonths: 3,
    });
    expect(ageOn(day('2024-05-10'), day('2025-11-12'))).toEqual({
      years: 1,
      months: 6,
      days: 2,
      totalMonths: 18,
    });
  });

  it('[AG2] [AG3] changes exactly on the first day of an age', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 240 }), (birth, months) => {
        const first = firstDayOfAge(birth, months);
        expect(completedMonths(birth, first)).toBe(months);
        expect(completedMonths(birth, addDays(first, -1))).toBe(months - 1);
      }),
    );
  });

  it('grows by one day or one month with each day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 3_000 }), (birth, days) => {
        const today = ageOn(birth, addDays(birth, days));
        const tomorrow = ageOn(birth, addDays(birth, days + 1));
        const grown =
          tomorrow?.totalMonths === today?.totalMonths
            ? tomorrow?.days === (today?.days ?? 0) + 1
            : tomorrow?.days === 0 && tomorrow.totalMonths === (today?.totalMonths ?? 0) + 1;
        expect(grown).toBe(true);
        expect(today?.days).toBeLessThanOrEqual(30);
      }),
    );
  });
});
