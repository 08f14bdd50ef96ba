/** Screens get through this room what the hub measures by, too. */
export { UNSENT_ALARM_MS, UNSENT_WARNING_MS, unsentLevel, type UnsentLevel } from '../domain/unsent-age.ts';
