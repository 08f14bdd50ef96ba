import { problem, type Outcome } from '../../contract/problem.ts';
import type { DeviceCaller } from '../auth/device-signature.ts';
import type { Hub } from '../hub.ts';
import type { Sent } from '../intake/examine.ts';
import { quarantineBytes, type Kept } from './quarantine-bytes.ts';
import { quarantineReceipt } from './quarantine-receipt.ts';

/**
 * What a revoked device sends is kept apart and not taken in. The answer is `device-revoked` all the same; it says
 * how many are kept, and of a single one proves it by a signed quarantine receipt. Nothing goes downwards.
 */
export const keepOfRevoked = async (
  hub: Hub,
  { device, once }: DeviceCaller,
  sent: readonly Sent[],
): Promise<Outcome<never>> => {
  const kept = await once(async (tx) => {
    const places: (Kept | undefined)[] = [];
    for (const one of sent) {
      places.push(await quarantineBytes(hub, tx, { ...one, device, code: 'device-revoked' }));
    }
    return places;
  });
  if (!kept.ok) return kept;
  const count = kept.value.filter((place) => place !== undefined).length;
  const [first, second] = sent;
  const [place] = kept.value;
  if (first === undefined || second !== undefined || place === undefined) {
    return problem('device-revoked', { kept: count });
  }
  return problem('device-revoked', {
    kept: count,
    quarantineReceipt: await quarantineReceipt(hub, first, place),
  });
};
