const HOUR_MS = 3_600_000;

/** Age of the oldest record without a receipt at which staff are warned. */
export const UNSENT_WARNING_MS = 24 * HOUR_MS;

/** Age at which the alarm is raised: what is only on a tablet is lost with the tablet. */
export const UNSENT_ALARM_MS = 72 * HOUR_MS;

export type UnsentLevel = 'fine' | 'warning' | 'alarm';

/** How worrying the oldest unsent record is. @param oldestMs `undefined` when nothing is unsent */
export const unsentLevel = (oldestMs: number | undefined): UnsentLevel => {
  if (oldestMs === undefined || oldestMs < UNSENT_WARNING_MS) return 'fine';
  return oldestMs < UNSENT_ALARM_MS ? 'warning' : 'alarm';
};
