import { describe, expect, it } from 'vitest';
import { DEFAULT_3_4_MONTHS } from '../window.ts';
import { day, TODAY } from './testing/one-rule.ts';
import { childDoubts } from './wrong-child.ts';

const before = { on: day('2026-08-01'), heightCm: 62, headCm: 40.5 };

describe('signs of the wrong child', () => {
  it.each([
    [61, 40, []],
    [60.9, 40, [{ rule: 'WC1', field: 'heightCm', value: 60.9, before: 62 }]],
    [62, 39.9, [{ rule: 'WC1', field: 'headCm', value: 39.9, before: 40.5 }]],
    [Number.NaN, 41, []],
    [610, 41, []],
  ])('[WC1] height %d and head %d after 62 and 40.5 raise %j', (heightCm, headCm, doubts) => {
    expect(childDoubts({ today: TODAY, heightCm, headCm, before })).toEqual(doubts);
  });

  it('[WC1] does not take a measurement of today or later as an earlier one', () => {
    for (const on of [TODAY, day('2026-12-01')])
      expect(childDoubts({ today: TODAY, heightCm: 50, before: { on, heightCm: 62 } })).toEqual([]);
  });

  it.each([
    ['2026-11-22', [{ rule: 'WC2', age: 'not-born' }]],
    ['2026-08-22', [{ rule: 'WC2', age: 'too-early' }]],
    ['2026-08-21', []],
    ['2026-06-22', []],
    ['2026-06-21', [{ rule: 'WC2', age: 'too-late' }]],
  ])('[WC2] born on %s at 3 to under 5 months raises %j', (birth, doubts) => {
    expect(childDoubts({ today: TODAY, birth: day(birth), windows: [DEFAULT_3_4_MONTHS] })).toEqual(doubts);
  });

  it('[WC2] without a window only asks about a birth to come', () => {
    expect(childDoubts({ today: TODAY, birth: day('2016-11-22') })).toEqual([]);
    expect(childDoubts({ today: TODAY, birth: TODAY })).toEqual([]);
    expect(childDoubts({ today: TODAY, birth: day('2026-11-22') })).toHaveLength(1);
  });

  it('[WC3] asks about a look-alike, a twin for one, each time', () => {
    expect(childDoubts({ today: TODAY, lookAlike: true })).toEqual([{ rule: 'WC3' }]);
    expect(childDoubts({ today: TODAY, lookAlike: false })).toEqual([]);
  });
});
