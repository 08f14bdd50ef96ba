import { QUARANTINE_RECEIPT_TYPE, type QuarantineReceiptClaims } from '../../contract/quarantine-receipt.ts';
import { signJws } from '../../crypto/jws.ts';
import type { Hub } from '../hub.ts';
import type { HandedOver, Kept } from './quarantine-bytes.ts';

/** The hub's signed word that it keeps these bytes apart (隔離). Given once they are committed. */
export const quarantineReceipt = (
  hub: Hub,
  { revisionId, sha256 }: Pick<HandedOver, 'revisionId' | 'sha256'>,
  { quarantineId, code, at: hubTime }: Kept,
): Promise<string> => {
  const claims: QuarantineReceiptClaims = { quarantineId, revisionId, sha256, code, hubTime };
  return signJws(QUARANTINE_RECEIPT_TYPE, JSON.stringify(claims), hub.keys.signer('receipt'));
};
