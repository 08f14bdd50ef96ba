import { bodySize } from '../catalog/rule-facts/body.ts';
import { newbornWeights } from '../catalog/rule-facts/newborn.ts';
import { Told, type SectionAnswers } from '../catalog/rule-facts/told.ts';
import type { ChartMeasure, GrowthView } from '../charts/growth-axes.ts';
import { growthPointOn, type GrowthPoint } from '../charts/growth-point.ts';
import type { CivilDate } from '../domain/civil-date.ts';
import { growthAgeOn } from '../domain/growth/growth-age.ts';
import { subjectOf } from '../domain/program.ts';
import type { BodySize } from '../domain/slip.ts';
import type { RuledChild } from './checkup-criteria.ts';
import { earlierSizes, ruleSubjectOf } from './rule-subject-of.ts';

/** What is known of a child's growth: everything measured, by measure, oldest first. */
export interface GrowthRecord {
  readonly sex: 'male' | 'female' | 'unknown';
  readonly birth: CivilDate;
  readonly due: CivilDate | undefined;
  /** Day of the visit. */
  readonly on: CivilDate;
  /** Months with a fraction on the day of the visit. */
  readonly ageMonths: number;
  /** The view that holds today. */
  readonly view: GrowthView;
  /** Measured at this visit. */
  readonly today: BodySize;
  readonly points: Readonly<Record<ChartMeasure, readonly GrowthPoint[]>>;
}

const CHILD_VIEW_FROM_MONTHS = 12;
const GRAMS_PER_KG = 1000;

/**
 * Birth weight, the dated weights of the first weeks, what earlier visits measured and what this one did. A version that a newer one
 * took the place of is a corrected slip and no point; each of two versions in conflict is one.
 * @param versions the answers of the checkup, once for each newest version of the measurement; the last one is shown as
 * today's
 * @returns `undefined` for a mother, and when the visit lies before birth
 */
export const growthRecord = (
  { entry, facts: { date: on } }: RuledChild,
  versions: readonly SectionAnswers[],
): GrowthRecord | undefined => {
  const { program, sex, birth, due, birthWeightGrams } = ruleSubjectOf(entry);
  const age = birth !== undefined && on !== undefined ? growthAgeOn(birth, on) : undefined;
  if (birth === undefined || on === undefined || age === undefined || subjectOf(program) === 'mother')
    return undefined;
  const tolds = versions.map((version) => new Told(version));
  const told = tolds.at(-1);
  const pointsOf = (sizes: readonly (readonly [CivilDate, number | undefined])[]): readonly GrowthPoint[] => {
    const points = sizes.flatMap(([date, value]) =>
      value === undefined ? [] : (growthPointOn({ birth, due }, date, value) ?? []),
    );
    const once = new Map(points.map((point) => [`${point.date} ${point.value}`, point]));
    return [...once.values()].toSorted((a, b) => a.ageMonths - b.ageMonths);
  };
  const kg = (grams: number | undefined): number | undefined => grams && grams / GRAMS_PER_KG;
  const sizes = tolds.map(bodySize);
  const weights = told && newbornWeights(told, on, undefined);
  const firstWeeks = [weights?.lowest, weights?.discharge].filter((weighing) => weighing !== undefined);
  const before = earlierSizes(entry).filter((visit) => visit.on >= birth && visit.on < on);
  return {
    sex,
    birth,
    due,
    on,
    ageMonths: age.months,
    view: age.months < CHILD_VIEW_FROM_MONTHS ? 'infant' : 'child',
    today: sizes.at(-1) ?? {},
    points: {
      weightKg: pointsOf([
        [birth, kg(told?.quantity('birth-weight', 'g') ?? birthWeightGrams)],
        ...firstWeeks
          .filter((weighing) => weighing.on <= on)
          .map((weighing): readonly [CivilDate, number | undefined] => [weighing.on, kg(weighing.grams)]),
        ...before.map(({ on: day, size }): readonly [CivilDate, number | undefined] => [
          day,
          kg(size.weightGrams),
        ]),
        ...sizes.map((size): readonly [CivilDate, number | undefined] => [on, kg(size.weightGrams)]),
      ]),
      heightCm: pointsOf(
        [...before, ...sizes.map((size) => ({ on, size }))].map((visit) => [visit.on, visit.size.heightCm]),
      ),
      headCm: pointsOf(
        [...before, ...sizes.map((size) => ({ on, size }))].map((visit) => [visit.on, visit.size.headCm]),
      ),
    },
  };
};
