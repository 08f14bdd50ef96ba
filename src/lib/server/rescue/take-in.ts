import type { Outcome } from '../../contract/problem.ts';
import type { Hub } from '../hub.ts';
import { deliver } from '../intake/deliver.ts';
import type { Taken } from '../intake/accept.ts';
import { examine, type Examined, type Sent } from '../intake/examine.ts';
import { Lookups } from '../intake/lookups.ts';
import type { DeviceRow } from '../store/devices.ts';
import { findKnownRevisions } from '../store/revisions.ts';

/**
 * Takes sealed revisions in that came another way than by their tablet's own request, exactly as its requests would
 * be: same checks, same receipts, the identical receipt where one was given before. What is refused is set aside.
 * @returns one answer per revision, in their order
 */
export const takeIn = async (
  hub: Hub,
  device: DeviceRow,
  brought: readonly Sent[],
): Promise<readonly Outcome<Taken>[]> => {
  const ids = brought.map(({ revisionId }) => revisionId);
  const known = await findKnownRevisions(hub.store.db, ids);
  const look = new Lookups(hub);
  const items: Examined[] = [];
  for (const one of brought) items.push(await examine(look, device, one, known.get(one.revisionId)));
  const answered = await deliver(hub, { device, nonce: undefined, items });
  if (!answered.ok) throw new Error('what no request brought cannot be replayed');
  return answered.value;
};
