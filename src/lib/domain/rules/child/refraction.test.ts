import { describe, expect, it } from 'vitest';
import type { Refraction } from '../facts.ts';
import { day, oneRule } from '../testing/one-rule.ts';

const usual = { sphericalEquivalent: 0.5, cylinder: -0.5 };

const reading = (refraction: Refraction, own = {}, birth = '2023-05-01') =>
  oneRule(
    'refraction-screening',
    {
      program: 'child-3y',
      child: { birth: day(birth) },
      refraction: { outcome: 'measured', strabismusFlag: false, right: usual, left: usual, ...refraction },
    },
    own,
  );

const eye = (sphericalEquivalent: number, cylinder = 0) => ({ sphericalEquivalent, cylinder });

describe('refraction screening', () => {
  it('meets nothing in usual eyes', () => {
    expect(reading({})).toMatchObject({ state: 'not-met', missing: [], notes: [] });
  });

  it.each<[string, string, string, Refraction, boolean]>([
    ['RF1', 'hyperopia 2.50', 'society', { right: eye(2.5), left: eye(2.5) }, false],
    ['RF1', 'hyperopia 2.75', 'society', { right: eye(2.75), left: eye(2.5) }, true],
    ['RF2', 'myopia 2.00', 'society', { right: eye(-2), left: eye(-2) }, false],
    ['RF2', 'myopia 2.25', 'society', { right: eye(-2), left: eye(-2.25) }, true],
    ['RF2', 'myopia 1.25', 'device', { right: eye(-1.25), left: eye(-1.25) }, false],
    ['RF2', 'myopia 1.50', 'device', { right: eye(-1.5), left: eye(-1.25) }, true],
    ['RF3', 'astigmatism 2.00', 'society', { left: eye(0.5, -2) }, false],
    ['RF3', 'astigmatism −2.25', 'society', { left: eye(0.5, -2.25) }, true],
    ['RF3', 'astigmatism +2.25', 'society', { left: eye(0.5, 2.25) }, true],
    ['RF3', 'astigmatism 1.75', 'device', { right: eye(0.5, -1.75) }, false],
    ['RF3', 'astigmatism 2.00', 'device', { right: eye(0.5, -2) }, true],
    ['RF4', 'anisometropia 1.50', 'society', { right: eye(0), left: eye(1.5) }, false],
    ['RF4', 'anisometropia 1.75', 'society', { right: eye(-0.25), left: eye(1.5) }, true],
    ['RF4', 'anisometropia 1.00', 'device', { right: eye(0), left: eye(1) }, false],
    ['RF4', 'anisometropia 1.25', 'device', { right: eye(0), left: eye(1.25) }, true],
  ])('[RF1] [RF2] [RF3] [RF4] %s: %s by the set of the %s: %j is %s', (clause, _, criteria, facts, met) => {
    const found = reading(facts, { criteria });
    expect(found.clauses).toEqual(met ? [clause] : []);
    expect(found.state).toBe(met ? 'met' : 'not-met');
  });

  it('[RF5] records the set it ran with, and takes the municipality’s own', () => {
    const facts = { right: eye(-1.5), left: eye(-1.5) };
    expect(reading(facts)).toMatchObject({ state: 'not-met', parameters: { criteria: 'society' } });
    expect(reading(facts, { criteria: 'own', myopia: 1 })).toMatchObject({
      state: 'met',
      parameters: { criteria: 'own', myopia: 1 },
    });
    expect(reading(facts, { criteria: 'society', myopia: 1 }).state).toBe('not-met');
  });

  it('[RF6] [RF7] refers the unmeasurable and the strabismus flag at any age', () => {
    expect(
      reading({ outcome: 'unmeasurable', right: undefined, left: undefined, strabismusFlag: undefined }),
    ).toMatchObject({
      state: 'met',
      clauses: ['RF6'],
    });
    expect(reading({ strabismusFlag: true }, {}, '2025-05-01')).toMatchObject({
      state: 'met',
      clauses: ['RF7'],
    });
  });

  it.each([
    ['2023-11-21', []],
    ['2023-11-22', ['precision-under-3y']],
  ])('[RF8] a child born on %s gets the notes %j', (birth, notes) => {
    expect(reading({}, {}, birth).notes).toEqual(notes);
  });

  it('[RF6] takes an outcome that is not recorded as measured where both eyes have a reading', () => {
    expect(reading({ outcome: undefined }).state).toBe('not-met');
    expect(reading({ outcome: undefined, left: undefined }).missing).toContain('refractionOutcome');
    expect(reading({ left: undefined }).missing).not.toContain('refractionOutcome');
  });

  it('[CR1] is open while an eye is unknown, unless the other is met', () => {
    expect(reading({ left: undefined })).toMatchObject({
      state: 'open',
      missing: ['leftSe', 'leftCylinder'],
    });
    expect(reading({ right: eye(3), left: undefined }).state).toBe('met');
    expect(reading({ strabismusFlag: undefined }).missing).toEqual(['strabismusFlag']);
    expect(reading({ right: eye(Number.NaN) }).missing).toContain('rightSe');
  });
});
