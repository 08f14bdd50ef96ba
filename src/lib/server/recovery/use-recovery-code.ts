import { timingSafeEqual } from 'node:crypto';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import type { DeviceRow } from '../store/devices.ts';
import type { Tx } from '../store/hub-store.ts';
import { countWrongRecovery, dropRecoveryCode, findRecoveryCode } from '../store/recovery-codes.ts';
import { recoveryCodeHash } from './recovery-code-hash.ts';

/** Wrong tries after which a code is dead, whoever holds the right one. */
export const RECOVERY_MAX_WRONG = 5;

/**
 * Uses a person's code up, inside the request's transaction. What fails is counted and logged as well as what
 * works; why it failed is not said.
 * @returns whether it was the right code, in time
 */
export const useRecoveryCode = async (
  tx: Tx,
  hub: Hub,
  device: DeviceRow,
  { staffId, code }: { readonly staffId: string; readonly code: string },
): Promise<boolean> => {
  const { municipality, device_id: deviceId } = device;
  const at = hubTime(hub);
  const row = await findRecoveryCode(tx, municipality, staffId);
  const given = Buffer.from(recoveryCodeHash(hub, staffId, code));
  const known = Buffer.from(row?.code_hash ?? recoveryCodeHash(hub, staffId, ''));
  const isRight = timingSafeEqual(given, known) && row !== undefined;
  const isUsable = isRight && row.expires_at > at && row.wrong_tries < RECOVERY_MAX_WRONG;
  if (isUsable) await dropRecoveryCode(tx, staffId);
  else if (row !== undefined) await countWrongRecovery(tx, staffId);
  await appendAudit(tx, {
    at,
    municipality,
    actor: { kind: 'device', id: deviceId },
    action: isUsable ? 'staff-recovered' : 'recovery-refused',
    target: staffId,
  });
  return isUsable;
};
