import type { CivilDate } from '../civil-date.ts';
import type { Truth } from './truth.ts';

export type CriterionValue = string | number | boolean;

/** One thing a rule looked at. `name` and text values are codes, worded by the screen. */
export interface CriterionInput {
  readonly name: string;
  readonly value: CriterionValue;
  /** UCUM, where the value has one. */
  readonly unit?: string;
}

/**
 * What the published criterion asks for where it is met; the person in charge decides.
 *
 * - `at-once` see a doctor now
 * - `refer` hand on
 * - `again` test or measure again
 * - `watch` look again later, or talk about it
 */
export const URGENCIES = ['at-once', 'refer', 'again', 'watch'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** A step that a rule dates. `by` is the last day, inclusive. */
export interface Deadline {
  readonly task: string;
  readonly by: CivilDate;
  readonly state: 'pending' | 'overdue';
}

/**
 * What a rule says of one person's facts: that a criterion is met, never a diagnosis.
 *
 * - `met`: at least one clause holds
 * - `not-met`: none does, whatever is still unknown
 * - `open`: it hangs on what is `missing` [CR1]
 * - `not-applicable`: the criterion was not made for this case; `why` says for which reason [CR4]
 */
export interface Finding {
  readonly state: 'met' | 'not-met' | 'open' | 'not-applicable';
  /** Clauses that hold, by their id in SPEC.md; empty unless `met`. */
  readonly clauses: readonly string[];
  /** The strongest of the clauses that hold. */
  readonly urgency?: Urgency;
  readonly why?: NotApplicable;
  readonly inputs: readonly CriterionInput[];
  /** Names of what would have to be known; empty unless `open`. */
  readonly missing: readonly string[];
  /** Codes of what is to be said beside it, the limits of the method for one. */
  readonly notes: readonly string[];
  readonly deadlines: readonly Deadline[];
}

export type NotApplicable = 'age' | 'multiple-pregnancy';

/** What a clause looks at, known or not. */
export interface Look {
  readonly name: string;
  readonly value: CriterionValue | undefined;
  readonly unit?: string;
}

/** One sufficient condition. Where `holds` is not known, one of `looksAt` is not either. */
export interface Clause {
  readonly id: string;
  readonly holds: Truth;
  readonly looksAt: readonly Look[];
  readonly urgency: Urgency;
}

export interface Beside {
  readonly notes?: readonly string[];
  readonly deadlines?: readonly Deadline[];
}

export const look = (name: string, value: CriterionValue | undefined, unit?: string): Look =>
  unit === undefined ? { name, value } : { name, value, unit };

const byName = <T extends { readonly name: string }>(all: readonly T[]): readonly T[] => [
  ...new Map(all.map((one) => [one.name, one])).values(),
];

const known = (looks: readonly Look[]): readonly CriterionInput[] =>
  byName(looks.flatMap((one) => (one.value === undefined ? [] : [{ ...one, value: one.value }])));

/** Met when any clause holds; open while a clause could still hold; else not met. [CR1] */
export const decide = (clauses: readonly Clause[], { notes = [], deadlines = [] }: Beside = {}): Finding => {
  const holding = clauses.filter(({ holds }) => holds === true);
  const urgency = URGENCIES.find((each) => holding.some((clause) => clause.urgency === each));
  if (urgency !== undefined)
    return {
      state: 'met',
      clauses: holding.map(({ id }) => id),
      urgency,
      inputs: known(holding.flatMap(({ looksAt }) => looksAt)),
      missing: [],
      notes,
      deadlines,
    };
  const undecided = clauses.filter(({ holds }) => holds === undefined).flatMap(({ looksAt }) => looksAt);
  return {
    state: undecided.length > 0 ? 'open' : 'not-met',
    clauses: [],
    inputs: known(clauses.flatMap(({ looksAt }) => looksAt)),
    missing: byName(undecided.filter(({ value }) => value === undefined)).map(({ name }) => name),
    notes,
    deadlines,
  };
};

/** The criterion was not made for this case. [CR4] */
export const notApplicable = (why: NotApplicable, looksAt: readonly Look[]): Finding => ({
  state: 'not-applicable',
  clauses: [],
  why,
  inputs: known(looksAt),
  missing: [],
  notes: [],
  deadlines: [],
});
