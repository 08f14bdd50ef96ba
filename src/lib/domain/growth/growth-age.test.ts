import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completedMonths } from '../age.ts';
import { addDays, civilDate, type CivilDate } from '../civil-date.ts';
import { correctedMonthsOn, growthAgeOn } from './growth-age.ts';

const day = (text: string): CivilDate => {
  const [year = 0, month = 0, date = 0] = text.split('-').map(Number);
  const found = civilDate({ year, month, day: date });
  if (found === undefined) throw new Error(`${text} is no day`);
  return found;
};

const births = fc.integer({ min: 0, max: 3000 }).map((days) => addDays(day('2019-01-01'), days));

describe('age in months with a fraction', () => {
  it.each([
    ['2026-01-31', '2026-01-31', 0, 0],
    ['2026-01-15', '2026-02-14', 30, 30 / 30.4375],
    ['2026-02-01', '2026-02-28', 27, 27 / 30.4375],
    ['2026-02-01', '2026-03-01', 28, 1],
    ['2026-01-31', '2026-03-01', 29, 1],
    ['2026-01-01', '2026-02-15', 45, 1.5],
    ['2024-08-31', '2026-02-28', 546, 17 + 28 / 29],
    ['2024-08-31', '2026-03-01', 547, 18],
  ])('[GR2] of a child born %s is on %s %d days, %d months', (birth, on, days, months) => {
    expect(growthAgeOn(day(birth), day(on))).toEqual({ days, months });
  });

  it('[GR2] is not there before birth', () => {
    expect(growthAgeOn(day('2026-01-02'), day('2026-01-01'))).toBeUndefined();
  });

  it('[GR2] has the completed months as its whole part, and grows every day', () => {
    fc.assert(
      fc.property(births, fc.integer({ min: 0, max: 2500 }), (birth, days) => {
        const on = addDays(birth, days);
        const months = growthAgeOn(birth, on)?.months ?? Number.NaN;
        expect(Math.floor(months)).toBe(completedMonths(birth, on));
        expect(growthAgeOn(birth, addDays(on, 1))?.months).toBeGreaterThan(months);
      }),
    );
  });

  it('[GR2] is negative before the due date, by its days to go', () => {
    expect(correctedMonthsOn(day('2026-03-11'), day('2026-03-01'))).toBeCloseTo(-10 / 30.4375, 12);
    expect(correctedMonthsOn(day('2026-03-11'), day('2026-03-11'))).toBe(0);
    expect(correctedMonthsOn(day('2026-03-11'), day('2026-06-11'))).toBe(3);
  });
});
