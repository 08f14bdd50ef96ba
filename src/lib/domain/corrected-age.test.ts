import { describe, expect, it } from 'vitest';
import { correctedAgeOn, gestationDays, isPreterm } from './corrected-age.ts';
import { addDays, parseCivilDate, type CivilDate } from './civil-date.ts';
import { DEFAULT_3_4_MONTHS, eligibilityOn } from './window.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

describe('corrected age', () => {
  const due = day('2026-07-31');

  it('[CA2] is a number of days to go the day before the due date', () => {
    expect(correctedAgeOn(due, day('2026-07-30'))).toEqual({ phase: 'before-due', daysUntilDue: 1 });
    expect(correctedAgeOn(due, day('2026-06-30'))).toEqual({ phase: 'before-due', daysUntilDue: 31 });
  });

  it('[CA1] is 0 on the due date and grows from the day after', () => {
    expect(correctedAgeOn(due, due)).toMatchObject({ phase: 'after-due', age: { totalMonths: 0, days: 0 } });
    expect(correctedAgeOn(due, day('2026-08-01'))).toMatchObject({ age: { totalMonths: 0, days: 1 } });
    expect(correctedAgeOn(due, day('2026-10-31'))).toMatchObject({ age: { totalMonths: 3, days: 0 } });
  });

  it.each([
    ['2026-09-30', 1, 30],
    ['2026-10-01', 2, 0],
    ['2026-10-02', 2, 1],
  ])(
    '[CA1] keeps the rule of the missing day: due on 31 July, on %s %i months %i days',
    (on, totalMonths, days) => {
      expect(correctedAgeOn(due, day(on))).toMatchObject({ age: { totalMonths, days } });
    },
  );

  it('[CA4] does not decide eligibility', () => {
    const birth = day('2026-05-10');
    expect(eligibilityOn(birth, day('2026-08-10'), DEFAULT_3_4_MONTHS)).toBe('eligible');
    expect(correctedAgeOn(due, day('2026-08-10'))).toMatchObject({ age: { totalMonths: 0, days: 10 } });
  });
});

describe('preterm birth', () => {
  const due = day('2026-07-31');

  it.each([
    [-22, true],
    [-21, false],
    [-20, false],
    [0, false],
  ])('[CA3] %i days from the due date: preterm is %s', (days, preterm) => {
    expect(isPreterm(addDays(due, days), due)).toBe(preterm);
  });

  it.each([
    [-127, undefined],
    [-126, 154],
    [0, 280],
    [27, 307],
    [28, undefined],
  ])('[CA3] %i days from the due date gives %s days of pregnancy', (days, expected) => {
    expect(gestationDays(addDays(due, days), due)).toBe(expected);
  });

  it('[CA3] says nothing of preterm birth when the dates contradict each other', () => {
    expect(isPreterm(addDays(due, -200), due)).toBe(false);
  });
});
