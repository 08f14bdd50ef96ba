import { addDays, compareCivilDates, daysBetween, type CivilDate } from '../civil-date.ts';
import type { EligibleDays } from '../window.ts';

/**
 * Postpartum day (産後日数), the day of delivery being day 1, as municipalities count "within 56 days".
 * @returns `undefined` before the delivery
 */
export const postpartumDay = (delivery: CivilDate, on: CivilDate): number | undefined =>
  compareCivilDates(on, delivery) < 0 ? undefined : daysBetween(delivery, on) + 1;

/** When a postnatal checkup (産婦健診) is given: postpartum days, both inclusive, the day of delivery being day 1. */
export interface PostnatalWindow {
  readonly fromDay: number;
  readonly toDay: number;
}

/**
 * Defaults; each municipality sets its own (掛川市 5–21 and 22–56, 豊橋市 to 4 and to 8 weeks, 高松市 within 56 days
 * with the day of delivery counted). That 掛川市 counts the day of delivery is (u). [PD2]
 */
export const POSTNATAL_WINDOWS: Readonly<Record<'postnatal-2w' | 'postnatal-1m', PostnatalWindow>> = {
  'postnatal-2w': { fromDay: 5, toDay: 21 },
  'postnatal-1m': { fromDay: 22, toDay: 56 },
};

/** Whether a window has whole bounds from day 1 on and at least one day. */
export const isSoundPostnatalWindow = ({ fromDay, toDay }: PostnatalWindow): boolean =>
  Number.isInteger(fromDay) && Number.isInteger(toDay) && fromDay >= 1 && toDay >= fromDay;

/** First and last day of a window. [PD1] [PD3] */
export const postnatalDays = (delivery: CivilDate, { fromDay, toDay }: PostnatalWindow): EligibleDays => ({
  first: addDays(delivery, fromDay - 1),
  last: addDays(delivery, toDay - 1),
});
