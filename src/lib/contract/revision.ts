import * as z from 'zod/mini';
import { PROGRAMS, SECTIONS, STAFF_ROLES } from '../domain/program.ts';
import { CivilDate, Instant, MunicipalityCode, Uuid } from './ids.ts';
import { MetCriterion } from './met-criterion.ts';

/** Deepest nesting of a revision's JSON that is looked at. */
export const CONTENT_MAX_DEPTH = 32;

/** Which checkup a section belongs to: one subject × one program × one session. */
export const CheckupRef = z.strictObject({
  checkupId: Uuid,
  municipality: MunicipalityCode,
  clinicId: Uuid,
  sessionId: Uuid,
  subjectId: Uuid,
  program: z.enum(PROGRAMS),
  date: CivilDate,
});
export type CheckupRef = z.infer<typeof CheckupRef>;

/** Who entered a revision. A guardian is never named. */
export const Author = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('guardian'), identifiedBy: z.enum(['ticket', 'code', 'staff']) }),
  z.strictObject({ kind: z.literal('staff'), staffId: Uuid, role: z.enum(STAFF_ROLES) }),
]);
export type Author = z.infer<typeof Author>;

/**
 * One immutable saved state of a section (版), before sealing. `status`: `submitted` by a guardian, `saved` by
 * staff for others to read, `confirmed` (確定) by an entitled person, `amended` a later change of a confirmed one.
 */
export const RevisionContent = z.strictObject({
  schemaVersion: z.literal(1),
  recordId: Uuid,
  revisionId: Uuid,
  /** The revisions this one was made from; empty for the first. */
  parents: z.array(Uuid).check(z.maxLength(16)),
  checkup: CheckupRef,
  section: z.enum(SECTIONS),
  formId: z.string().check(z.minLength(1), z.maxLength(200)),
  formVersion: z.string().check(z.minLength(1), z.maxLength(40)),
  status: z.enum(['submitted', 'saved', 'confirmed', 'amended']),
  author: Author,
  /** Tablet's clock. Order is by deviceSeq; truth is hubTime. */
  authoredAt: Instant,
  /** Tablet clock minus hub clock at the last contact, milliseconds. */
  clockOffsetMs: z.optional(z.int()),
  language: z.string().check(z.minLength(2), z.maxLength(20)),
  /** FHIR R4 QuestionnaireResponse; checked by the form engine, not here. */
  response: z.record(z.string(), z.unknown()),
  /** Criteria of the rules that were met when staff signed; left out when none were. */
  criteria: z.optional(z.array(MetCriterion).check(z.minLength(1), z.maxLength(64))),
});
export type RevisionContent = z.infer<typeof RevisionContent>;

/** Whether a parsed JSON value nests no deeper than `limit`. Iterative: hostile depth cannot overflow the stack. */
export const isShallow = (value: unknown, limit: number = CONTENT_MAX_DEPTH): boolean => {
  let layer: unknown[] = [value];
  for (let depth = 0; layer.length > 0; depth += 1) {
    if (depth > limit) return false;
    layer = layer.flatMap((node) =>
      typeof node === 'object' && node !== null ? (Object.values(node) as unknown[]) : [],
    );
  }
  return true;
};

/** Whether a parsed JSON value has a key that could reach an object's prototype. */
export const hasPrototypeKey = (value: unknown): boolean => {
  const pending: unknown[] = [value];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    for (const [key, child] of Object.entries(node)) {
      if (key === '__proto__' || key === 'constructor' || key === 'prototype') return true;
      if (child !== undefined) pending.push(child);
    }
  }
  return false;
};
