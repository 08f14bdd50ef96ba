import type { VerifyKey } from '../contract/bundle.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { RECEIPT_TYPE, ReceiptClaims } from '../contract/receipt.ts';
import { parseNewer } from '../contract/parse-newer.ts';
import { verifyJws } from '../crypto/jws.ts';
import { ok } from '../domain/result.ts';
import type { OutboxRow } from '../store/schema.ts';
import { readJson } from './read-json.ts';
import type { VerifiedReceipt } from './transport.ts';

/**
 * A receipt is one when a listed key of the hub signed it and it names this revision and the hash of these bytes.
 * Anything else is `receipt-invalid`; `detail.part` says which part failed.
 */
export const verifyReceipt = async (
  receipt: string,
  row: Pick<OutboxRow, 'revisionId' | 'sha256'>,
  keys: readonly VerifyKey[],
): Promise<Outcome<VerifiedReceipt>> => {
  const payload = await verifyJws(RECEIPT_TYPE, receipt, keys);
  if (payload === undefined) return problem('receipt-invalid', { part: 'signature' });
  const claims = parseNewer(ReceiptClaims, readJson(payload));
  if (!claims.success) return problem('receipt-invalid', { part: 'claims' });
  if (claims.data.revisionId !== row.revisionId) return problem('receipt-invalid', { part: 'revisionId' });
  if (claims.data.sha256 !== row.sha256) return problem('receipt-invalid', { part: 'sha256' });
  return ok({ receipt, claims: claims.data });
};
