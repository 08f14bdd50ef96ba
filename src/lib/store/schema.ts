import type { DayBundle, HubKeys } from '../contract/bundle.ts';
import type { DeviceAuditAction } from '../contract/device-audit.ts';
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
  /** How long this tablet takes for the key of a PIN, milliseconds, as measured at enrolment. */
  readonly pinKeyMs?: number;
  /** When this tablet learned that the hub no longer trusts it, and destroyed all that reads. */
  readonly revokedAt?: string;
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
  /** The last line of the audit log that the hub has signed for; absent or 0 before the first. */
  readonly auditSent?: number;
  /** The last line that is in a backup by the hub's signed word; absent or 0 before the first. */
  readonly auditBackedUp?: number;
  /** The last line that was removed after the hub had it; the first line kept follows from it. */
  readonly auditBase?: { readonly seq: number; readonly hash: Uint8Array<ArrayBuffer> };
  /** The last tick of the hybrid logical clock; absent before the first. */
  readonly hlc?: { readonly wallMs: number; readonly counter: number };
}

/** The last whole day bundle. `shift.part` is blank in it and kept under the device wrap key. */
export interface BundleRow {
  readonly key: 'bundle';
  readonly bundle: DayBundle;
  readonly wrappedShiftPart: Uint8Array<ArrayBuffer>;
  readonly receivedAt: string;
  /** The hub's name for what this bundle says; absent when it gave none, and it is asked for whole again. */
  readonly cursor?: string;
  /** Tablet clock minus hub clock at that moment, milliseconds. */
  readonly clockOffsetMs: number;
  /** When the shift was ended on this tablet: its secrets are gone from here, and what collects goes on. */
  readonly endedAt?: string;
}

/**
 * The latest time of the hub that this tablet knows to have come in a shift. A clock that is turned back brings no
 * time back: what had expired by then stays expired.
 */
export interface ClockRow {
  readonly key: 'clock';
  readonly shiftId: string;
  /** Milliseconds since 1970 by the hub's clock. */
  readonly seenMs: number;
}

/** Small texts that outlive the browser and are no secret: that the tablet waits for staff, how many codes were wrong. */
export interface TextsRow {
  readonly key: 'texts';
  readonly texts: Readonly<Record<string, string>>;
}

/** How long one draft is known to have lain as it is. */
export interface DraftAge {
  /** The save it is known as: a draft that is gone on with is as young as on its first day. */
  readonly saves: number;
  /** How much of it has passed between looks after hearing the hub, milliseconds. */
  readonly ageMs: number;
  /** The hub's time of the last look, milliseconds since 1970. */
  readonly at: number;
  /** The last number sealed on this tablet at the first look. */
  readonly deviceSeq: number;
}

/** The ages of the drafts by their ids. Only what the hub says of the time moves them, never the tablet's clock. */
export interface DraftAgesRow {
  readonly key: 'draftAges';
  readonly ages: Readonly<Record<string, DraftAge>>;
}

export type MetaRow = DeviceRow | ChainRow | BundleRow | ClockRow | TextsRow | DraftAgesRow;

/**
 * A section being filled in. Everything personal lies in `box`, under the visit key; the visit key lies under
 * what the family presents (`ticketWrap`), what unlocked staff hold (`sessionWrap`) and the hub's key (`hubWrap`).
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
  /** The hub's time of the last save as the tablet believed it, ISO 8601. Nothing is removed by it. */
  readonly updatedAt: string;
  /** What the box is bound to as well; absent in drafts that an earlier build saved last. */
  readonly municipality?: string;
  readonly formId?: string;
  readonly formVersion?: string;
  /** The visit key sealed to the hub's seal key `hubKeyId` (enc ‖ ciphertext): opens when nothing here does. */
  readonly hubKeyId?: string;
  readonly hubWrap?: Uint8Array<ArrayBuffer>;
  /** When the hub signed for keeping this draft in quarantine (隔離), by the tablet's clock. A later save ends it. */
  readonly handedOverAt?: string;
  /** The hub's word for it: compact JWS of type `hagukumi-quarantine-receipt+jws`. */
  readonly quarantineReceipt?: string;
  /** When staff said that they have read that it was handed over. */
  readonly handOverSeenAt?: string;
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
  /** The hub's word (JWS) that it keeps these bytes in quarantine. Not a receipt: the bytes stay here. */
  readonly quarantineReceipt?: string;
  readonly quarantinedAt?: string;
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
  /** What the copy is bound to as well; absent in copies of earlier builds. */
  readonly municipality?: string;
  readonly formId?: string;
  readonly formVersion?: string;
}

/** Wrong PINs of one member of staff on this tablet since the last right one. No new shift forgets them. */
export interface StaffLockRow {
  readonly staffId: string;
  /** The shift of the last try. */
  readonly shiftId: string;
  /** Consecutive wrong PINs; written before the outcome is shown. */
  readonly wrongPins: number;
  /** Milliseconds since 1970; no try before. */
  readonly waitUntil: number;
  /** True after the tenth: this person's wrap on this tablet is gone, and comes back only by recovery. */
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

export type AuditAction = DeviceAuditAction;

/** A part of a day bundle that is kept by its content: today a signed form. Bundles name parts by their hash. */
export interface PartRow {
  /** Lower-case hex SHA-256 of `text` in UTF-8. */
  readonly sha256: string;
  readonly text: string;
  readonly receivedAt: string;
}

/** A row that could not be read any more, taken out of the way with all its bytes. */
export interface DamagedRow {
  readonly damagedId: string;
  readonly table: string;
  /** The key it had there. */
  readonly of: string | number;
  /** Why it was set aside; codes only. */
  readonly reason: ProblemCode;
  readonly at: string;
  readonly row: object;
}

/** A passkey with which a member of staff may unlock this tablet, besides the PIN. */
export interface PasskeyRow {
  readonly staffId: string;
  readonly credentialId: Uint8Array<ArrayBuffer>;
  /** Input of the PRF, 32 bytes. */
  readonly salt: Uint8Array<ArrayBuffer>;
  /** HPKE public key of the key pair that the PRF's output gives; what is wrapped is sealed to it. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly createdAt: string;
  /** The session secret of this shift, wrapped; absent until the PIN has opened the shift once. */
  readonly wrap?: { readonly shiftId: string; readonly box: Uint8Array<ArrayBuffer> };
}

/** Every table: its row and the field that is its key. */
export interface Tables {
  readonly meta: MetaRow;
  readonly drafts: DraftRow;
  readonly outbox: OutboxRow;
  readonly copies: CopyRow;
  readonly staffLocks: StaffLockRow;
  readonly audit: AuditRow;
  readonly parts: PartRow;
  readonly damaged: DamagedRow;
  readonly passkeys: PasskeyRow;
}

export type TableName = keyof Tables;

export const TABLE_KEYS = {
  meta: 'key',
  drafts: 'draftId',
  outbox: 'revisionId',
  copies: 'revisionId',
  staffLocks: 'staffId',
  audit: 'seq',
  parts: 'sha256',
  damaged: 'damagedId',
  passkeys: 'staffId',
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
export const SCHEMA_VERSION = 2;
