import type { ProgramId } from '../program.ts';
import type { Finding } from './criterion.ts';
import type { RuleFacts } from './facts.ts';

/** Text in the languages of staff. */
export interface RuleText {
  readonly ja: string;
  readonly en: string;
  readonly [language: string]: string;
}

export type ParameterValue = number | string | boolean;

/** A value the municipality may set. Bounds are inclusive. */
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
  | { readonly kind: 'switch'; readonly standard: boolean };

export type Parameters = Readonly<Record<string, Parameter>>;

type ValueOf<P extends Parameter> = P extends { readonly kind: 'number' }
  ? number
  : P extends { readonly kind: 'choice'; readonly options: readonly (infer Option)[] }
    ? Option
    : boolean;

export type ValuesOf<P extends Parameters> = { readonly [Name in keyof P]: ValueOf<P[Name]> };

/** `staff`: never shown to the guardian or the mother. `anyone`: may be. */
export type Audience = 'staff' | 'anyone';

interface RuleHead {
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
}

/** A rule as the registry holds it. */
export interface Rule extends RuleHead {
  readonly parameters: Parameters;
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

export const defineRule = <const P extends Parameters>({
  judge,
  ...head
}: RuleHead & {
  readonly parameters: P;
  readonly judge: (facts: RuleFacts, values: ValuesOf<P>) => Finding;
}): Rule => ({
  ...head,
  run: (facts, own) => {
    const parameters = valuesFor(head.parameters, own);
    return { finding: judge(facts, parameters as ValuesOf<P>), parameters };
  },
});
