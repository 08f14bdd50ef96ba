import { describe, expect, it } from 'vitest';
import type { Acuity } from '../facts.ts';
import { oneRule } from '../testing/one-rule.ts';

const acuity = (right: Acuity | undefined, left: Acuity | undefined, own = {}) =>
  oneRule('visual-acuity', { acuity: { right, left } }, own);

describe('visual acuity', () => {
  it.each<[Acuity, Acuity, readonly string[]]>([
    [0.5, 0.5, []],
    [1.2, 'passed', []],
    [0.4, 1, ['VS1']],
    [1, 0.4, ['VS1']],
    ['failed', 'passed', ['VS1']],
  ])('[VS1] right %s, left %s holds %j', (right, left, clauses) => {
    expect(acuity(right, left).clauses).toEqual(clauses);
  });

  it('[VS2] that could not be tested is no pass', () => {
    expect(acuity(0.5, 'could-not-test')).toMatchObject({ state: 'met', clauses: ['VS2'], urgency: 'again' });
    expect(acuity(0.3, 'could-not-test')).toMatchObject({ clauses: ['VS1', 'VS2'], urgency: 'refer' });
  });

  it('[CR1] is open while an eye is unknown', () => {
    expect(acuity(0.5, undefined)).toMatchObject({ state: 'open', missing: ['leftAcuity'] });
    expect(acuity(0.5, 50)).toMatchObject({ state: 'open', missing: ['leftAcuity'] });
    expect(acuity(0.4, undefined).state).toBe('met');
  });

  it('goes by the municipality’s pass', () => {
    expect(acuity(0.5, 0.5, { pass: 0.7 }).state).toBe('met');
  });
});
