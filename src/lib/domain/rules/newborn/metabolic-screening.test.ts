import { describe, expect, it } from 'vitest';
import type { MetabolicScreening } from '../facts.ts';
import { day, oneRule } from '../testing/one-rule.ts';

const screening = (metabolic: MetabolicScreening | undefined, today = '2026-11-21') =>
  oneRule('newborn-metabolic-screening', {
    today: day(today),
    child: { birth: day('2026-10-01') },
    metabolic,
  });

const sampled = day('2026-10-06');

describe('newborn metabolic screening', () => {
  it('[NM1] is late without a sample from day 7 on', () => {
    expect(screening({ sampled: 'not-done' }, '2026-10-07')).toMatchObject({
      state: 'not-met',
      deadlines: [{ task: 'metabolicSample', by: '2026-10-07', state: 'pending' }],
    });
    expect(screening({ sampled: 'not-done' }, '2026-10-08')).toMatchObject({
      state: 'met',
      clauses: ['NM1'],
      urgency: 'at-once',
      deadlines: [{ state: 'overdue' }],
    });
  });

  it.each([
    ['2026-10-01', ['NM2']],
    ['2026-10-04', ['NM2']],
    ['2026-10-05', []],
    ['2026-10-07', []],
    ['2026-10-08', ['NM2']],
  ])('[NM2] a sample of %s, day 4 being 5 October, holds %j', (on, clauses) => {
    expect(screening({ sampled: day(on), result: 'normal' }).clauses).toEqual(clauses);
  });

  it('[NM3] asks for a second sample by result or unusable specimen', () => {
    expect(screening({ sampled, result: 'retest', retest: 'not-done' })).toMatchObject({
      clauses: ['NM3'],
      urgency: 'again',
    });
    expect(screening({ sampled, specimen: 'inadequate', retest: 'not-done' }).clauses).toEqual(['NM3']);
    expect(screening({ sampled, specimen: 'inadequate', result: 'normal', retest: 'not-done' }).state).toBe(
      'not-met',
    );
    expect(screening({ sampled, result: 'retest', retest: 'done' }).state).toBe('not-met');
    expect(screening({ sampled, result: 'retest' })).toMatchObject({
      state: 'open',
      missing: ['specimen', 'retest'],
    });
  });

  it('[NM4] 要精密 is followed up at once', () => {
    expect(screening({ sampled, result: 'detailed', detailed: 'not-done' })).toMatchObject({
      clauses: ['NM4'],
      urgency: 'at-once',
    });
    expect(screening({ sampled, result: 'detailed', detailed: 'done' }).state).toBe('not-met');
    expect(screening({ sampled, result: 'detailed' }).missing).toContain('detailedExamination');
  });

  it('[CR1] is open while nothing is recorded, and not met by a normal result without a date', () => {
    expect(screening(undefined).missing).toContain('sampled');
    expect(screening({ result: 'normal' }).state).toBe('not-met');
  });

  it('[CR3] takes a sample from before birth, or of a day to come, as not known', () => {
    for (const wrong of ['2026-09-30', '2026-11-22'])
      expect(screening({ sampled: day(wrong) }).missing).toContain('sampled');
  });
});
