import { describe, expect, it } from 'vitest';
import { parseCivilDate, type CivilDate } from '../civil-date.ts';
import { postpartumDay } from './postpartum.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

describe('postpartum days', () => {
  it.each([
    ['2026-09-30', undefined],
    ['2026-10-01', 1],
    ['2026-10-02', 2],
    ['2026-11-25', 56],
    ['2026-11-26', 57],
  ])('[PD1] [PD3] %s after a delivery on 1 October is day %s', (on, expected) => {
    expect(postpartumDay(day('2026-10-01'), day(on))).toBe(expected);
  });
});
