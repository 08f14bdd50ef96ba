import { describe, expect, it } from 'vitest';
import { decide, look, notApplicable, type Clause } from './criterion.ts';

const clause = (id: string, value: number | undefined, urgency: Clause['urgency'] = 'watch'): Clause => ({
  id,
  holds: value === undefined ? undefined : value > 10,
  looksAt: [look(`value${id}`, value, 'g')],
  urgency,
});

describe('a finding', () => {
  it('[CR1] is met by one clause, with its inputs only, whatever else is unknown', () => {
    expect(decide([clause('A', 11), clause('B', undefined), clause('C', 1)])).toEqual({
      state: 'met',
      clauses: ['A'],
      urgency: 'watch',
      inputs: [{ name: 'valueA', value: 11, unit: 'g' }],
      missing: [],
      notes: [],
      deadlines: [],
    });
  });

  it('[CR1] names what it hangs on while it is open', () => {
    expect(decide([clause('A', 1), clause('B', undefined)])).toEqual({
      state: 'open',
      clauses: [],
      inputs: [{ name: 'valueA', value: 1, unit: 'g' }],
      missing: ['valueB'],
      notes: [],
      deadlines: [],
    });
  });

  it('[CR1] is not met when no clause holds', () => {
    expect(decide([clause('A', 1), clause('B', 2)]).state).toBe('not-met');
    expect(decide([]).state).toBe('not-met');
  });

  it('takes the strongest urgency of the clauses that hold', () => {
    const found = decide([clause('A', 11, 'watch'), clause('B', 12, 'at-once'), clause('C', 13, 'refer')]);
    expect(found.urgency).toBe('at-once');
    expect(found.clauses).toEqual(['A', 'B', 'C']);
  });

  it('names an input once, however many clauses look at it', () => {
    const twice = decide([clause('A', 1), clause('A', 1)]);
    expect(twice.inputs).toHaveLength(1);
  });

  it('[CR4] that does not apply says why and is neither met nor not met', () => {
    expect(notApplicable('age', [look('ageMonths', 3, 'mo'), look('words', undefined)])).toEqual({
      state: 'not-applicable',
      clauses: [],
      why: 'age',
      inputs: [{ name: 'ageMonths', value: 3, unit: 'mo' }],
      missing: [],
      notes: [],
      deadlines: [],
    });
  });
});
