import { problem, type Outcome } from '../../contract/problem.ts';
import { ok } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { findMunicipality, insertMunicipality } from '../store/organisations.ts';
import { isMunicipalityCode } from './municipality-code.ts';
import { plainText } from './plain-text.ts';

/** Adds a tenant. `request-malformed` names the field; `field: code` also when the code is taken. */
export const addMunicipality = async (
  hub: Hub,
  actor: Actor,
  input: { readonly code: string; readonly name: string },
): Promise<Outcome<void>> => {
  const name = plainText(input.name, 200);
  const { code } = input;
  if (!isMunicipalityCode(code)) return problem('request-malformed', { field: 'code' });
  if (name === undefined) return problem('request-malformed', { field: 'name' });
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    if ((await findMunicipality(tx, code)) !== undefined)
      return problem('request-malformed', { field: 'code' });
    await insertMunicipality(tx, { code, name, created_at: at });
    await appendAudit(tx, { at, municipality: code, actor, action: 'municipality-added', target: code });
    return ok(undefined);
  });
};
