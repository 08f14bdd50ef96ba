export const BACKOFF_BASE_MS = 2_000;
export const BACKOFF_CAP_MS = 300_000;

/**
 * Full jitter: a delay drawn evenly from 0 up to `min(cap, base × 2^failures)`, milliseconds. Tablets of one venue
 * that lost the hub together do not come back together.
 * @param failures failed tries before the present one, from 0
 * @param random draws from [0, 1)
 */
export const backoffMs = (failures: number, random: () => number): number =>
  Math.floor(random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.max(0, failures)));
