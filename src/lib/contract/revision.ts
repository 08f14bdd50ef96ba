import * as z from 'zod/mini';
import { parseAs } from './parse-as.ts';
import { PROGRAMS, SECTIONS, STAFF_ROLES } from '../domain/program.ts';
import { Hlc } from './hlc.ts';
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

const STATUSES = ['submitted', 'saved', 'confirmed', 'amended'] as const;

/** What every version has. */
const FIELDS = {
  recordId: Uuid,
  revisionId: Uuid,
  /** The revisions this one was made from; empty for the first. */
  parents: z.array(Uuid).check(z.maxLength(16)),
  checkup: CheckupRef,
  section: z.enum(SECTIONS),
  formId: z.string().check(z.minLength(1), z.maxLength(200)),
  formVersion: z.string().check(z.minLength(1), z.maxLength(40)),
  status: z.enum(STATUSES),
  author: Author,
  /** Tablet's clock, as it stood. Order is by `hlc`; truth is hubTime. */
  authoredAt: Instant,
  /** Tablet clock minus hub clock at the last contact, milliseconds. */
  clockOffsetMs: z.optional(z.int()),
  language: z.string().check(z.minLength(2), z.maxLength(20)),
  /** FHIR R4 QuestionnaireResponse; checked by the form engine, not here. */
  response: z.record(z.string(), z.unknown()),
  /** Criteria of the rules that were met when staff signed; left out when none were. */
  criteria: z.optional(z.array(MetCriterion).check(z.minLength(1), z.maxLength(64))),
};

/** Version 1: without the hybrid logical clock; nothing in it was signed by a person. */
const RevisionV1 = z.strictObject({ schemaVersion: z.literal(1), ...FIELDS });
export type RevisionV1 = z.infer<typeof RevisionV1>;

/**
 * One immutable saved state of a section (版), before sealing. `status`: `submitted` by a guardian, `saved` by
 * staff for others to read, `confirmed` (確定) by an entitled person, `amended` a later change of a confirmed one.
 */
export const RevisionContent = z.strictObject({
  schemaVersion: z.literal(2),
  ...FIELDS,
  /** When it was made, in the order of everything its tablet knew of. */
  hlc: Hlc,
});
export type RevisionContent = z.infer<typeof RevisionContent>;

/** Whether a revision counts only with the signature of the person who confirms it; so from version 2 on. */
export const needsSignature = (status: RevisionContent['status']): boolean =>
  status === 'confirmed' || status === 'amended';

/** A measured offset that is larger says nothing: 100 years, milliseconds. */
const OFFSET_MAX_MS = 100 * 365.25 * 86_400_000;

/** The stamp that a revision without one gets: its time by the hub's clock as far as the tablet knew it. */
const stampOf = ({ authoredAt, clockOffsetMs = 0 }: RevisionV1): Hlc => ({
  wallMs: Math.max(
    0,
    Date.parse(authoredAt) - Math.min(Math.max(clockOffsetMs, -OFFSET_MAX_MS), OFFSET_MAX_MS),
  ),
  counter: 0,
});

/** As version 1: what a tablet writes that has no signing key of the person who confirms. */
export const inVersion1 = ({ hlc: _, ...content }: RevisionContent): RevisionV1 => ({
  ...content,
  schemaVersion: 1,
});

const upgrade1 = (content: RevisionV1): RevisionContent => ({
  ...content,
  schemaVersion: 2,
  hlc: stampOf(content),
});

/** A revision as today's build knows it, and the version that it was written in. */
export interface ReadRevision {
  readonly content: RevisionContent;
  readonly writtenAs: 1 | 2;
}

/** By version how it is read: its own strict shape, then the steps up to today's. */
const READERS = {
  1: (json: unknown): RevisionContent | undefined => {
    const parsed = parseAs(RevisionV1, json);
    return parsed.success ? upgrade1(parsed.data) : undefined;
  },
  2: (json: unknown): RevisionContent | undefined => parseAs(RevisionContent, json).data,
} as const satisfies Record<ReadRevision['writtenAs'], unknown>;

/** A revision's parsed JSON of any version that is still taken, or `undefined` when it is none. */
export const readRevision = (json: unknown): ReadRevision | undefined => {
  const version = (json as { readonly schemaVersion?: unknown } | null | undefined)?.schemaVersion;
  if (version !== 1 && version !== 2) return undefined;
  const content = READERS[version](json);
  return content === undefined ? undefined : { content, writtenAs: version };
};

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
