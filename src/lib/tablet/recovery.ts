import { problem, type Outcome } from '../contract/problem.ts';
import { normaliseRecoveryCode } from '../contract/recovery.ts';
import type { TabletStore } from '../store/port.ts';
import type { BundleRow, DeviceRow } from '../store/schema.ts';
import { commitWithAudit } from './audit.ts';
import type { HubApi } from './hub-api.ts';
import { withEntry } from './staff-wrap.ts';
import { loadBundle } from './stored.ts';
import { freshLock } from './vault.ts';
import type { World } from './world.ts';

interface Parts {
  readonly store: TabletStore;
  readonly world: Pick<World, 'now'>;
  readonly api: Pick<HubApi, 'recover'>;
}

/**
 * Lets in again who is locked out of this tablet, against an administrator's one-time code. The hub uses the code up
 * and gives a new wrap; it takes the place of the destroyed one in the same commit that forgets the wrong PINs. The
 * bundle here must be of the hub's shift of today: fetch it before.
 *
 * @returns the bundle with the new wrap
 */
export const recoverStaff = async (
  { store, world, api }: Parts,
  device: DeviceRow,
  { staffId, code }: { readonly staffId: string; readonly code: string },
): Promise<Outcome<BundleRow>> => {
  const normalised = normaliseRecoveryCode(code);
  if (normalised === undefined) return problem('recovery-code-invalid');
  const identity = { keyId: device.deviceId, signingKey: device.signingKey };
  const answer = await api.recover({ staffId, code: normalised }, identity);
  if (!answer.ok) return answer;
  const { shiftId, staff } = answer.value;
  const read = await loadBundle(store);
  if (!read.ok) return read;
  const row = read.value;
  if (row?.bundle.shift.shiftId !== shiftId || row.endedAt !== undefined) return problem('bundle-missing');
  if (staff.staffId !== staffId) return problem('answer-not-from-hub');
  const recovered = withEntry(row, staff);
  const committed = await commitWithAudit({ store, world }, { action: 'recovered', staffId }, () => ({
    ops: [
      { do: 'expect', table: 'meta', key: 'bundle', field: 'receivedAt', value: row.receivedAt },
      { do: 'put', table: 'meta', row: recovered },
      { do: 'put', table: 'staffLocks', row: freshLock(staffId, shiftId) },
    ],
  }));
  return committed.ok ? { ok: true, value: recovered } : committed;
};
