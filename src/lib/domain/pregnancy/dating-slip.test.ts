import { describe, expect, it } from 'vitest';
import { parseCivilDate, type CivilDate } from '../civil-date.ts';
import { datingSlips, type Dating } from './dating-slip.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

const slips = (dating: Partial<Dating>) => datingSlips({ on: day('2026-11-21'), ...dating });

describe('what is written down of when a visit is', () => {
  const due = day('2027-03-01');
  const counted = { weeks: 25, days: 5, totalDays: 180 };

  it.each([
    [{ weeks: 25, days: 5 }, []],
    [{ weeks: 25, days: undefined }, []],
    [{ weeks: 25, days: 4 }, [{ rule: 'MS5', written: { weeks: 25, days: 4 }, counted }]],
    [{ weeks: 26, days: undefined }, [{ rule: 'MS5', written: { weeks: 26, days: undefined }, counted }]],
  ])('[MS5] of weeks %j is held against the due date', (weeks, expected) => {
    expect(slips({ dueBefore: due, weeks })).toEqual(expected);
    expect(slips({ weeks })).toEqual([]);
  });

  it('[MS5] goes by the due date written down today', () => {
    expect(slips({ due: day('2027-03-08'), weeks: { weeks: 24, days: 5 } })).toEqual([]);
  });

  it.each([
    [21, []],
    [20, [{ rule: 'MS6', written: 20, counted: 21 }]],
  ])('[MS6] of postpartum day %i is held against the delivery', (postpartumDay, expected) => {
    expect(slips({ deliveredBefore: day('2026-11-01'), postpartumDay })).toEqual(expected);
    expect(slips({ delivered: day('2026-11-01'), postpartumDay })).toEqual(expected);
    expect(slips({ postpartumDay })).toEqual([]);
  });

  it('[MS7] of a due date is asked back where it cannot be, or another one is known', () => {
    expect(slips({ due: day('2027-10-01') })).toEqual([
      { rule: 'MS7', due: '2027-10-01', why: 'before-conception' },
    ]);
    expect(slips({ due: day('2026-10-01'), weeks: { weeks: 30, days: 0 } })).toEqual([
      { rule: 'MS7', due: '2026-10-01', why: 'past-43-weeks' },
    ]);
    expect(slips({ due: day('2027-03-08'), dueBefore: due })).toEqual([
      { rule: 'MS7', due: '2027-03-08', before: due },
    ]);
    expect(slips({ due, dueBefore: due })).toEqual([]);
  });

  it.each([
    [6, 5, []],
    [5, 5, [{ rule: 'MS8', written: 5, before: 5 }]],
    [5, undefined, []],
  ])('[MS8] of visit %i after visit %s', (visitNumber, lastNumber, expected) => {
    expect(slips({ visitNumber, lastNumber })).toEqual(expected);
  });
});
