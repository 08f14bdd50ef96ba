/** What the municipality set for one rule; what it left out is as the rule has it. */
export interface RuleSetting {
  readonly on?: boolean | undefined;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
}

/** By rule id. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;
