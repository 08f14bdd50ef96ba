import { describe, expect, it } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import { knownDays } from './known-days.ts';
import { aShift } from './testing/a-shift.ts';

const child = aChild({ birthDate: '2026-08-09' });

describe('the days that dates in a form are held against', () => {
  it.each([
    ['on the morning of the list', '2026-11-20T15:00:00Z', '2026-11-21'],
    ['on the day after it', '2026-11-21T15:00:00Z', '2026-11-22'],
    ['with a clock that is behind the list', '2026-01-01T00:00:00Z', '2026-11-21'],
  ])('[FM12] are, %s, the birth of the child and today in Japan', async (_name, now, today) => {
    const { day } = (await aShift([child])).tablet;
    if (day === undefined) throw new Error('no list');
    expect(knownDays(child, day, Date.parse(now))).toEqual({ today, birth: '2026-08-09' });
  });
});
