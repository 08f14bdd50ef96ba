import type { ProgramId } from '../program.ts';
import type { Finding } from './criterion.ts';
import type { RuleFacts } from './facts.ts';
import type { RuleSettings } from './rule-settings.ts';

/** Text in the languages of staff. */
export interface RuleText {
  readonly ja: string;
  readonly en: string;
  readonly [language: string]: string;
}

export type ParameterValue = number | string | boolean;

/** A value the municipality may set. Bounds are inclusive. A switch may bear the name of what it switches. */
export type Parameter =
  | {
      readonly kind: 'number';
      readonly standard: number;
      readonly min: number;
      readonly max: number;
      readonly whole?: true;
      readonly unit?: string;
    }
  | { readonly kind: 'choice'; readonly standard: string; readonly options: readonly string[] }
  | { readonly kind: 'switch'; readonly standard: boolean; readonly title?: RuleText };

export type Parameters = Readonly<Record<string, Parameter>>;

type ValueOf<P extends Parameter> = P extends { readonly kind: 'number' }
  ? number
  : P extends { readonly kind: 'choice'; readonly options: readonly (infer Option)[] }
    ? Option
    : boolean;

export type ValuesOf<P extends Parameters> = { readonly [Name in keyof P]: ValueOf<P[Name]> };

/** `staff`: never shown to the guardian or the mother. `anyone`: may be. */
export type Audience = 'staff' | 'anyone';

/** What the registry holds of every rule, whatever it yields. */
export interface RuleEntry {
  /** Stands in settings and records; never changes its meaning. */
  readonly id: string;
  readonly title: RuleText;
  readonly programs: readonly ProgramId[];
  readonly audience: Audience;
  /** Where it stands in print; shown with every hit. */
  readonly source: string;
  /** Raised with every change of what the rule says. */
  readonly version: string;
  readonly on: boolean;
  /** The threshold is professional knowledge without a citable source (u). */
  readonly unsourced: boolean;
  readonly parameters: Parameters;
}

/** A rule that yields a criterion. */
export interface Rule extends RuleEntry {
  /** What it says, and the values it said it with. */
  readonly run: (
    facts: RuleFacts,
    own: Readonly<Record<string, unknown>>,
  ) => { readonly finding: Finding; readonly parameters: Readonly<Record<string, ParameterValue>> };
}

/** Whether a parameter takes a value. */
export const isAllowed = (parameter: Parameter, value: unknown): value is ParameterValue => {
  switch (parameter.kind) {
    case 'number':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        value >= parameter.min &&
        value <= parameter.max &&
        (parameter.whole !== true || Number.isInteger(value))
      );
    case 'choice':
      return typeof value === 'string' && parameter.options.includes(value);
    case 'switch':
      return typeof value === 'boolean';
  }
};

/** Values a rule runs with: the municipality's where allowed, else the standard ones. [CR6] */
const valuesFor = (
  parameters: Parameters,
  own: Readonly<Record<string, unknown>>,
): Readonly<Record<string, ParameterValue>> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => {
      const value = Object.hasOwn(own, name) ? own[name] : undefined;
      return [name, isAllowed(parameter, value) ? value : parameter.standard];
    }),
  );

/** Whether a rule is on: as the municipality set it, else as it comes. [CR5] */
export const isOn = ({ id, on }: RuleEntry, settings: RuleSettings): boolean =>
  Object.hasOwn(settings, id) ? (settings[id]?.on ?? on) : on;

/** What the municipality set of a rule's values, allowed or not. */
export const ownValues = (
  { id }: Pick<RuleEntry, 'id'>,
  settings: RuleSettings,
): Readonly<Record<string, unknown>> => (Object.hasOwn(settings, id) ? (settings[id]?.parameters ?? {}) : {});

/** Values a rule runs with here; `undefined` where it is off. [CR5] [CR6] */
export const valuesHere = <const P extends Parameters>(
  rule: RuleEntry & { readonly parameters: P },
  settings: RuleSettings,
): ValuesOf<P> | undefined =>
  isOn(rule, settings) ? (valuesFor(rule.parameters, ownValues(rule, settings)) as ValuesOf<P>) : undefined;

export const defineRule = <const P extends Parameters>({
  judge,
  ...head
}: RuleEntry & {
  readonly parameters: P;
  readonly judge: (facts: RuleFacts, values: ValuesOf<P>) => Finding;
}): Rule & { readonly parameters: P } => ({
  ...head,
  run: (facts, own) => {
    const parameters = valuesFor(head.parameters, own);
    return { finding: judge(facts, parameters as ValuesOf<P>), parameters };
  },
});

/** A rule that asks back or shows a number, and meets no criterion. What it does stands where it is looked at. */
export const defineRemark = <const P extends Parameters>(
  remark: RuleEntry & { readonly parameters: P },
): RuleEntry & { readonly parameters: P } => remark;
