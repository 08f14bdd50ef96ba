import { problem, type Outcome } from '../../contract/problem.ts';
import { isAcceptablePin } from '../../crypto/pin.ts';
import type { StaffRole } from '../../domain/program.ts';
import { ok } from '../../domain/result.ts';
import type { Actor } from '../actor.ts';
import { hubTime, newId, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import { findClinic } from '../store/organisations.ts';
import { findStaff, insertStaff, updateStaff } from '../store/staff.ts';
import { kanaText, plainText } from './plain-text.ts';
import { sealPin } from './set-pin.ts';
import { issueStaffKey, makeStaffKey } from './staff-signing-key.ts';

export interface NewStaff {
  readonly municipality: string;
  readonly clinicId: string;
  readonly name: string;
  readonly kana: string;
  readonly role: StaffRole;
  readonly pin: string;
}

/** Adds a member of staff. `request-malformed` names the field. @returns the staff id */
export const addStaff = async (hub: Hub, actor: Actor, input: NewStaff): Promise<Outcome<string>> => {
  const { municipality, clinicId, role, pin } = input;
  const name = plainText(input.name, 200);
  const kana = kanaText(input.kana, 200);
  if (name === undefined) return problem('request-malformed', { field: 'name' });
  if (kana === undefined) return problem('request-malformed', { field: 'kana' });
  if (!isAcceptablePin(pin)) return problem('request-malformed', { field: 'pin' });
  if ((await findClinic(hub.store.db, municipality, clinicId)) === undefined) {
    return problem('request-malformed', { field: 'clinic' });
  }
  const staffId = newId(hub);
  const sealedPin = await sealPin(hub, { staffId, clinicId }, pin);
  const signingKey = await makeStaffKey(hub, staffId);
  const at = hubTime(hub);
  await hub.store.write(async (tx) => {
    await insertStaff(tx, {
      staff_id: staffId,
      municipality,
      clinic_id: clinicId,
      name,
      kana,
      role,
      ...sealedPin,
      active: 1,
      created_at: at,
    });
    await appendAudit(tx, {
      at,
      municipality,
      actor,
      action: 'staff-added',
      target: staffId,
      detail: { role },
    });
    await issueStaffKey(tx, actor, municipality, signingKey);
  });
  return ok(staffId);
};

interface StaffOf {
  readonly municipality: string;
  readonly staffId: string;
}

/** Sets a new PIN; it holds from the next bundle on. */
export const setStaffPin = async (
  hub: Hub,
  actor: Actor,
  { municipality, staffId }: StaffOf,
  pin: string,
): Promise<Outcome<void>> => {
  if (!isAcceptablePin(pin)) return problem('request-malformed', { field: 'pin' });
  const staff = await findStaff(hub.store.db, municipality, staffId);
  if (staff === undefined) return problem('request-malformed', { field: 'staff' });
  const sealedPin = await sealPin(hub, { staffId, clinicId: staff.clinic_id }, pin);
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    if (!(await updateStaff(tx, municipality, staffId, sealedPin))) {
      return problem('request-malformed', { field: 'staff' });
    }
    await appendAudit(tx, { at, municipality, actor, action: 'staff-pin-set', target: staffId });
    return ok(undefined);
  });
};

/** Takes a member of staff off every tablet's list from the next bundle on. The record of who entered what stays. */
export const removeStaff = async (
  hub: Hub,
  actor: Actor,
  { municipality, staffId }: StaffOf,
): Promise<Outcome<void>> => {
  const at = hubTime(hub);
  return hub.store.write(async (tx) => {
    if (!(await updateStaff(tx, municipality, staffId, { active: 0 }))) {
      return problem('request-malformed', { field: 'staff' });
    }
    await appendAudit(tx, { at, municipality, actor, action: 'staff-removed', target: staffId });
    return ok(undefined);
  });
};
