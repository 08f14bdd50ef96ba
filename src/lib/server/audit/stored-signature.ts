import { needsSignature } from '../../contract/revision.ts';
import { readClaim, verifyRevisionText } from '../../crypto/revision-text.ts';
import { thumbprint } from '../../crypto/staff-signing.ts';
import type { Db } from '../store/hub-store.ts';
import type { RevisionRow } from '../store/revisions.ts';
import { findStaffKey } from '../store/staff-keys.ts';

/** `missing`: confirmed, but by a tablet that could not sign. `invalid`: content, signature, author or key differ. */
export type StoredSignature = 'valid' | 'invalid' | 'missing' | 'none';

/**
 * Verifies a stored revision's signature anew, with nothing but what the store holds: the content as it stands now,
 * its signature, and the public key of its author, whose id commits to the key.
 */
export const storedSignature = async (
  db: Db,
  row: Pick<RevisionRow, 'content' | 'signature' | 'signature_jws' | 'status' | 'author_staff_id'>,
): Promise<StoredSignature> => {
  const { content: json, signature_jws: signature } = row;
  if ((signature !== null) !== (row.signature === 'valid')) return 'invalid';
  if (signature === null) return needsSignature(row.status) ? 'missing' : 'none';
  const claim = readClaim({ json, signature });
  const key = claim && (await findStaffKey(db, claim.kid));
  if (key?.staffId !== row.author_staff_id || key === undefined) return 'invalid';
  if ((await thumbprint(key)) !== key.kid) return 'invalid';
  return (await verifyRevisionText({ json, signature }, key)) ? 'valid' : 'invalid';
};
