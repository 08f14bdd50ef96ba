import { MEAN_MONTH_DAYS } from './growth-age.ts';
import type { GrowthMeasure, ReferenceSex } from './growth-measure.ts';
import type { LmsRow } from './lms.ts';
import type { PercentileValues } from './percentile-band.ts';
import { CHEST_H22, CLASS_STARTS_H22 } from './survey-2010-chest.ts';
import { BIRTH_WEIGHT_R5, CLASS_STARTS_R5, FIRST_DAYS_WEIGHT_R5, LMS_R5 } from './survey-2023.ts';

/** What a survey says of one measure and sex. All lists are parallel and ascend with age. */
export interface GrowthTable {
  /** Ages the rows stand for, in months: birth, days 1–4 (weight), day 30, then the middle of each class. */
  readonly ages: readonly number[];
  readonly rows: readonly LmsRow[];
  /** First months of the classes, and where the last one ends. */
  readonly classStarts: readonly number[];
  /** How many rows stand before the classes. */
  readonly rowsBeforeClasses: number;
  /** Values of the day of birth, where they are not Box-Cox normal. */
  readonly atBirth?: PercentileValues;
  /** Every line but the 50th is derived from a standard deviation. */
  readonly approximate: boolean;
}

const DAY_30 = 30 / MEAN_MONTH_DAYS;

/** A normal distribution is the Box-Cox one of power 1. */
const normalRow = ([median, sd]: readonly [number, number]): LmsRow => [1, median, sd / median];

const tableOf = (
  [birth, day30, ...classes]: readonly LmsRow[],
  starts: readonly number[],
  firstDays: readonly LmsRow[] = [],
): Omit<GrowthTable, 'atBirth' | 'approximate'> => {
  if (birth === undefined || day30 === undefined) throw new Error('A table begins with birth and day 30.');
  // Head has no classes from 3 years on.
  const classStarts = starts.slice(0, classes.length + 1);
  const middles = classes.map((_, index) => ((classStarts[index] ?? 0) + (classStarts[index + 1] ?? 0)) / 2);
  return {
    ages: [0, ...firstDays.map((_, index) => (index + 1) / MEAN_MONTH_DAYS), DAY_30, ...middles],
    rows: [birth, ...firstDays, day30, ...classes],
    classStarts,
    rowsBeforeClasses: firstDays.length + 2,
  };
};

const bySex = (make: (sex: ReferenceSex) => GrowthTable): Readonly<Record<ReferenceSex, GrowthTable>> => ({
  male: make('male'),
  female: make('female'),
});

const TABLES: Readonly<Record<GrowthMeasure, Readonly<Record<ReferenceSex, GrowthTable>>>> = {
  weightKg: bySex((sex) => ({
    ...tableOf(LMS_R5.weightKg[sex], CLASS_STARTS_R5, FIRST_DAYS_WEIGHT_R5[sex].map(normalRow)),
    atBirth: BIRTH_WEIGHT_R5[sex],
    approximate: false,
  })),
  heightCm: bySex((sex) => ({ ...tableOf(LMS_R5.heightCm[sex], CLASS_STARTS_R5), approximate: false })),
  headCm: bySex((sex) => ({ ...tableOf(LMS_R5.headCm[sex], CLASS_STARTS_R5), approximate: false })),
  chestCm: bySex((sex) => ({
    ...tableOf(CHEST_H22[sex].map(normalRow), CLASS_STARTS_H22),
    approximate: true,
  })),
};

export const growthTable = (measure: GrowthMeasure, sex: ReferenceSex): GrowthTable => TABLES[measure][sex];

/** Index of the last number that is not over `wanted`, -1 when all are. `ascending` is searched by halves. */
export const lastNotOver = (ascending: readonly number[], wanted: number): number => {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** Months at which the table ends, not included: 78, head 36. From 0 on it holds every age. */
export const endOfTable = ({ classStarts }: GrowthTable): number => classStarts.at(-1) ?? 0;

/** The middle of the last class, in months: as far as curves are drawn. */
export const endOfCurve = ({ ages }: GrowthTable): number => ages.at(-1) ?? 0;
