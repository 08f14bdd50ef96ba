import { describe, expect, it } from 'vitest';
import { day, oneRule } from '../testing/one-rule.ts';

const at = (on: string, grams: number) => ({ on: day(on), grams });

/** 20 days from discharge to now. */
const gain = (grams: number, own = {}) =>
  oneRule(
    'weight-gain-1m',
    { weights: { discharge: at('2026-11-01', 3000), now: at('2026-11-21', 3000 + grams) } },
    own,
  );

describe('weight gain to one month', () => {
  it.each([
    [399, 'met'],
    [400, 'not-met'],
    [401, 'not-met'],
    [-50, 'met'],
  ])('[WG1] of %i g in 20 days is %s', (grams, state) => {
    expect(gain(grams).state).toBe(state);
  });

  it('[WG1] shows grams per day with both weights', () => {
    expect(gain(300).inputs).toEqual([
      { name: 'dischargeWeight', value: 3000, unit: 'g' },
      { name: 'weightNow', value: 3300, unit: 'g' },
      { name: 'gainPerDay', value: 15, unit: 'g/d' },
    ]);
  });

  it('[WG1] goes by the limit of the municipality', () => {
    expect(gain(370, { gramsPerDay: 18 }).state).toBe('not-met');
    expect(gain(350, { gramsPerDay: 18 })).toMatchObject({ state: 'met', parameters: { gramsPerDay: 18 } });
  });

  it('[WG2] is never counted from birth', () => {
    const found = oneRule('weight-gain-1m', {
      child: { birth: day('2026-10-25'), birthWeightGrams: 3000 },
      weights: { now: at('2026-11-21', 3100) },
    });
    expect(found).toMatchObject({ state: 'open', missing: ['dischargeWeight'] });
  });

  it('[WG2] goes by the lowest weight where that is wanted, and where discharge is not known', () => {
    const weights = { lowest: at('2026-10-28', 2800), now: at('2026-11-21', 3280) };
    const both = { ...weights, discharge: at('2026-11-01', 3000) };
    expect(oneRule('weight-gain-1m', { weights }).inputs).toContainEqual({
      name: 'gainPerDay',
      value: 20,
      unit: 'g/d',
    });
    expect(oneRule('weight-gain-1m', { weights: both }).state).toBe('met');
    expect(oneRule('weight-gain-1m', { weights: both }, { from: 'lowest' }).state).toBe('not-met');
  });

  it('[CR3] is open on the day of discharge, for a date to come and for a weight that cannot be', () => {
    const open = [
      { discharge: at('2026-11-21', 3000), now: at('2026-11-21', 3010) },
      { discharge: at('2026-11-01', 3000), now: at('2026-11-22', 3010) },
      { discharge: at('2026-11-01', 3), now: at('2026-11-21', 3010) },
      {},
    ].map((weights) => oneRule('weight-gain-1m', { weights }).state);
    expect(open).toEqual(['open', 'open', 'open', 'open']);
  });

  it('notes that a child is preterm and judges it alike', () => {
    const child = { birth: day('2026-10-20'), due: day('2026-12-10') };
    const weights = { discharge: at('2026-11-01', 2300), now: at('2026-11-21', 2500) };
    expect(oneRule('weight-gain-1m', { child, weights })).toMatchObject({ state: 'met', notes: ['preterm'] });
  });
});
