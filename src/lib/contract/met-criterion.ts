import * as z from 'zod/mini';

/**
 * A criterion that was met when a section was signed, so that it can be repeated: the rule, its version, the values it
 * ran with, the clauses that held and what they looked at. Lies beside the FHIR response inside the sealed revision:
 * that a criterion is met is health data, which the audit log, being in clear, never holds. The inputs are what the one
 * who signed had before them, from this section or from others; revisions of older builds have neither clauses nor inputs.
 */
export const MetCriterion = z.strictObject({
  rule: z.string().check(z.minLength(1), z.maxLength(64)),
  version: z.string().check(z.minLength(1), z.maxLength(20)),
  state: z.literal('met'),
  parameters: z.record(
    z.string().check(z.maxLength(64)),
    z.union([z.number(), z.boolean(), z.string().check(z.maxLength(64))]),
  ),
  /** By their id in the domain's SPEC.md. */
  clauses: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(20))).check(z.maxLength(32))),
  /** Codes as the rule names them; `unit` is UCUM. */
  inputs: z.optional(
    z
      .array(
        z.strictObject({
          name: z.string().check(z.minLength(1), z.maxLength(200)),
          value: z.union([z.number(), z.boolean(), z.string().check(z.maxLength(200))]),
          unit: z.optional(z.string().check(z.minLength(1), z.maxLength(20))),
        }),
      )
      .check(z.maxLength(200)),
  ),
});
export type MetCriterion = z.infer<typeof MetCriterion>;
