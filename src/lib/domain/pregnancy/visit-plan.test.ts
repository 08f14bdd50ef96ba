import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, parseCivilDate, type CivilDate } from '../civil-date.ts';
import { isSoundVisitPlan, plannedVisits, STANDARD_VISIT_PLAN, visitsOn, visitWeeks } from './visit-plan.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

const DUE = day('2027-03-01');
/** The day of `weeks` weeks and `days` days. */
const at = (weeks: number, days = 0): CivilDate => addDays(DUE, weeks * 7 + days - 280);

describe('the plan of 14 visits', () => {
  it('[VP1] has 4 to week 23, 6 from 24 to 35 and 4 from 36 on', () => {
    const weeks = visitWeeks(STANDARD_VISIT_PLAN);
    expect(weeks).toEqual([8, 12, 16, 20, 24, 26, 28, 30, 32, 34, 36, 37, 38, 39]);
    expect(weeks).toHaveLength(14);
  });

  it('[VP1] follows a municipality that begins in week 6 or plans 16 visits', () => {
    expect(visitWeeks({ ...STANDARD_VISIT_PLAN, firstWeek: 6 }).slice(0, 7)).toEqual([
      6, 10, 14, 18, 22, 24, 26,
    ]);
    expect(visitWeeks({ ...STANDARD_VISIT_PLAN, visits: 16 }).slice(-3)).toEqual([39, 40, 41]);
    expect(visitWeeks({ ...STANDARD_VISIT_PLAN, firstWeek: 30 }).slice(0, 4)).toEqual([30, 32, 34, 36]);
  });

  it.each([
    { ...STANDARD_VISIT_PLAN, firstWeek: 8.5 },
    { ...STANDARD_VISIT_PLAN, visits: 0 },
    { ...STANDARD_VISIT_PLAN, visits: Number.NaN },
    { ...STANDARD_VISIT_PLAN, stretches: [{ everyWeeks: 0, toWeek: 40 }] },
    { ...STANDARD_VISIT_PLAN, stretches: [{ everyWeeks: 1, toWeek: 44 }] },
    {
      ...STANDARD_VISIT_PLAN,
      stretches: [
        { everyWeeks: 2, toWeek: 20 },
        { everyWeeks: 1, toWeek: 20 },
      ],
    },
  ])('[VP2] has no visits where it is unsound: %j', (plan) => {
    expect(isSoundVisitPlan(plan)).toBe(false);
    expect(plannedVisits(DUE, plan)).toEqual([]);
  });

  it('[VP2] dates each visit from its week until the day before the next', () => {
    const visits = plannedVisits(DUE);
    expect(visits[0]).toEqual({ number: 1, week: 8, from: at(8), to: at(11, 6) });
    expect(visits[4]).toEqual({ number: 5, week: 24, from: at(24), to: at(25, 6) });
    expect(visits[13]).toEqual({ number: 14, week: 39, from: at(39), to: at(39, 6) });
    expect(isSoundVisitPlan(STANDARD_VISIT_PLAN)).toBe(true);
  });

  it.each([
    [7, 6, undefined, 1],
    [8, 0, 1, 2],
    [11, 6, 1, 2],
    [12, 0, 2, 3],
    [23, 6, 4, 5],
    [24, 0, 5, 6],
    [35, 6, 10, 11],
    [36, 0, 11, 12],
    [39, 6, 14, undefined],
    [40, 0, undefined, undefined],
    [43, 6, undefined, undefined],
  ])('[VP3] at %i weeks %i days visit %s is due and %s comes next', (weeks, days, current, next) => {
    const found = visitsOn(DUE, at(weeks, days));
    expect(found.ok && [found.value.current?.number, found.value.next?.number]).toEqual([current, next]);
  });

  it('[VP3] of a due date that cannot be has an outcome of its own', () => {
    expect(visitsOn(DUE, at(44))).toEqual({ ok: false, error: 'beyond-pregnancy' });
    expect(visitsOn(DUE, addDays(at(0), -1))).toEqual({ ok: false, error: 'before-pregnancy' });
    expect(plannedVisits(day('0001-01-01'))).toEqual([]);
    expect(visitsOn(day('9999-12-31'), day('9999-12-31'))).toEqual({ ok: true, value: {} });
  });

  it('[VP1] may have a single visit', () => {
    expect(visitWeeks({ ...STANDARD_VISIT_PLAN, visits: 1 })).toEqual([8]);
  });

  it('[VP2] leaves no day between its first and last visit without one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8 * 7, max: 40 * 7 - 1 }), (days) => {
        const found = visitsOn(DUE, addDays(at(0), days));
        expect(found.ok && found.value.current).toBeDefined();
      }),
    );
  });
});
