import { addDays, daysBetween, type CivilDate } from '../civil-date.ts';
import { err, ok, type Result } from '../result.ts';

/** Days of pregnancy on the due date: 40 weeks 0 days. */
export const TERM_DAYS = 280;

/** 43 weeks 6 days: the last day a pregnancy can last (u). */
const LAST_DAY_OF_PREGNANCY = 307;

/** 0 weeks 0 days of the pregnancy with this due date. [GA1] */
export const pregnancyBegins = (due: CivilDate): CivilDate => addDays(due, -TERM_DAYS);

/** Gestational age (妊娠週数), completed weeks and days. */
export interface GestationalAge {
  /** 0–43. */
  readonly weeks: number;
  /** Days beyond the completed weeks, 0–6. */
  readonly days: number;
  /** All days, 0–307. */
  readonly totalDays: number;
}

/**
 * - `before-pregnancy`: the due date lies more than 280 days ahead
 * - `beyond-pregnancy`: it lies so far back that the pregnancy would be past 43 weeks 6 days
 */
export type ImpossibleGestation = 'before-pregnancy' | 'beyond-pregnancy';

/** Gestational age on a day, the due date being 40 weeks 0 days. [GA1] [GA2] */
export const gestationalAgeOn = (
  due: CivilDate,
  on: CivilDate,
): Result<GestationalAge, ImpossibleGestation> => {
  const totalDays = TERM_DAYS - daysBetween(on, due);
  if (totalDays < 0) return err('before-pregnancy');
  if (totalDays > LAST_DAY_OF_PREGNANCY) return err('beyond-pregnancy');
  return ok({ weeks: Math.floor(totalDays / 7), days: totalDays % 7, totalDays });
};
