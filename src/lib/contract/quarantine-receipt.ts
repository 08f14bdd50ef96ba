import * as z from 'zod/mini';
import { Instant, Uuid } from './ids.ts';

export const QUARANTINE_RECEIPT_TYPE = 'hagukumi-quarantine-receipt+jws';

/**
 * The hub's signed word that it keeps these bytes apart (隔離): stored durably, not taken in. Travels as a compact JWS
 * of type {@link QUARANTINE_RECEIPT_TYPE}. It is no receipt: the tablet keeps its bytes.
 */
export const QuarantineReceiptClaims = z.strictObject({
  quarantineId: Uuid,
  revisionId: Uuid,
  /** Lower-case hex SHA-256 of the bytes. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** Why they were set aside. */
  code: z.string().check(z.regex(/^[a-z-]{1,40}$/)),
  hubTime: Instant,
});
export type QuarantineReceiptClaims = z.infer<typeof QuarantineReceiptClaims>;

/** The answer to `POST /api/v1/drafts`: the hub keeps these bytes in quarantine. */
export const KeptDraft = z.strictObject({
  /** Compact JWS of type {@link QUARANTINE_RECEIPT_TYPE}; its `revisionId` is the draft's id. */
  quarantineReceipt: z.string().check(z.maxLength(4_096)),
});
export type KeptDraft = z.infer<typeof KeptDraft>;
