import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, parseCivilDate, type CivilDate } from '../civil-date.ts';
import { gestationDays } from '../corrected-age.ts';
import { dueDateFromLmp } from './due-date.ts';
import { gestationalAgeOn } from './gestational-age.ts';
import { trimesterOf } from './trimester.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

const DUE = day('2027-03-01');

describe('gestational age', () => {
  it.each([
    ['2026-05-25', 0, 0],
    ['2027-02-28', 39, 6],
    ['2027-03-01', 40, 0],
    ['2027-03-02', 40, 1],
    ['2027-03-28', 43, 6],
  ])('[GA1] on %s, due on 1 March, is %i weeks %i days', (on, weeks, days) => {
    expect(gestationalAgeOn(DUE, day(on))).toEqual({
      ok: true,
      value: { weeks, days, totalDays: weeks * 7 + days },
    });
  });

  it.each([
    ['2026-05-24', 'before-pregnancy'],
    ['2027-03-29', 'beyond-pregnancy'],
    ['0001-01-01', 'before-pregnancy'],
    ['9999-12-31', 'beyond-pregnancy'],
  ])('[GA2] on %s cannot be: %s', (on, error) => {
    expect(gestationalAgeOn(DUE, day(on))).toEqual({ ok: false, error });
  });

  it('[GA1] at birth is what the child’s record says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 154, max: 307 }), (days) => {
        const on = addDays(DUE, days - 280);
        const age = gestationalAgeOn(DUE, on);
        expect(age.ok && age.value.totalDays).toBe(gestationDays(on, DUE));
      }),
    );
  });
});

describe('the due date from the last menstrual period', () => {
  it('[GA3] is 280 days later', () => {
    expect(dueDateFromLmp(day('2026-05-25'), day('2026-11-21'))).toEqual({ ok: true, value: DUE });
    expect(dueDateFromLmp(day('2023-05-26'), day('2023-11-21'))).toEqual({ ok: true, value: '2024-03-01' });
  });

  it.each([
    ['2026-11-21', true],
    ['2026-11-22', 'lmp-in-future'],
    ['2026-01-18', true],
    ['2026-01-17', 'too-long-ago'],
    ['9999-12-31', 'lmp-in-future'],
    ['0001-01-01', 'too-long-ago'],
  ])('[GA4] a period of %s, today being 21 November 2026: %s', (lmp, expected) => {
    const found = dueDateFromLmp(day(lmp), day('2026-11-21'));
    expect(found.ok ? true : found.error).toBe(expected);
  });

  it('[GA4] at the end of the calendar is refused rather than thrown', () => {
    expect(dueDateFromLmp(day('9999-12-30'), day('9999-12-31'))).toMatchObject({ ok: false });
  });
});

describe('the trimester', () => {
  it.each([
    [0, 0, 'first'],
    [13, 6, 'first'],
    [14, 0, 'second'],
    [27, 6, 'second'],
    [28, 0, 'third'],
    [43, 6, 'third'],
  ])('[GA5] of %i weeks %i days is the %s', (weeks, days, trimester) => {
    expect(trimesterOf({ totalDays: weeks * 7 + days })).toBe(trimester);
  });
});
