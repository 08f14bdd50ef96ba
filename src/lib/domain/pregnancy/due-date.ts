import { addDays, datePartsOf, daysBetween, type CivilDate } from '../civil-date.ts';
import { err, ok, type Result } from '../result.ts';
import { LAST_DAY_OF_PREGNANCY, TERM_DAYS } from './gestational-age.ts';

/**
 * - `lmp-in-future`: the last menstrual period would begin after today
 * - `too-long-ago`: it began so long ago that the pregnancy would be past 43 weeks 6 days
 */
export type ImpossibleLmp = 'lmp-in-future' | 'too-long-ago';

/**
 * Due date (出産予定日) from the first day of the last menstrual period (最終月経開始日): 280 days later. A due date
 * corrected by ultrasound takes its place (u). [GA3] [GA4]
 */
export const dueDateFromLmp = (lmp: CivilDate, today: CivilDate): Result<CivilDate, ImpossibleLmp> => {
  const days = daysBetween(lmp, today);
  if (days < 0 || datePartsOf(lmp).year === 9999) return err('lmp-in-future');
  if (days > LAST_DAY_OF_PREGNANCY) return err('too-long-ago');
  return ok(addDays(lmp, TERM_DAYS));
};
