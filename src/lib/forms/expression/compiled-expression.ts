/** What an expression reads, told from its text alone. */
export interface ExpressionReads {
  /**
   * linkIds of the items it selects by a literal (`where(linkId = 'weight')`), each with everything below it.
   * Complete when `whole` is false.
   */
  readonly linkIds: ReadonlySet<string>;
  /** Names of the environment variables it uses, without `%`: `resource`, `context`, `weightKg`. */
  readonly variables: ReadonlySet<string>;
  /** It may look at items that no literal linkId names, so any answer can change its result. */
  readonly whole: boolean;
  /** It reads the clock (`now()`, `today()`, `timeOfDay()`). */
  readonly clock: boolean;
}

/** A parsed FHIRPath expression. */
export interface CompiledExpression {
  readonly reads: ExpressionReads;
  /**
   * The result collection as plain JSON values (FHIR elements, strings, numbers, booleans; dates and times as their
   * FHIR text, a quantity as `{value, unit, system?, code?}`). Undefined when it cannot be evaluated on this input.
   * Never throws.
   * @param focus the element that `$this` and paths without a root start from
   * @param environment values of the `%` variables by name
   */
  evaluate(
    focus: unknown,
    environment: Readonly<Record<string, unknown>>,
    now: Date,
  ): readonly unknown[] | undefined;
}
