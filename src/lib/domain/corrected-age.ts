import { ageOn, type Age } from './age.ts';
import { daysBetween, type CivilDate } from './civil-date.ts';

/** Days of pregnancy at the expected date of delivery: 40 weeks 0 days. */
const TERM_DAYS = 280;
/** Below 37 weeks 0 days is preterm (早産). */
const PRETERM_BELOW_DAYS = 259;
/** 22 weeks 0 days to 43 weeks 6 days, both inclusive; a due date outside contradicts the birth date. */
const GESTATION_DAYS = { min: 154, max: 307 } as const;

/** Age counted from the expected date of delivery (出産予定日) instead of from birth. */
export type CorrectedAge =
  | { readonly phase: 'before-due'; readonly daysUntilDue: number }
  | { readonly phase: 'after-due'; readonly age: Age };

/**
 * Corrected age (修正月齢) on a day. Before the due date it has no age yet, only days to go (予定日まであとn日).
 * For body size and development, never for eligibility. Source: 母子健康手帳情報支援サイト (HBSUP). [CA1] [CA2]
 */
export const correctedAgeOn = (due: CivilDate, on: CivilDate): CorrectedAge => {
  const age = ageOn(due, on);
  return age === undefined
    ? { phase: 'before-due', daysUntilDue: daysBetween(on, due) }
    : { phase: 'after-due', age };
};

/**
 * Days of pregnancy at birth (在胎日数), from the due date at 40 weeks 0 days.
 * @returns `undefined` outside 22w0d–43w6d: the two dates cannot both be right
 */
export const gestationDays = (birth: CivilDate, due: CivilDate): number | undefined => {
  const days = TERM_DAYS - daysBetween(birth, due);
  return days >= GESTATION_DAYS.min && days <= GESTATION_DAYS.max ? days : undefined;
};

/** Whether the child was born before 37 weeks 0 days, so that corrected age is shown beside actual age. [CA3] */
export const isPreterm = (birth: CivilDate, due: CivilDate): boolean => {
  const days = gestationDays(birth, due);
  return days !== undefined && days < PRETERM_BELOW_DAYS;
};
