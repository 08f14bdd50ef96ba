import { compareCivilDates, daysBetween, type CivilDate } from '../civil-date.ts';

/**
 * Postpartum day (産後日数), the day of delivery being day 1, as municipalities count "within 56 days". [PD1]
 * @returns `undefined` before the delivery
 */
export const postpartumDay = (delivery: CivilDate, on: CivilDate): number | undefined =>
  compareCivilDates(on, delivery) < 0 ? undefined : daysBetween(delivery, on) + 1;
