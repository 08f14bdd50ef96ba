import { describe, expect, it } from 'vitest';
import { parseCivilDate, type CivilDate } from '../civil-date.ts';
import { isSoundPostnatalWindow, POSTNATAL_WINDOWS, postnatalDays, postpartumDay } from './postpartum.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

const DELIVERY = day('2026-10-01');

describe('postpartum days', () => {
  it.each([
    ['2026-09-30', undefined],
    ['2026-10-01', 1],
    ['2026-10-02', 2],
    ['2026-11-25', 56],
    ['2026-11-26', 57],
  ])('[PD1] [PD3] %s after a delivery on 1 October is day %s', (on, expected) => {
    expect(postpartumDay(DELIVERY, day(on))).toBe(expected);
  });

  it('[PD1] of "within 56 days" end on the 56th day, the day of delivery included', () => {
    expect(postnatalDays(DELIVERY, { fromDay: 1, toDay: 56 })).toEqual({
      first: '2026-10-01',
      last: '2026-11-25',
    });
  });

  it('[PD2] have default windows that follow one another, and others where the municipality sets them', () => {
    expect(postnatalDays(DELIVERY, POSTNATAL_WINDOWS['postnatal-2w'])).toEqual({
      first: '2026-10-05',
      last: '2026-10-21',
    });
    expect(postnatalDays(DELIVERY, POSTNATAL_WINDOWS['postnatal-1m'])).toEqual({
      first: '2026-10-22',
      last: '2026-11-25',
    });
    expect(postnatalDays(DELIVERY, { fromDay: 1, toDay: 28 }).last).toBe('2026-10-28');
  });

  it.each([
    [5, 21, true],
    [1, 1, true],
    [0, 21, false],
    [21, 5, false],
    [5, Number.NaN, false],
    [5, 21.5, false],
  ])('[PD2] from day %d to day %d are sound: %s', (fromDay, toDay, sound) => {
    expect(isSoundPostnatalWindow({ fromDay, toDay })).toBe(sound);
  });
});
