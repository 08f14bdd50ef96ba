import type { Finding } from './criterion.ts';
import type { RuleFacts } from './facts.ts';
import type { RuleSettings } from './rule-settings.ts';
import { isOn, ownValues, type Audience, type ParameterValue } from './rule.ts';
import { RULES } from './rules.ts';

/** What a rule found, with what is needed to repeat it: shown as 基準に該当 with inputs and source, and recorded. */
export interface Criterion extends Finding {
  readonly rule: string;
  readonly version: string;
  readonly source: string;
  readonly audience: Audience;
  /** The values it ran with, the municipality's own among them. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/**
 * What the rules of a program say of one person, in the order of the registry. A rule that is switched off says
 * nothing. Settings that cannot be are passed over: see `setting-problems.ts`. [CR2] [CR5] [CR6]
 */
export const runRules = (facts: RuleFacts, settings: RuleSettings = {}): readonly Criterion[] =>
  RULES.filter((rule) => rule.programs.includes(facts.program) && isOn(rule, settings)).map((rule) => {
    const { finding, parameters } = rule.run(facts, ownValues(rule, settings));
    return {
      rule: rule.id,
      version: rule.version,
      source: rule.source,
      audience: rule.audience,
      parameters,
      ...finding,
    };
  });

/** Those that may be shown to the guardian or the mother. [CR7] */
export const shownToGuardian = (criteria: readonly Criterion[]): readonly Criterion[] =>
  criteria.filter(({ audience }) => audience === 'anyone');
