import { problem, type Outcome } from '../../contract/problem.ts';
import { ok } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { instantOf } from '../instant.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { replaceRecoveryCode } from '../store/recovery-codes.ts';
import { findStaff } from '../store/staff.ts';
import { recoveryCodeHash } from './recovery-code-hash.ts';

/** How long a code may be used, by the hub's clock. */
export const RECOVERY_CODE_MINUTES = 10;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export interface IssuedRecoveryCode {
  /** 8 Crockford characters: 40 random bits. Shown once, never stored. */
  readonly code: string;
  readonly expiresAt: string;
}

/**
 * A one-time code that lets a member of staff back in on one tablet. It takes the place of an earlier one.
 * `request-malformed` when there is no such person who may unlock.
 */
export const issueRecoveryCode = async (
  hub: Hub,
  actor: Actor,
  { municipality, staffId }: { readonly municipality: string; readonly staffId: string },
): Promise<Outcome<IssuedRecoveryCode>> => {
  const staff = await findStaff(hub.store.db, municipality, staffId);
  if (staff?.active !== 1) return problem('request-malformed', { field: 'staff' });
  const code = Array.from(hub.random(8), (byte) => CROCKFORD.charAt(byte % 32)).join('');
  const at = hubTime(hub);
  const expiresAt = instantOf(hub.now() + RECOVERY_CODE_MINUTES * 60_000);
  await hub.store.write(async (tx) => {
    await replaceRecoveryCode(tx, {
      staff_id: staffId,
      municipality,
      code_hash: recoveryCodeHash(hub, staffId, code),
      wrong_tries: 0,
      created_at: at,
      expires_at: expiresAt,
    });
    await appendAudit(tx, { at, municipality, actor, action: 'recovery-code-issued', target: staffId });
  });
  return ok({ code, expiresAt });
};
