import { LOCK_MINUTES } from '../contract/bundle.ts';
import type { BundleRow } from '../store/schema.ts';
import type { IdleLimits } from './IdleTimer.svelte.ts';

/** Seconds of warning before a screen locks by itself. */
const WARN_SECONDS = 30;

/** Hours after which whoever unlocked does so again, however busy. */
const AT_MOST_HOURS = 12;

/** When staff screens lock: after the minutes that the clinic set, the warning included, and after twelve hours. */
export const staffLimits = (day: BundleRow | undefined): IdleLimits => {
  const minutes = day?.bundle.clinic.lockMinutes ?? LOCK_MINUTES.usual;
  return {
    warnAfterMs: minutes * 60_000 - WARN_SECONDS * 1000,
    warnSeconds: WARN_SECONDS,
    atMostMs: AT_MOST_HOURS * 3_600_000,
  };
};
