import * as z from 'zod/mini';
import { PROGRAMS, STAFF_ROLES } from '../domain/program.ts';
import { EARLIER_VISITS_MAX, EarlierVisit } from './earlier-visit.ts';
import { CivilDate, Uuid } from './ids.ts';

/** Sex as printed in the handbook; `unknown` where the municipality does not say. */
export const Sex = z.enum(['male', 'female', 'unknown']);

/** One expected subject (受診者) of a session, as today's list shows it. */
export const RosterEntry = z.strictObject({
  subjectId: Uuid,
  sessionId: Uuid,
  ticketId: Uuid,
  program: z.enum(PROGRAMS),
  /** Number on the ticket sheet and the waiting room's tag (受付番号), 1–9999. */
  number: z.int().check(z.gte(1), z.lte(9999)),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Name in katakana or hiragana. */
  kana: z.string().check(z.minLength(1), z.maxLength(200)),
  birthDate: CivilDate,
  sex: Sex,
  /** Expected date of delivery (出産予定日), where known: corrected age. */
  dueDate: z.optional(CivilDate),
  birthWeightGrams: z.optional(z.int().check(z.gte(200), z.lte(7000))),
  /** A mother's day of delivery (分娩日), where known. */
  deliveredOn: z.optional(CivilDate),
  /** Earlier checkups of this person, oldest first. In the staff's list only, never in what a ticket opens. */
  earlier: z.optional(z.array(EarlierVisit).check(z.maxLength(EARLIER_VISITS_MAX))),
});
export type RosterEntry = z.infer<typeof RosterEntry>;

/** How a PIN becomes a key: Argon2id v1.3. `salt` is base64url. */
export const PinKdf = z.strictObject({
  salt: z.string().check(z.minLength(22), z.maxLength(86)),
  memoryKiB: z.int().check(z.gte(8_192), z.lte(1_048_576)),
  iterations: z.int().check(z.gte(1), z.lte(32)),
  parallelism: z.int().check(z.gte(1), z.lte(4)),
});
export type PinKdf = z.infer<typeof PinKdf>;

/** Cost of every PIN's key at least: 64 MiB × 3, more than ASVS 5.0 appendix C asks, since PINs are short. */
export const PIN_COST_LEAST = { memoryKiB: 65_536, iterations: 3, parallelism: 1 } as const;

/** A member of staff who may unlock this tablet in this shift. */
export const StaffEntry = z.strictObject({
  staffId: Uuid,
  name: z.string().check(z.minLength(1), z.maxLength(200)),
  kana: z.string().check(z.minLength(1), z.maxLength(200)),
  role: z.enum(STAFF_ROLES),
  pinKdf: PinKdf,
  /** The session secret under this person's key encryption key, base64url of iv ‖ ciphertext ‖ tag. */
  wrappedSecret: z.string().check(z.maxLength(512)),
  /** The signing key: PKCS8 under the same key encryption key, base64url of iv ‖ ciphertext ‖ tag. */
  signing: z.optional(
    z.strictObject({
      kid: z.string().check(z.minLength(1), z.maxLength(64)),
      box: z.string().check(z.maxLength(512)),
    }),
  ),
});
export type StaffEntry = z.infer<typeof StaffEntry>;
