import { describe, expect, it } from 'vitest';
import type { ChildBasics } from '../facts.ts';
import { day, oneRule } from '../testing/one-rule.ts';

const KEY_DATES = [
  ['DK1', 'development-head-control', 'headControl', '2026-07-21', '2026-07-22'],
  ['DK2', 'development-walking', 'walking', '2025-05-21', '2025-05-22'],
  ['DK3', 'development-words', 'words', '2025-05-21', '2025-05-22'],
  ['DK4', 'development-two-words', 'twoWordSentences', '2023-11-21', '2023-11-22'],
] as const;

const headControl = (child: ChildBasics | undefined, achieved: boolean | undefined = false) =>
  oneRule('development-head-control', { child, milestones: { headControl: achieved } });

describe('developmental key dates', () => {
  it.each(KEY_DATES)(
    '[DK1] [DK2] [DK3] [DK4] %s: %s is met when %s is not there on the first day of its age',
    (clause, id, milestone, birth, younger) => {
      const at = (born: string, achieved: boolean | undefined) =>
        oneRule(id, { child: { birth: day(born) }, milestones: { [milestone]: achieved } });
      expect(at(birth, false)).toMatchObject({ state: 'met', clauses: [clause], urgency: 'watch' });
      expect(at(birth, true).state).toBe('not-met');
      expect(at(birth, undefined)).toMatchObject({ state: 'open', missing: [milestone] });
      expect(at(younger, false)).toMatchObject({ state: 'not-applicable', why: 'age' });
      expect(at(younger, true).state).toBe('not-met');
    },
  );

  it.each([
    ['2026-07-21', 'met'],
    ['2026-07-22', 'not-applicable'],
    ['2027-01-01', 'not-applicable'],
  ])('[DK5] a preterm child due on %s goes by corrected age: %s', (due, state) => {
    const birth = day(due === '2027-01-01' ? '2026-09-01' : '2026-05-01');
    expect(headControl({ birth, due: day(due) })).toMatchObject({ state, notes: [] });
  });

  it('[DK5] goes by actual age from 36 months on, and for a child born at term', () => {
    const twoWords = (birth: string, due: string) =>
      oneRule('development-two-words', {
        child: { birth: day(birth), due: day(due) },
        milestones: { twoWordSentences: false },
      }).state;
    expect(twoWords('2023-11-21', '2024-01-21')).toBe('met');
    expect(headControl({ birth: day('2026-07-21'), due: day('2026-08-01') }).state).toBe('met');
  });

  it('goes by actual age without a due date, or with one that contradicts the birth, and notes it', () => {
    expect(headControl({ birth: day('2026-07-21') })).toMatchObject({
      state: 'met',
      notes: ['due-date-unknown'],
    });
    expect(headControl({ birth: day('2026-07-21'), due: day('2027-07-21') })).toMatchObject({
      state: 'met',
      notes: ['due-date-unknown'],
    });
  });

  it('[CR1] is open without a birth date, unless the milestone is there', () => {
    expect(headControl(undefined)).toMatchObject({ state: 'open', missing: ['birthDate'] });
    expect(headControl({ birth: day('2026-11-22') })).toMatchObject({
      state: 'open',
      missing: ['birthDate'],
    });
    expect(headControl(undefined, true).state).toBe('not-met');
  });
});
