import type { DayBundle, HubKeys } from '../contract/bundle.ts';
import type { ProblemCode } from '../contract/problem.ts';

/** Who this tablet is. Written once at enrolment. The two keys are non-extractable. */
export interface DeviceRow {
  readonly key: 'device';
  readonly deviceId: string;
  readonly label: string;
  readonly municipality: { readonly code: string; readonly name: string };
  readonly clinic: { readonly clinicId: string; readonly name: string };
  /** Device signing key (ECDSA P-256): signs every request. */
  readonly signingKey: CryptoKey;
  /** Device wrap key (AES-256-GCM): second factor of every local wrap. */
  readonly wrapKey: CryptoKey;
  /** The device's part of every staff key, 32 bytes under `wrapKey`. */
  readonly wrappedSecret: Uint8Array<ArrayBuffer>;
  readonly hubKeys: HubKeys;
  readonly enrolledAt: string;
}

/** Head of this device's chain of revisions and of its audit log. Moves only together with what it counts. */
export interface ChainRow {
  readonly key: 'chain';
  /** deviceSeq of the last sealed revision, 0 when there is none. */
  readonly deviceSeq: number;
  /** SHA-256 of the last envelope, 32 zero bytes when there is none. */
  readonly lastHash: Uint8Array<ArrayBuffer>;
  readonly auditSeq: number;
  readonly auditHead: Uint8Array<ArrayBuffer>;
}

/** The last whole day bundle. `shift.part` is blank in it and kept under the device wrap key. */
export interface BundleRow {
  readonly key: 'bundle';
  readonly bundle: DayBundle;
  readonly wrappedShiftPart: Uint8Array<ArrayBuffer>;
  readonly receivedAt: string;
  /** Tablet clock minus hub clock at that moment, milliseconds. */
  readonly clockOffsetMs: number;
}

export type MetaRow = DeviceRow | ChainRow | BundleRow;

/**
 * A section being filled in. Everything personal lies in `box`, under the visit key; the visit key lies under
 * what the family presents (`ticketWrap`) and under what unlocked staff hold (`sessionWrap`).
 */
export interface DraftRow {
  /** The record (section) id. */
  readonly draftId: string;
  readonly checkupId: string;
  readonly section: string;
  readonly shiftId: string;
  readonly box: Uint8Array<ArrayBuffer>;
  readonly ticketWrap?: Uint8Array<ArrayBuffer>;
  readonly sessionWrap: Uint8Array<ArrayBuffer>;
  /** Counts saves from 1; guards against two editors. */
  readonly saves: number;
  readonly updatedAt: string;
}

export type OutboxState = 'queued' | 'parked' | 'delivered';

/** A sealed revision waiting for its receipt, or delivered and not yet pruned. */
export interface OutboxRow {
  readonly revisionId: string;
  readonly recordId: string;
  readonly deviceSeq: number;
  /** The sealed bytes as they travel; empty once `droppedAt` is set. */
  readonly envelope: Uint8Array<ArrayBuffer>;
  /** Lower-case hex SHA-256 of `envelope`. */
  readonly sha256: string;
  readonly sealedAt: string;
  readonly state: OutboxState;
  readonly attempts: number;
  /** Milliseconds since 1970; 0 means at once. */
  readonly nextAttemptAt: number;
  readonly lastProblem?: { readonly code: ProblemCode; readonly at: string };
  readonly receipt?: string;
  readonly hubSeq?: number;
  readonly deliveredAt?: string;
  /** `hubSeq` while the bytes of a delivered row are still held; what a backup watermark is compared with. */
  readonly heldSeq?: number;
  /** When the bytes were dropped because a backup of the hub holds them. */
  readonly droppedAt?: string;
}

/** What the order of sending needs of a row: read from an index, without loading sealed bytes. */
export type OutboxHeading = Pick<
  OutboxRow,
  'revisionId' | 'recordId' | 'deviceSeq' | 'state' | 'nextAttemptAt' | 'sealedAt'
>;

/** Fields of the outbox that only some rows have and that `keysUpTo` reads by. */
export type OutboxMark = 'heldSeq' | 'droppedAt';

/** A sealed revision's content for staff of this shift, under the session's HPKE public key (enc ‖ ciphertext). */
export interface CopyRow {
  readonly revisionId: string;
  readonly recordId: string;
  readonly checkupId: string;
  readonly section: string;
  readonly shiftId: string;
  readonly sealed: Uint8Array<ArrayBuffer>;
  readonly savedAt: string;
}

/** Wrong PINs of one member of staff on this tablet in one shift. */
export interface StaffLockRow {
  readonly staffId: string;
  readonly shiftId: string;
  /** Consecutive wrong PINs; written before the outcome is shown. */
  readonly wrongPins: number;
  /** Milliseconds since 1970; no try before. */
  readonly waitUntil: number;
  /** True after the tenth: this person's wrap on this tablet is gone for this shift. */
  readonly destroyed: boolean;
}

/** One line of the tablet's audit log, chained by hash. Ids and actions only. */
export interface AuditRow {
  readonly seq: number;
  readonly at: string;
  readonly action: AuditAction;
  readonly staffId?: string;
  readonly recordId?: string;
  readonly revisionId?: string;
  /** SHA-256 over the previous hash and this line. */
  readonly hash: Uint8Array<ArrayBuffer>;
}

export type AuditAction =
  | 'enrolled'
  | 'bundle-received'
  | 'unlocked'
  | 'unlock-refused'
  | 'locked'
  | 'ticket-accepted'
  | 'draft-opened'
  | 'section-read'
  | 'submitted'
  | 'saved'
  | 'confirmed'
  | 'delivered'
  | 'parked';

/** Every table: its row and the field that is its key. */
export interface Tables {
  readonly meta: MetaRow;
  readonly drafts: DraftRow;
  readonly outbox: OutboxRow;
  readonly copies: CopyRow;
  readonly staffLocks: StaffLockRow;
  readonly audit: AuditRow;
}

export type TableName = keyof Tables;

export const TABLE_KEYS = {
  meta: 'key',
  drafts: 'draftId',
  outbox: 'revisionId',
  copies: 'revisionId',
  staffLocks: 'staffId',
  audit: 'seq',
} as const satisfies { readonly [T in TableName]: keyof Tables[T] };

/** The fields of a heading in the order of its index. The key, `revisionId`, comes with every index entry. */
export const HEADING_FIELDS = [
  'state',
  'deviceSeq',
  'recordId',
  'nextAttemptAt',
  'sealedAt',
] as const satisfies readonly (keyof OutboxHeading)[];

export const OUTBOX_MARKS = ['heldSeq', 'droppedAt'] as const satisfies readonly OutboxMark[];

/** Version of the database's schema; raised with a step in the adapter's upgrade and a frozen fixture. */
export const SCHEMA_VERSION = 1;
