import type { VerifyKey } from '../contract/bundle.ts';
import { parseNewer } from '../contract/parse-newer.ts';
import { QUARANTINE_RECEIPT_TYPE, QuarantineReceiptClaims } from '../contract/quarantine-receipt.ts';
import { verifyJws } from '../crypto/jws.ts';
import { readJson } from './read-json.ts';

/** Whether a listed key of the hub signed that exactly these bytes are kept in quarantine (隔離). */
export const isKeptInQuarantine = async (
  receipt: string,
  { revisionId, sha256 }: Pick<QuarantineReceiptClaims, 'revisionId' | 'sha256'>,
  keys: readonly VerifyKey[],
): Promise<boolean> => {
  const payload = await verifyJws(QUARANTINE_RECEIPT_TYPE, receipt, keys);
  const claims = parseNewer(QuarantineReceiptClaims, readJson(payload ?? ''));
  return claims.success && claims.data.revisionId === revisionId && claims.data.sha256 === sha256;
};
