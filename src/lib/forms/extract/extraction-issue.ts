/** What did not become a resource, or not as asked. No value of the response ever stands in one. */
export interface ExtractionIssue {
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'not-a-response'
    | 'other-form'
    /** Entered in error, or stopped: nothing is made of it. */
    | 'response-withdrawn'
    /** In progress: what is made is preliminary. */
    | 'response-unfinished'
    /** An item of the response that the form does not have there. */
    | 'item-unknown'
    /** An answer that is not of the question's type, or a value that JSON or FHIR cannot hold. */
    | 'value-invalid'
    /** A modifierExtension in the response changes the meaning in a way that is not known. */
    | 'modifier-extension-unknown'
    | 'too-large'
    /** Marked for an Observation, but without a code. */
    | 'code-missing'
    /** No Observation has values of this type. */
    | 'value-type-unsupported'
    | 'subject-missing'
    /** About somebody else than the response (isSubject). */
    | 'other-subject'
    /** A component, member or derived Observation without one above it. */
    | 'relation-without-parent'
    | 'expression-failed'
    /** The resource type, or the element of it, is not one of R4 that can be filled. */
    | 'definition-unknown'
    /** An element of a resource that no `definitionExtract` above has begun. */
    | 'definition-without-resource'
    /** Slices need the profile, which is not looked up. */
    | 'slice-unsupported'
    /** The profile is named, its fixed values and patterns are not filled in. */
    | 'profile-not-applied'
    /** A value of a type that the element cannot have. */
    | 'value-misfit'
    /** Several values for an element that has one. */
    | 'too-many-values'
    | 'value-conflict'
    /** A resource without any content: left out. */
    | 'resource-empty';
  /** The item of the form; absent where the form has no such item. */
  readonly linkId?: string;
  /** Where: in the response for answers, in the form for what the form says. */
  readonly path?: string;
}

export type Report = (issue: ExtractionIssue) => void;
