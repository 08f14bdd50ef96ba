import { LOCK_MINUTES } from '../../contract/bundle.ts';
import { problem, type Outcome } from '../../contract/problem.ts';
import { ok } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { updateClinicLock } from '../store/organisations.ts';

/** After how many minutes without a touch the staff screens of a clinic's tablets lock, from the next bundle on. */
export const setClinicLock = async (
  hub: Hub,
  actor: Actor,
  { municipality, clinicId }: { readonly municipality: string; readonly clinicId: string },
  minutes: number,
): Promise<Outcome<void>> => {
  if (!Number.isInteger(minutes) || minutes < LOCK_MINUTES.least || minutes > LOCK_MINUTES.most) {
    return problem('request-malformed', { field: 'minutes' });
  }
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    if (!(await updateClinicLock(tx, municipality, clinicId, minutes))) {
      return problem('request-malformed', { field: 'clinic' });
    }
    const detail = { minutes };
    await appendAudit(tx, { at, municipality, actor, action: 'clinic-lock-set', target: clinicId, detail });
    return ok(undefined);
  });
};
