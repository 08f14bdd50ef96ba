import { problem, type Outcome } from '../../contract/problem.ts';
import { ok } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { revokeDevice as markRevoked } from '../store/devices.ts';

/** Withdraws the hub's trust in a device, at once and for good. `request-malformed` when it is not the tenant's. */
export const revokeDevice = (
  hub: Hub,
  actor: Actor,
  { municipality, deviceId }: { readonly municipality: string; readonly deviceId: string },
): Promise<Outcome<void>> => {
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    if (!(await markRevoked(tx, municipality, deviceId, at))) {
      return problem('request-malformed', { field: 'device' });
    }
    await appendAudit(tx, { at, municipality, actor, action: 'device-revoked', target: deviceId });
    return ok(undefined);
  });
};
