import { addDays, datePartsOf, type CivilDate } from '../civil-date.ts';
import { err, ok, type Result } from '../result.ts';
import { gestationalAgeOn, TERM_DAYS, type ImpossibleGestation } from './gestational-age.ts';

/** How often the mother is seen up to a week, both inclusive. */
export interface VisitStretch {
  readonly everyWeeks: number;
  readonly toWeek: number;
}

export interface VisitPlan {
  /** Completed week of the first visit. */
  readonly firstWeek: number;
  readonly stretches: readonly VisitStretch[];
  /** Visits in all. */
  readonly visits: number;
}

/**
 * 14 visits (妊婦健康診査): every 4 weeks to week 23, every 2 weeks from 24 to 35, every week from 36. The intervals
 * are the state's; the first visit in week 8 is what makes 4 + 6 + 4 visits of them (u).
 */
export const STANDARD_VISIT_PLAN: VisitPlan = {
  firstWeek: 8,
  stretches: [
    { everyWeeks: 4, toWeek: 23 },
    { everyWeeks: 2, toWeek: 35 },
    { everyWeeks: 1, toWeek: 43 },
  ],
  visits: 14,
};

export interface PlannedVisit {
  /** From 1. */
  readonly number: number;
  readonly week: number;
  /** First day of its week. */
  readonly from: CivilDate;
  /** The day before the next visit's first day; for the last visit the last day of its week. */
  readonly to: CivilDate;
}

const LAST_WEEK = 43;

/** Whether a plan has whole weeks from 0 to 43, stretches one after the other, and at least one visit. */
export const isSoundVisitPlan = ({ firstWeek, stretches, visits }: VisitPlan): boolean =>
  [firstWeek, visits, ...stretches.flatMap(({ everyWeeks, toWeek }) => [everyWeeks, toWeek])].every(
    Number.isInteger,
  ) &&
  firstWeek >= 0 &&
  visits >= 1 &&
  stretches.every(
    ({ everyWeeks, toWeek }, index) =>
      everyWeeks >= 1 && toWeek <= LAST_WEEK && toWeek > (stretches[index - 1]?.toWeek ?? -1),
  );

/** Completed weeks of the visits of a sound plan. A stretch begins anew in the week after the one before it ends. [VP1] */
export const visitWeeks = (plan: VisitPlan): readonly number[] => {
  if (!isSoundVisitPlan(plan)) return [];
  const { firstWeek, stretches, visits } = plan;
  const weeks: number[] = [];
  let week = firstWeek;
  for (const { everyWeeks, toWeek } of stretches) {
    for (; week <= toWeek && weeks.length < visits; week += everyWeeks) weeks.push(week);
    week = Math.max(firstWeek, toWeek + 1);
  }
  return weeks;
};

/** What a day means for the plan. `current` and `next` are left out where there is none. */
export interface VisitsOn {
  readonly current?: PlannedVisit;
  readonly next?: PlannedVisit;
}

/** Years in which a pregnancy can be planned, so that every day of it exists. */
const YEARS = { min: 2, max: 9998 } as const;

/** All visits of a pregnancy. Empty for an unsound plan and a due date at the ends of the calendar. [VP2] */
export const plannedVisits = (
  due: CivilDate,
  plan: VisitPlan = STANDARD_VISIT_PLAN,
): readonly PlannedVisit[] => {
  const { year } = datePartsOf(due);
  if (year < YEARS.min || year > YEARS.max) return [];
  const dayOf = (week: number): CivilDate => addDays(due, week * 7 - TERM_DAYS);
  const weeks = visitWeeks(plan);
  return weeks.map((week, index) => ({
    number: index + 1,
    week,
    from: dayOf(week),
    to: addDays(dayOf(weeks[index + 1] ?? week + 1), -1),
  }));
};

/** Which visit is due on a day and which comes next. After the last visit neither is planned. [VP3] */
export const visitsOn = (
  due: CivilDate,
  on: CivilDate,
  plan: VisitPlan = STANDARD_VISIT_PLAN,
): Result<VisitsOn, ImpossibleGestation> => {
  const age = gestationalAgeOn(due, on);
  if (!age.ok) return err(age.error);
  const visits = plannedVisits(due, plan);
  const current = visits.find(({ from, to }) => from <= on && on <= to);
  const next = visits.find(({ from }) => from > on);
  return ok({ ...(current && { current }), ...(next && { next }) });
};
