import { problem, type Outcome } from '../../contract/problem.ts';
import { needsSignature } from '../../contract/revision.ts';
import { readClaim } from '../../crypto/revision-text.ts';
import { ok } from '../../domain/result.ts';
import type { Lookups } from './lookups.ts';
import type { Warning } from './notice.ts';
import type { ReadContent } from './read-content.ts';

/** What a revision's signature is worth, as it is stored and told. */
export interface SignatureCheck {
  readonly state: 'valid' | 'none';
  readonly warnings: readonly Warning[];
}

/**
 * Whether a revision is signed by the member of staff who is its author, over exactly the bytes that were sealed.
 * `staff-signature-invalid`: the signature is wrong or another person's, or what was confirmed has none. A revision
 * of version 1 could not be signed: it is taken with the warning `staff-signature-missing`.
 */
export const checkSignature = async (look: Lookups, read: ReadContent): Promise<Outcome<SignatureCheck>> => {
  const { content, writtenAs, text: json, signature } = read;
  if (signature === undefined) {
    if (!needsSignature(content.status)) return ok({ state: 'none', warnings: [] });
    return writtenAs === 1
      ? ok({ state: 'none', warnings: [{ code: 'staff-signature-missing' }] })
      : problem('staff-signature-invalid', { what: 'missing' });
  }
  const claim = readClaim({ json, signature });
  if (claim === undefined) return problem('staff-signature-invalid', { what: 'signature' });
  const key = await look.staffKey(claim.kid);
  if (content.author.kind !== 'staff' || key?.staffId !== content.author.staffId) {
    return problem('staff-signature-invalid', { what: 'key' });
  }
  return look.hub.deviceKeys.verify(key, claim.signature, claim.input)
    ? ok({ state: 'valid', warnings: [] })
    : problem('staff-signature-invalid', { what: 'signature' });
};
