import * as z from 'zod/mini';
import { Instant, Uuid } from './ids.ts';

export const RECEIPT_TYPE = 'hagukumi-receipt+jws';
export const FORM_TYPE = 'hagukumi-form+jws';

/**
 * The hub's signed answer (受領証): these bytes are stored durably. Travels as a compact JWS of type
 * {@link RECEIPT_TYPE}; the same revision always gets the identical text.
 */
export const ReceiptClaims = z.strictObject({
  revisionId: Uuid,
  /** Lower-case hex SHA-256 of the envelope's bytes. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  /** Counts what this hub has taken in, from 1. */
  hubSeq: z.int().check(z.gte(1)),
  /** Hex SHA-256 head of the hub's audit chain after this revision. */
  chainHead: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  hubTime: Instant,
  /** Every hubSeq up to this one is in a backup; 0 when none is. */
  backupWatermark: z.int().check(z.gte(0)),
});
export type ReceiptClaims = z.infer<typeof ReceiptClaims>;

/** Body of a successful `PUT …/revisions/{id}`: 201 the first time, 200 for the same bytes again. */
export const IntakeResponse = z.strictObject({
  receipt: z.string().check(z.maxLength(4_096)),
  /**
   * What the hub noticed: clinical oddities and form deviations. They never refuse a record.
   * `code` from the form engine, `linkId` of the item.
   */
  warnings: z.array(z.strictObject({ code: z.string(), linkId: z.optional(z.string()) })),
});
export type IntakeResponse = z.infer<typeof IntakeResponse>;
