/** A defect of an answer. `severity` `error` holds back completion, `warning` asks back, neither holds back saving. */
export interface AnswerIssue {
  readonly linkId: string;
  /** The instance: the linkId, with the rows it lies in. */
  readonly key: string;
  readonly code:
    | 'required'
    | 'type'
    | 'option-unknown'
    | 'option-exclusive'
    | 'too-many'
    | 'too-few'
    | 'too-long'
    | 'too-short'
    | 'pattern'
    | 'below-min'
    | 'above-max'
    | 'decimal-places'
    | 'unit'
    | 'not-a-date'
    | 'not-a-time'
    | 'too-large'
    | 'file-type'
    | 'constraint'
    | 'soft-low'
    | 'soft-high'
    | 'after-today'
    | 'before-today'
    | 'before-birth';
  readonly severity: 'error' | 'warning';
  /** The bound that was crossed, where there is one. */
  readonly bound?: number | string;
  /** Index in `FormItem.constraints`, where the form's own words say what is wrong. */
  readonly constraint?: number;
}

/** A defect of a QuestionnaireResponse against its form. No value of the response ever stands in one. */
export interface ResponseIssue {
  readonly severity: 'error' | 'warning';
  /** The codes of {@link AnswerIssue} are about what was answered, all others about how it was written down. */
  readonly code:
    | AnswerIssue['code']
    | 'not-a-response'
    | 'other-form'
    | 'status-unknown'
    | 'link-id-missing'
    | 'link-id-unknown'
    | 'link-id-duplicate'
    | 'item-misplaced'
    | 'item-out-of-order'
    | 'item-disabled'
    | 'item-not-a-question'
    | 'value-type'
    | 'absent-reason-unknown'
    | 'absent-but-answered'
    | 'element-unknown'
    | 'extension-unknown'
    | 'modifier-extension-unknown'
    | 'too-deep'
    | 'too-large';
  /** Absent where the form has no such item: a foreign linkId is not repeated into logs. */
  readonly linkId?: string;
  /** FHIRPath-like path in the response, where the defect is one of its elements. */
  readonly path?: string;
  readonly bound?: number | string;
}

/** A defect of a Questionnaire, found at compile time. `error` refuses the form. */
export interface FormProblem {
  readonly severity: 'error' | 'warning';
  readonly code:
    | 'not-a-questionnaire'
    | 'other-fhir-version'
    | 'link-id-missing'
    | 'link-id-duplicate'
    | 'type-unsupported'
    | 'modifier-extension-unknown'
    | 'extension-unsupported'
    | 'element-unsupported'
    | 'enable-when-unknown-question'
    | 'enable-when-type'
    | 'enable-when-cycle'
    | 'options-missing'
    | 'value-set-missing'
    | 'value-set-unsupported'
    | 'value-invalid'
    | 'expression-invalid'
    | 'expression-language'
    | 'expression-cycle'
    | 'expression-unknown-variable'
    | 'expression-on-every-answer'
    | 'calculated-not-editable'
    | 'pattern-invalid'
    | 'engine-missing'
    | 'signature-not-collected'
    | 'too-deep'
    | 'too-large';
  /** FHIRPath-like path of the element, such as `item[2].item[0].enableWhen[1]`. */
  readonly path: string;
}
