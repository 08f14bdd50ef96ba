/** What a form is opened with, besides its answers. */
export interface EvaluationContext {
  readonly now: Date;
  /** FHIR resources by the name under which expressions find them (launch contexts, queries). */
  readonly resources: Readonly<Record<string, unknown>>;
}
