import * as z from 'zod/mini';
import { PROGRAMS, SECTIONS } from '../domain/program.ts';
import { Base64Url, CivilDate, Instant, MunicipalityCode, Uuid } from './ids.ts';
import { StaffEntry } from './people.ts';
import { RuleSettings } from './rule-setting.ts';

/** A public ES256 key with its id, as JWK coordinates (RFC 7518 §6.2). */
export const VerifyKey = z.strictObject({
  kid: z.string().check(z.minLength(1), z.maxLength(64)),
  x: Base64Url,
  y: Base64Url,
});
export type VerifyKey = z.infer<typeof VerifyKey>;

/** The hub's public keys. Earlier keys stay listed until nothing signed by them is in use. */
export const HubKeys = z.strictObject({
  /** HPKE recipient key: raw uncompressed P-256 point, 65 bytes. */
  seal: z.strictObject({ keyId: z.string().check(z.minLength(1), z.maxLength(64)), publicKey: Base64Url }),
  receipt: z.array(VerifyKey).check(z.minLength(1)),
  ticket: z.array(VerifyKey).check(z.minLength(1)),
  form: z.array(VerifyKey).check(z.minLength(1)),
});
export type HubKeys = z.infer<typeof HubKeys>;

/** One form of one section. `jws` is a compact JWS (typ `hagukumi-form+jws`) over the Questionnaire's JSON. */
export const FormPackage = z.strictObject({
  program: z.enum(PROGRAMS),
  section: z.enum(SECTIONS),
  formId: z.string().check(z.minLength(1), z.maxLength(200)),
  formVersion: z.string().check(z.minLength(1), z.maxLength(40)),
  jws: z.string().check(z.maxLength(2_000_000)),
});
export type FormPackage = z.infer<typeof FormPackage>;

/** A day's run of programs at one place (健診日程). */
export const SessionInfo = z.strictObject({
  sessionId: Uuid,
  date: CivilDate,
  /** 集団 (group) or 個別 (individual). */
  kind: z.enum(['group', 'individual']),
  programs: z.array(z.enum(PROGRAMS)),
  place: z.string().check(z.maxLength(200)),
});
export type SessionInfo = z.infer<typeof SessionInfo>;

/** Additional authenticated data of `rosterBox`, for the tablet and the hub alike. */
export const ROSTER_AAD = 'hagukumi/roster/1';

/** An entry that opens only for who presents the matching ticket or code. */
const LockedEntry = z.strictObject({
  /** base64url of 16 bytes. */
  index: z.string().check(z.minLength(22), z.maxLength(22)),
  /** base64url of iv ‖ ciphertext ‖ tag. */
  box: z.string().check(z.maxLength(8_192)),
});

/**
 * What a tablet needs for a day without network. Names of staff and public keys are in clear; the roster is only
 * there encrypted, once under the session key for unlocked staff and once entry by entry for the kiosk.
 */
export const DayBundle = z.strictObject({
  schemaVersion: z.literal(1),
  bundleId: Uuid,
  issuedAt: Instant,
  /** After this instant the tablet still collects, but no longer reads. At most 36 h after issuedAt. */
  expiresAt: Instant,
  date: CivilDate,
  municipality: z.strictObject({ code: MunicipalityCode, name: z.string().check(z.maxLength(200)) }),
  clinic: z.strictObject({ clinicId: Uuid, name: z.string().check(z.maxLength(200)) }),
  sessions: z.array(SessionInfo),
  hubKeys: HubKeys,
  forms: z.array(FormPackage),
  /** What the municipality set for the clinical rules; left out where it set nothing. */
  rules: z.optional(RuleSettings),
  staff: z.array(StaffEntry),
  shift: z.strictObject({
    shiftId: Uuid,
    /** Hub's part of every staff key of this shift: 32 bytes, base64url. Kept wrapped by the device wrap key. */
    part: z.string().check(z.minLength(43), z.maxLength(43)),
    /** HPKE public key of the session secret: the kiosk seals to it what staff may read today. */
    sessionPublicKey: Base64Url,
  }),
  /** JSON array of RosterEntry under the session's cache key, base64url of iv ‖ ciphertext ‖ tag. */
  rosterBox: z.string().check(z.maxLength(4_194_304)),
  /** Each RosterEntry under a key derived from its ticket id. */
  kioskRoster: z.array(LockedEntry),
  /** Each ticket id under a key derived from its typed code. */
  codes: z.strictObject({
    salt: z.string().check(z.minLength(22), z.maxLength(86)),
    /** PBKDF2-HMAC-SHA-256 iterations. */
    iterations: z.int().check(z.gte(10_000), z.lte(5_000_000)),
    entries: z.array(LockedEntry),
  }),
});
export type DayBundle = z.infer<typeof DayBundle>;
