/** Why something could not be filled in beforehand. No value of a resource or response ever stands in one. */
export interface PopulationIssue {
  readonly severity: 'warning' | 'error';
  readonly code:
    | 'not-a-bundle'
    /** Nothing is there for a launch context, or several resources that it could be. */
    | 'launch-context-missing'
    | 'launch-context-ambiguous'
    /** The expression could not be worked out on what is there. */
    | 'expression-failed'
    /** A result that the question cannot take. */
    | 'value-misfit'
    /** A number in a unit that is not the question's: nothing is converted. */
    | 'unit-differs'
    /** More results than the item takes: which one is meant nobody knows. */
    | 'too-many-results'
    | 'too-many-rows'
    /** Observations about several subjects, and nobody said whose they should be. */
    | 'subject-unknown'
    /** An answer of another version of the form that this one has no place for. */
    | 'not-carried-over'
    /** Another form, or no response at all. */
    | 'other-form'
    | 'not-a-response';
  /** The item of the form; absent where the form has no such item. */
  readonly linkId?: string;
  /** The instance: the linkId, with the rows it lies in. */
  readonly key?: string;
  /** Where in the form, or in the response that is carried over. */
  readonly path?: string;
  /** Name of a launch context. */
  readonly name?: string;
}
