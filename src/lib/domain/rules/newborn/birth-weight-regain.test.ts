import { describe, expect, it } from 'vitest';
import { day, oneRule } from '../testing/one-rule.ts';

const at = (on: string, grams: number) => ({ on: day(on), grams });

const regain = (
  today: string,
  weights: Parameters<typeof oneRule>[1]['weights'],
  birthWeightGrams?: number,
) =>
  oneRule('birth-weight-regain', {
    today: day(today),
    child: { birth: day('2026-10-01'), birthWeightGrams: birthWeightGrams ?? 3000 },
    weights,
  });

describe('the return to birth weight', () => {
  it.each([
    [2701, 'not-met'],
    [2700, 'not-met'],
    [2699, 'met'],
  ])('[BW1] from 3000 g down to %i g is %s on day 4', (grams, state) => {
    const found = regain('2026-10-05', { lowest: at('2026-10-04', grams), now: at('2026-10-05', 2800) });
    expect(found.state).toBe(state);
    expect(found.clauses).toEqual(state === 'met' ? ['BW1'] : []);
  });

  it('[BW1] goes by the lowest of the weights there are', () => {
    expect(regain('2026-10-05', { now: at('2026-10-05', 2600) }).clauses).toEqual(['BW1']);
  });

  it.each([
    ['2026-10-21', 2990, 'not-met'],
    ['2026-10-22', 2999, 'met'],
    ['2026-10-22', 3000, 'not-met'],
    ['2026-10-23', 2990, 'met'],
  ])('[BW2] on %s, day 21 being 22 October, with %i g is %s', (today, grams, state) => {
    expect(regain(today, { now: at(today, grams) }).state).toBe(state);
  });

  it('[CR1] is open without birth weight, and decided without birth date before anything was lost', () => {
    const weights = { now: at('2026-10-25', 2990) };
    expect(
      oneRule('birth-weight-regain', {
        today: day('2026-10-25'),
        child: { birth: day('2026-10-01') },
        weights,
      }),
    ).toMatchObject({ state: 'open', missing: ['birthWeight'] });
    expect(oneRule('birth-weight-regain', { child: { birthWeightGrams: 2900 }, weights }).state).toBe(
      'not-met',
    );
    expect(oneRule('birth-weight-regain', { child: { birthWeightGrams: 3000 }, weights })).toMatchObject({
      state: 'open',
      missing: ['ageDays'],
    });
  });
});
