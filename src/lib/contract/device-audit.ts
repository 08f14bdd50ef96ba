import * as z from 'zod/mini';
import { Instant, Uuid } from './ids.ts';

export const AUDIT_RECEIPT_TYPE = 'hagukumi-audit-receipt+jws';

/** Most lines that travel in one request. */
export const DEVICE_AUDIT_MAX_LINES = 500;

/** Largest body of a request with that many lines, bytes. */
export const DEVICE_AUDIT_MAX_BYTES = 262_144;

const Hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/**
 * What happened on a tablet, of those it records. `set-aside` the hub keeps a revision apart that it could not take;
 * `parked` one that is not sent any more for another reason.
 */
export type DeviceAuditAction =
  | 'enrolled'
  | 'bundle-received'
  | 'unlocked'
  | 'unlock-refused'
  | 'locked'
  | 'shift-ended'
  | 'recovered'
  | 'passkey-added'
  | 'passkey-removed'
  | 'ticket-accepted'
  | 'ticket-refused'
  | 'code-refused'
  | 'board-read'
  | 'draft-opened'
  | 'section-read'
  | 'submitted'
  | 'saved'
  | 'confirmed'
  | 'delivered'
  | 'parked'
  | 'exported'
  | 're-offered'
  | 'quarantined'
  | 'revoked'
  | 'audit-pruned'
  | 'draft-expired'
  | 'draft-handed-over'
  | 'set-aside'
  | 'draft-set-aside';

/** One line of a tablet's audit log as it travels. Actions that a hub does not know are kept all the same. */
export const DeviceAuditLine = z.strictObject({
  seq: z.int().check(z.gte(1)),
  at: Instant,
  action: z.string().check(z.regex(/^[a-z-]{1,40}$/)),
  staffId: z.optional(Uuid),
  recordId: z.optional(Uuid),
  revisionId: z.optional(Uuid),
  /** Hex SHA-256 over the hash before and this line. */
  hash: Hash,
});
export type DeviceAuditLine = z.infer<typeof DeviceAuditLine>;

/** `POST /api/v1/device-audit`: lines in ascending order. */
export const DeviceAuditUpload = z.strictObject({
  lines: z.array(DeviceAuditLine).check(
    z.minLength(1),
    z.maxLength(DEVICE_AUDIT_MAX_LINES),
    z.refine((lines) => lines.every(({ seq }, index) => index === 0 || seq > (lines[index - 1]?.seq ?? 0))),
  ),
});
export type DeviceAuditUpload = z.infer<typeof DeviceAuditUpload>;

/** The hub's signed answer: the log up to this line is stored durably. */
export const AuditReceiptClaims = z.strictObject({
  deviceId: Uuid,
  /** Number of the last line. */
  upTo: z.int().check(z.gte(1)),
  /** Its hash, hex. */
  head: Hash,
  hubTime: Instant,
});
export type AuditReceiptClaims = z.infer<typeof AuditReceiptClaims>;

export const DeviceAuditAnswer = z.strictObject({
  /** Compact JWS of type {@link AUDIT_RECEIPT_TYPE}. */
  receipt: z.string().check(z.maxLength(4_096)),
  /** Whether every line followed from the one before. What does not follow is stored and marked, never refused. */
  follows: z.boolean(),
});
export type DeviceAuditAnswer = z.infer<typeof DeviceAuditAnswer>;

/** What a line's hash covers besides the hash before: a JSON array in fixed order, `null` for what is absent. */
export const auditLineText = (line: Omit<DeviceAuditLine, 'hash'>): string =>
  JSON.stringify([
    'hagukumi/audit/1',
    line.seq,
    line.at,
    line.action,
    line.staffId ?? null,
    line.recordId ?? null,
    line.revisionId ?? null,
  ]);
