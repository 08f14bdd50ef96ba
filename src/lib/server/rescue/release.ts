import { problem, type Outcome } from '../../contract/problem.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import type { Taken } from '../intake/accept.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { findDevice } from '../store/devices.ts';
import { DRAFT_RESCUED, findQuarantine, markReleased } from '../store/quarantine.ts';
import { takeIn } from './take-in.ts';

/**
 * Takes a quarantined revision in as a normal one, with its receipt. It stays where it lies, marked as released;
 * releasing it again gives the identical receipt. `request-malformed` when the tenant has no such revision in
 * quarantine, else as the intake refuses it.
 */
export const releaseQuarantined = async (
  hub: Hub,
  actor: Actor,
  { municipality, quarantineId }: { readonly municipality: string; readonly quarantineId: string },
): Promise<Outcome<Taken>> => {
  const row = await findQuarantine(hub.store.db, municipality, quarantineId);
  if (row === undefined || row.code === DRAFT_RESCUED) {
    return problem('request-malformed', { field: 'quarantine' });
  }
  const device = await findDevice(hub.store.db, row.device_id);
  if (device === undefined) throw new Error('what is quarantined came from a device');
  const { record_id: recordId, revision_id: revisionId, sha256, code } = row;
  const [taken] = await takeIn(hub, device, [
    { recordId, revisionId, sha256, bytes: Uint8Array.from(row.bytes) },
  ]);
  if (taken === undefined) throw new Error('what was brought was left without an answer');
  if (!taken.ok || row.released_at !== null) return taken;
  const at = hubTime(hub);
  await hub.store.write(async (tx) => {
    if (!(await markReleased(tx, quarantineId, at))) return;
    const detail = { revisionId, code };
    await appendAudit(tx, {
      at,
      municipality,
      actor,
      action: 'quarantine-released',
      target: quarantineId,
      detail,
    });
  });
  return taken;
};
