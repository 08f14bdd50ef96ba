import * as z from 'zod/mini';

/** What a municipality set for one rule; what it left out is as the rule has it. Values are judged by the rules. */
export const RuleSetting = z.strictObject({
  on: z.optional(z.boolean()),
  parameters: z.optional(
    z.record(
      z.string().check(z.minLength(1), z.maxLength(64)),
      z.union([z.number(), z.boolean(), z.string().check(z.maxLength(64))]),
    ),
  ),
});

export type RuleSetting = z.infer<typeof RuleSetting>;

/** By rule id. */
export const RuleSettings = z.record(z.string().check(z.minLength(1), z.maxLength(64)), RuleSetting);
export type RuleSettings = z.infer<typeof RuleSettings>;
