import { PIN_COST_LEAST } from '../../contract/people.ts';
import type { Hub } from '../hub.ts';
import { listClinics } from '../store/organisations.ts';
import { pinKeyTimes } from '../store/pin-key-times.ts';
import { activeStaff } from '../store/staff.ts';
import { PIN_KEY_MS } from './pin-cost.ts';

/** A clinic with PINs that its fastest tablet derives in less than it should. */
export interface FastPins {
  readonly clinicName: string;
  /** Whose PIN should be set anew. */
  readonly staffIds: readonly string[];
  /** What the fastest of them takes, milliseconds. */
  readonly ms: number;
}

/** Where a tablet has become faster than the PINs were made for. */
export const fastPins = async (hub: Hub, municipality: string): Promise<readonly FastPins[]> => {
  const { db } = hub.store;
  const found: FastPins[] = [];
  for (const { clinic_id: clinicId, name: clinicName } of await listClinics(db, municipality)) {
    const fastest = Math.min(...(await pinKeyTimes(db, clinicId)));
    if (fastest === Infinity) continue;
    const times = (await activeStaff(db, clinicId)).map((row) => ({
      staffId: row.staff_id,
      ms: Math.round((fastest * row.pin_iterations) / PIN_COST_LEAST.iterations),
    }));
    const fast = times.filter(({ ms }) => ms < PIN_KEY_MS.least);
    if (fast.length === 0) continue;
    const staffIds = fast.map(({ staffId }) => staffId);
    found.push({ clinicName, staffIds, ms: Math.min(...fast.map(({ ms }) => ms)) });
  }
  return found;
};
