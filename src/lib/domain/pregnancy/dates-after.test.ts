import { describe, expect, it } from 'vitest';
import { parseCivilDate, type CivilDate } from '../civil-date.ts';
import { datesAfter } from './dates-after.ts';
import type { DueDateOf } from './due-date-problem.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

type Texts = Readonly<{ due?: string; delivered?: string }>;
const dates = ({ due, delivered }: Texts) => ({
  ...(due !== undefined && { due: day(due) }),
  ...(delivered !== undefined && { delivered: day(delivered) }),
});

/** What holds after a visit on 21 November 2026. */
const after = (of: DueDateOf, known: Texts, told: Texts) => {
  const found = datesAfter({
    of,
    birth: day('1995-03-02'),
    on: day('2026-11-21'),
    known: dates(known),
    told: dates(told),
  });
  return found.ok ? found.value : found.error;
};

describe('dates told at a later visit', () => {
  it('[DD4] correct the due date, and keep it where none is told', () => {
    expect(after('pregnancy', { due: '2027-03-01' }, { due: '2027-03-09' })).toEqual({ due: '2027-03-09' });
    expect(after('pregnancy', { due: '2027-03-01' }, {})).toEqual({ due: '2027-03-01' });
  });

  it('[DD4] of a new pregnancy take the place of the earlier one, with its delivery', () => {
    const first = { due: '2024-05-01', delivered: '2024-04-28' };
    expect(after('pregnancy', first, { due: '2027-03-01' })).toEqual({ due: '2027-03-01' });
  });

  it('[DD4] of a new birth end the pregnancy known before', () => {
    const first = { due: '2024-05-01', delivered: '2024-04-28' };
    expect(after('delivered', first, { delivered: '2026-11-01' })).toEqual({ delivered: '2026-11-01' });
    expect(after('delivered', { due: '2026-11-05' }, { delivered: '2026-11-01' })).toEqual({
      due: '2026-11-05',
      delivered: '2026-11-01',
    });
  });

  it('[DD4] of an earlier child’s birth leave the present pregnancy as it is', () => {
    expect(after('delivered', { due: '2027-06-01' }, { delivered: '2026-02-01' })).toEqual({
      due: '2027-06-01',
      delivered: '2026-02-01',
    });
  });

  it.each([
    ['2026-11-03', { delivered: '2026-11-03' }],
    ['2026-10-01', { delivered: '2026-10-01' }],
    ['2026-06-05', { delivered: '2026-06-05' }],
    ['2026-06-04', 'before-known-delivery'],
  ])('[DD5] correct a delivery known of 5 November 2026: %s', (delivered, expected) => {
    expect(after('delivered', { delivered: '2026-11-05' }, { delivered })).toEqual(expected);
  });

  it('[DD2] are refused where a delivery in this very pregnancy is known', () => {
    expect(after('pregnancy', { delivered: '2026-11-05' }, { due: '2026-11-25' })).toBe('already-delivered');
    expect(after('delivered', {}, { due: '2025-01-01', delivered: '2026-11-05' })).toBe(
      'contradicts-delivery',
    );
  });
});
