import type { Actor } from '../actor.ts';
import { newStaffKeyPair } from '../../crypto/staff-signing.ts';
import { hubTime, type Hub } from '../hub.ts';
import { appendAudit } from '../store/audit-chain.ts';
import type { Db } from '../store/hub-store.ts';
import { insertStaffKeyOnce, staffKeysOf, type StaffKeyRow } from '../store/staff-keys.ts';

/** A new signing key of a member of staff as it is stored: the private half under the at-rest key only. */
export const makeStaffKey = async (hub: Hub, staffId: string): Promise<StaffKeyRow> => {
  const { kid, x, y, pkcs8 } = await newStaffKeyPair();
  try {
    return {
      kid,
      staff_id: staffId,
      public_x: x,
      public_y: y,
      private_box: await hub.atRest.seal(pkcs8, 'staff-signing-key', kid),
      created_at: hubTime(hub),
    };
  } finally {
    pkcs8.fill(0);
  }
};

/** Stores a new key with its line in the audit chain, unless its person has one. */
export const issueStaffKey = async (
  tx: Db,
  actor: Actor,
  municipality: string,
  row: StaffKeyRow,
): Promise<void> => {
  if (!(await insertStaffKeyOnce(tx, row))) return;
  await appendAudit(tx, {
    at: row.created_at,
    municipality,
    actor,
    action: 'staff-key-issued',
    target: row.staff_id,
    detail: { kid: row.kid },
  });
};

/**
 * The signing keys of these members of staff, by staff id; made for those who have none yet. Two who ask at once get
 * the same.
 */
export const staffSigningKeys = async (
  hub: Hub,
  municipality: string,
  staffIds: readonly string[],
): Promise<ReadonlyMap<string, StaffKeyRow>> => {
  const kept = await staffKeysOf(hub.store.db, staffIds);
  const missing = staffIds.filter((staffId) => !kept.some((row) => row.staff_id === staffId));
  if (missing.length === 0) return new Map(kept.map((row) => [row.staff_id, row]));
  const made = await Promise.all(missing.map((staffId) => makeStaffKey(hub, staffId)));
  const all = await hub.store.write(async (tx) => {
    for (const row of made) await issueStaffKey(tx, { kind: 'hub', id: 'bundle' }, municipality, row);
    return staffKeysOf(tx, staffIds);
  });
  return new Map(all.map((row) => [row.staff_id, row]));
};
