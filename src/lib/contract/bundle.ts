import * as z from 'zod/mini';
import { PROGRAMS, SECTIONS } from '../domain/program.ts';
import { Base64Url, CivilDate, Instant, MunicipalityCode, Sha256Hex, Uuid } from './ids.ts';
import { StaffEntry } from './people.ts';
import { ProgramSpans, ProgramWindows } from './program-windows.ts';
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

/** Which form of which section. */
const formName = {
  program: z.enum(PROGRAMS),
  section: z.enum(SECTIONS),
  formId: z.string().check(z.minLength(1), z.maxLength(200)),
  formVersion: z.string().check(z.minLength(1), z.maxLength(40)),
};

/** Longest signed text of a form, characters. */
const FORM_MAX_CHARACTERS = 2_000_000;

const FormJws = z.string().check(z.maxLength(FORM_MAX_CHARACTERS));

/** The form of one section, by the hash of its signed text: `GET /api/v1/forms/{sha256}` gives the text. */
export const FormEntry = z.strictObject({
  ...formName,
  sha256: Sha256Hex,
  /** Bytes of the signed text. */
  size: z.int().check(z.gte(1), z.lte(FORM_MAX_CHARACTERS)),
});
export type FormEntry = z.infer<typeof FormEntry>;

/** The answer to `GET /api/v1/forms/{sha256}`: a compact JWS (typ `hagukumi-form+jws`) over the Questionnaire's JSON. */
export const FormPart = z.strictObject({ jws: FormJws });
export type FormPart = z.infer<typeof FormPart>;

/** A form with its signed text in place, as bundles of schema version 1 held it. */
export const FormPackageV1 = z.strictObject({ ...formName, jws: FormJws });
export type FormPackageV1 = z.infer<typeof FormPackageV1>;

/** Header with which the hub names what a bundle says, and by which a tablet says what it has: 43 characters. */
export const CURSOR_HEADER = 'hagukumi-cursor';

/** A SHA-256 in base64url. */
export const BundleCursor = z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/));

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

/** What the roster of hubs before, and for tablets before, is bound to. */
export const FIRST_ROSTER_AAD = 'hagukumi/roster/1';

/** Header by which a tablet says what it reads that tablets before do not: words with commas between. */
export const READS_HEADER = 'hagukumi-reads';

/** A roster that is bound to its bundle. */
export const READS_BOUND_ROSTER = 'roster-2';

/** The ages of a program in other units than its own, or as several spans. */
export const READS_SPANS = 'spans-1';

/** Within which a clinic sets after how many minutes without a touch staff screens lock, both inclusive. */
export const LOCK_MINUTES = { least: 2, most: 5, usual: 3 } as const;

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
  schemaVersion: z.literal(2),
  bundleId: Uuid,
  issuedAt: Instant,
  /** After this instant the tablet still collects, but no longer reads. At most 36 h after issuedAt. */
  expiresAt: Instant,
  date: CivilDate,
  municipality: z.strictObject({ code: MunicipalityCode, name: z.string().check(z.maxLength(200)) }),
  clinic: z.strictObject({
    clinicId: Uuid,
    name: z.string().check(z.maxLength(200)),
    /** Minutes without a touch after which staff screens lock; left out: the tablet's own. */
    lockMinutes: z.optional(z.int().check(z.gte(LOCK_MINUTES.least), z.lte(LOCK_MINUTES.most))),
  }),
  sessions: z.array(SessionInfo),
  hubKeys: HubKeys,
  forms: z.array(FormEntry),
  /** What the municipality set for the clinical rules; left out where it set nothing. */
  rules: z.optional(RuleSettings),
  /**
   * The ages at which it gives its checkups; left out where it set none. A tablet that does not read `spans` finds bounds
   * here that hold all of them.
   */
  windows: z.optional(ProgramWindows),
  /** Of programs whose ages are no single span in the program's unit: only for tablets that say they read it. */
  spans: z.optional(ProgramSpans),
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

/**
 * Additional authenticated data of `rosterBox`, for the tablet and the hub alike: municipality, clinic, day, bundle and
 * the shift, which is the version of its key.
 */
export const rosterAad = ({
  municipality,
  clinic,
  date,
  bundleId,
  shift,
}: {
  readonly municipality: Pick<DayBundle['municipality'], 'code'>;
  readonly clinic: Pick<DayBundle['clinic'], 'clinicId'>;
  readonly date: string;
  readonly bundleId: string;
  readonly shift: Pick<DayBundle['shift'], 'shiftId'>;
}): string =>
  JSON.stringify(['hagukumi/roster/2', municipality.code, clinic.clinicId, date, bundleId, shift.shiftId]);

/** The bundle of schema version 1, as tablets may still hold it: with its forms in place. */
export type DayBundleV1 = Omit<DayBundle, 'schemaVersion' | 'forms'> & {
  readonly schemaVersion: 1;
  readonly forms: readonly FormPackageV1[];
};
