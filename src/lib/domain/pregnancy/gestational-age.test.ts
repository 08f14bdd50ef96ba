import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, parseCivilDate, type CivilDate } from '../civil-date.ts';
import { gestationDays } from '../corrected-age.ts';
import { gestationalAgeOn } from './gestational-age.ts';

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
