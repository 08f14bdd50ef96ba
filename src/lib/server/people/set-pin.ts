import { toBase64Url } from '../../contract/base64url.ts';
import type { PinKdf } from '../../contract/people.ts';
import { derivePinKey } from '../../crypto/pin.ts';
import type { Hub } from '../hub.ts';
import type { StaffRow } from '../store/staff.ts';
import { pinCostFor } from './pin-cost.ts';

/** How the row says that its PIN becomes a key. */
export const pinKdfOf = (row: StaffRow): PinKdf => ({
  salt: row.pin_salt,
  memoryKiB: row.pin_memory_kib,
  iterations: row.pin_iterations,
  parallelism: row.pin_parallelism,
});

/**
 * The columns that hold a PIN: its Argon2id output under the at-rest key, salt and cost. The cost is chosen for the
 * tablets of the clinic.
 */
export const sealPin = async (
  hub: Hub,
  { staffId, clinicId }: { readonly staffId: string; readonly clinicId: string },
  pin: string,
): Promise<
  Pick<StaffRow, 'pin_box' | 'pin_salt' | 'pin_memory_kib' | 'pin_iterations' | 'pin_parallelism'>
> => {
  const salt = toBase64Url(hub.random(16));
  const cost = await pinCostFor(hub, clinicId);
  const pinKey = await derivePinKey(pin, { salt, ...cost });
  return {
    pin_box: await hub.atRest.seal(pinKey, 'pin-key', staffId),
    pin_salt: salt,
    pin_memory_kib: cost.memoryKiB,
    pin_iterations: cost.iterations,
    pin_parallelism: cost.parallelism,
  };
};
