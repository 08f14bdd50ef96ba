import * as z from 'zod/mini';

/**
 * A criterion that was met when a section was signed, so that it can be repeated: the rule, its version and the values
 * it ran with. Lies beside the FHIR response inside the sealed revision: that a criterion is met is health data, which
 * the audit log, being in clear, never holds. The inputs are answers, of this section or of others.
 */
export const MetCriterion = z.strictObject({
  rule: z.string().check(z.minLength(1), z.maxLength(64)),
  version: z.string().check(z.minLength(1), z.maxLength(20)),
  state: z.literal('met'),
  parameters: z.record(
    z.string().check(z.maxLength(64)),
    z.union([z.number(), z.boolean(), z.string().check(z.maxLength(64))]),
  ),
});
export type MetCriterion = z.infer<typeof MetCriterion>;
