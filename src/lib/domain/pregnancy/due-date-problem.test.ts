import { describe, expect, it } from 'vitest';
import { addDays, parseCivilDate, type CivilDate } from '../civil-date.ts';
import { dueDateProblem } from './due-date-problem.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

const ON = day('2026-11-21');
const MOTHER = day('1995-03-02');

describe('a due date', () => {
  it.each([
    [281, 'before-conception'],
    [280, undefined],
    [0, undefined],
    [-27, undefined],
    [-28, 'past-43-weeks'],
  ])('[DD1] %i days after the visit of a pregnancy: %s', (days, problem) => {
    expect(dueDateProblem(addDays(ON, days), { of: 'pregnancy', birth: MOTHER, on: ON })).toBe(problem);
  });

  it.each([
    ['2026-11-10', 'already-delivered'],
    ['2026-11-21', undefined],
    ['2026-02-01', undefined],
  ])('[DD2] in a week, of a mother delivered on %s, at a prenatal visit: %s', (delivered, problem) => {
    const context = { of: 'pregnancy', birth: MOTHER, on: ON, delivered: day(delivered) } as const;
    expect(dueDateProblem(addDays(ON, 7), context)).toBe(problem);
  });

  it.each([
    ['2026-10-01', '2026-10-20', undefined],
    ['2026-10-01', '2025-10-20', 'contradicts-delivery'],
    ['2026-01-01', '2026-11-01', 'contradicts-delivery'],
    [undefined, '2026-01-01', undefined],
    [undefined, '2027-10-01', 'before-conception'],
  ])('[DD2] of a mother delivered on %s who was due on %s: %s', (delivered, due, problem) => {
    const context = {
      of: 'delivered',
      birth: MOTHER,
      on: ON,
      delivered: delivered === undefined ? undefined : day(delivered),
    } as const;
    expect(dueDateProblem(day(due), context)).toBe(problem);
  });

  it.each([
    [126, undefined],
    [127, 'contradicts-birth'],
    [-27, undefined],
    [-28, 'contradicts-birth'],
  ])('[DD3] %i days after the birth of a child: %s', (days, problem) => {
    const birth = day('2026-08-10');
    expect(dueDateProblem(addDays(birth, days), { of: 'child', birth, on: ON })).toBe(problem);
  });
});
