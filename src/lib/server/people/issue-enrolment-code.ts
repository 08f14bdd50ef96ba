import { problem, type Outcome } from '../../contract/problem.ts';
import { ok } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { instantOf } from '../instant.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { insertEnrolmentCode } from '../store/enrolment-codes.ts';
import { findClinic } from '../store/organisations.ts';

/** How long a code may be used, by the hub's clock. */
export const ENROLMENT_CODE_MINUTES = 10;

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export interface IssuedEnrolmentCode {
  /** 8 Crockford characters: 40 random bits. Shown once, never stored. */
  readonly code: string;
  readonly expiresAt: string;
}

/** A one-time code that makes a tablet one of this clinic's. `forbidden` when the clinic is not the tenant's. */
export const issueEnrolmentCode = async (
  hub: Hub,
  actor: Actor,
  { municipality, clinicId }: { readonly municipality: string; readonly clinicId: string },
): Promise<Outcome<IssuedEnrolmentCode>> => {
  if ((await findClinic(hub.store.db, municipality, clinicId)) === undefined) return problem('forbidden');
  const code = Array.from(hub.random(8), (byte) => CROCKFORD.charAt(byte % 32)).join('');
  const at = hubTime(hub);
  const expiresAt = instantOf(hub.now() + ENROLMENT_CODE_MINUTES * 60_000);
  await hub.store.write(async (tx) => {
    await insertEnrolmentCode(tx, {
      code_hash: hub.atRest.mac(code, 'enrolment-code'),
      municipality,
      clinic_id: clinicId,
      created_by: `${actor.kind}:${actor.id}`,
      created_at: at,
      expires_at: expiresAt,
      used_at: null,
      device_id: null,
    });
    await appendAudit(tx, { at, municipality, actor, action: 'enrolment-code-issued', target: clinicId });
  });
  return ok({ code, expiresAt });
};
