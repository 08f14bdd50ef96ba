import { hasValidLuhn } from '../../contract/typed-code.ts';
import { problem, type Outcome } from '../../contract/problem.ts';
import { ok } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hubTime, newId, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { findMunicipality, insertClinic } from '../store/organisations.ts';
import { plainText } from './plain-text.ts';

export interface NewClinic {
  readonly municipality: string;
  readonly name: string;
  /** 医療機関コード, 10 digits; health centres have none. */
  readonly institutionCode?: string;
}

/** Adds a clinic or health centre. @returns its id; a wrong check digit is let pass and told of, as sources differ */
export const addClinic = async (
  hub: Hub,
  actor: Actor,
  { municipality, institutionCode, ...input }: NewClinic,
): Promise<Outcome<{ clinicId: string; checkDigitOk: boolean }>> => {
  const name = plainText(input.name, 200);
  if (name === undefined) return problem('request-malformed', { field: 'name' });
  if (institutionCode !== undefined && !/^\d{10}$/.test(institutionCode)) {
    return problem('request-malformed', { field: 'institutionCode' });
  }
  if ((await findMunicipality(hub.store.db, municipality)) === undefined) {
    return problem('request-malformed', { field: 'municipality' });
  }
  const clinicId = newId(hub);
  const at = hubTime(hub);
  await hub.store.write(async (tx) => {
    await insertClinic(tx, {
      clinic_id: clinicId,
      municipality,
      name,
      institution_code: institutionCode ?? null,
      created_at: at,
      lock_minutes: null,
    });
    await appendAudit(tx, { at, municipality, actor, action: 'clinic-added', target: clinicId });
  });
  return ok({ clinicId, checkDigitOk: institutionCode === undefined || hasValidLuhn(institutionCode) });
};
