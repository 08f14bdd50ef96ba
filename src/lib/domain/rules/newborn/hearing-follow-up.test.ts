import { describe, expect, it } from 'vitest';
import type { NewbornHearing } from '../facts.ts';
import { day, oneRule } from '../testing/one-rule.ts';

const BIRTH = day('2026-08-31');

const hearing = (today: string, facts: NewbornHearing | undefined, own = {}) =>
  oneRule('newborn-hearing-follow-up', { today: day(today), child: { birth: BIRTH }, hearing: facts }, own);

const CONFIRMED: NewbornHearing = { first: 'refer', confirmation: 'refer' };

describe('the deadlines of newborn hearing screening', () => {
  it.each<[string, string, NewbornHearing, string, string]>([
    ['NH1', 'the first test', { first: 'not-done' }, '2026-09-03', '2026-09-04'],
    [
      'NH2',
      'the confirmation test',
      { first: 'refer', confirmation: 'not-done' },
      '2026-09-07',
      '2026-09-08',
    ],
    [
      'NH4',
      'the CMV test',
      { ...CONFIRMED, detailed: 'no-hearing-loss', cmv: 'not-done' },
      '2026-09-21',
      '2026-09-22',
    ],
    [
      'NH3',
      'the detailed examination',
      { ...CONFIRMED, cmv: 'done', detailed: 'not-done' },
      '2026-11-30',
      '2026-12-01',
    ],
    [
      'NH5',
      'intervention',
      { ...CONFIRMED, cmv: 'done', detailed: 'hearing-loss', intervention: 'not-done' },
      '2027-02-28',
      '2027-03-01',
    ],
  ])(
    '[NH1] [NH2] [NH3] [NH4] [NH5] %s: %s is in time on its last day and late the day after',
    (clause, _, facts, last, after) => {
      const inTime = hearing(last, facts);
      expect(inTime.state).toBe('not-met');
      expect(inTime.deadlines).toMatchObject([{ by: last, state: 'pending' }]);
      const late = hearing(after, facts);
      expect(late).toMatchObject({ state: 'met', clauses: [clause], urgency: 'refer' });
      expect(late.deadlines).toMatchObject([{ by: last, state: 'overdue' }]);
    },
  );

  it('[NH1] [NH2] asks nothing after a pass', () => {
    expect(hearing('2027-08-31', { first: 'pass' })).toMatchObject({ state: 'not-met', deadlines: [] });
    expect(hearing('2027-08-31', { first: 'refer', confirmation: 'pass' })).toMatchObject({
      state: 'not-met',
      deadlines: [],
    });
  });

  it('[NH3] [NH4] dates both steps from the confirmed リファー on', () => {
    expect(hearing('2026-09-10', CONFIRMED).deadlines).toEqual([
      { task: 'detailedHearingExamination', by: '2026-11-30', state: 'pending' },
      { task: 'cmvTest', by: '2026-09-21', state: 'pending' },
    ]);
  });

  it('[NH5] asks for nothing where no hearing loss was found', () => {
    const found = hearing('2027-08-31', { ...CONFIRMED, cmv: 'done', detailed: 'no-hearing-loss' });
    expect(found).toMatchObject({ state: 'not-met', deadlines: [] });
  });

  it('[CR1] stays open past the day when nothing is recorded', () => {
    expect(hearing('2026-09-08', { first: 'refer' })).toMatchObject({
      state: 'open',
      missing: ['confirmationTest'],
      deadlines: [{ task: 'confirmationTest', state: 'overdue' }],
    });
    expect(hearing('2026-12-01', undefined)).toMatchObject({ state: 'open', missing: ['firstHearingTest'] });
  });

  it('[CR3] stays open without a birth date, or with one to come', () => {
    for (const birth of [undefined, day('2026-12-01')]) {
      const found = oneRule('newborn-hearing-follow-up', {
        child: { birth },
        hearing: { first: 'not-done' },
      });
      expect(found).toMatchObject({ state: 'open', missing: ['birthDate'], deadlines: [] });
    }
  });

  it('[CR2] goes by the days of the municipality and says so', () => {
    const found = hearing(
      '2026-09-10',
      { first: 'refer', confirmation: 'not-done' },
      { confirmationDays: 14 },
    );
    expect(found).toMatchObject({ state: 'not-met', parameters: { confirmationDays: 14 } });
  });
});
