import { PIN_COST_LEAST, type PinKdf } from '../../contract/people.ts';
import type { Hub } from '../hub.ts';
import { pinKeyTimes } from '../store/pin-key-times.ts';

/** What a PIN's key may take on any tablet of a clinic, milliseconds: guessers wait at least that, staff at most. */
export const PIN_KEY_MS = { least: 250, most: 2_500 } as const;

/** More than this many passes a bundle does not hold. */
const MOST_ITERATIONS = 32;

/**
 * Argon2id passes for which the fastest tablet needs {@link PIN_KEY_MS}.least and the slowest not more than `.most`;
 * where both cannot be had the slowest decides, but never below what every PIN has at least.
 *
 * @param least passes of every PIN
 * @param measuredMs what the clinic's tablets need at {@link PIN_COST_LEAST}, each
 */
export const pinIterations = (least: number, measuredMs: readonly number[]): number => {
  const perPass = measuredMs.filter((ms) => ms > 0).map((ms) => ms / PIN_COST_LEAST.iterations);
  if (perPass.length === 0) return least;
  const wanted = Math.ceil(PIN_KEY_MS.least / Math.min(...perPass));
  const bearable = Math.floor(PIN_KEY_MS.most / Math.max(...perPass));
  return Math.max(least, Math.min(wanted, bearable, MOST_ITERATIONS));
};

/** How slow a PIN that is set now is made, after what the clinic's tablets have reported of themselves. */
export const pinCostFor = async (hub: Hub, clinicId: string): Promise<Omit<PinKdf, 'salt'>> => ({
  ...hub.pinCost,
  iterations: pinIterations(hub.pinCost.iterations, await pinKeyTimes(hub.store.db, clinicId)),
});
