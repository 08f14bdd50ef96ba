const HL7 = 'http://hl7.org/fhir/StructureDefinition';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition';
const OURS = 'https://hagukumi.dev/fhir/StructureDefinition';

/** FHIR R4 and SDC extensions the engine understands, by the name it uses for them. */
export const STANDARD_EXTENSION = {
  /** On an item: `valueCodeableConcept`, one coding of {@link ITEM_CONTROL_SYSTEM}. */
  itemControl: `${HL7}/questionnaire-itemControl`,
  /** On a choice item: `valueCode` `horizontal` or `vertical`. */
  choiceOrientation: `${HL7}/questionnaire-choiceOrientation`,
  /** On a choice item: `valuePositiveInt`. */
  columnCount: `${SDC}/sdc-questionnaire-columnCount`,
  /** On an answerOption: `valueBoolean`. Chosen alone. */
  optionExclusive: `${HL7}/questionnaire-optionExclusive`,
  /** On an integer, decimal or quantity item: `valueCoding` of UCUM. */
  unit: `${HL7}/questionnaire-unit`,
  /** On an item: `valueInteger`, `valueDecimal` or `valueDate`. Inclusive. */
  minValue: `${HL7}/minValue`,
  maxValue: `${HL7}/maxValue`,
  /** On a quantity item: `valueQuantity` in the item's unit. Inclusive. */
  minQuantity: `${SDC}/sdc-questionnaire-minQuantity`,
  maxQuantity: `${SDC}/sdc-questionnaire-maxQuantity`,
  /** On a decimal or quantity item: `valueInteger`. */
  maxDecimalPlaces: `${HL7}/maxDecimalPlaces`,
  /** On an item: `valueString`, translations on `_valueString`. */
  shortText: `${SDC}/sdc-questionnaire-shortText`,
  /** On an item: `valueBoolean`. Only `false` is supported. */
  hidden: `${HL7}/questionnaire-hidden`,
  /** On `_text`, `_title`, `_display`, `_valueString`: extensions `lang` (valueCode) and `content` (valueString). */
  translation: `${HL7}/translation`,
  /** On an item of a response: `valueCode`, why there is no answer. */
  dataAbsentReason: `${HL7}/data-absent-reason`,
} as const;

/** Hagukumi's own extensions. None is a modifier: a renderer that ignores them still asks the same questions. */
export const OWN_EXTENSION = {
  /** On an answerOption: `valueBoolean`. This answer is a reason to look; staff see it first. */
  concern: `${OURS}/concern`,
  /** On a boolean item: `valueBoolean`, the value that is a reason to look. */
  concernWhen: `${OURS}/concern-when`,
  /** On a question, once per reason and in the order offered: `valueCode` of the FHIR data-absent-reason codes. */
  absentReasons: `${OURS}/absent-reasons`,
  /** On a question: `value[x]` of the item's answer type. What 異常なし一括 sets on an unset item. */
  normalAnswer: `${OURS}/normal-answer`,
  /** On an integer, decimal or quantity item: `valueInteger` or `valueDecimal`. Outside is asked back, never refused. */
  softMin: `${OURS}/soft-min`,
  softMax: `${OURS}/soft-max`,
  /** On an item: `valueString`, translations on `_valueString`. One short line that always stands under the question. */
  hint: `${OURS}/hint`,
} as const;

/**
 * Known extensions that change what is asked, calculated or accepted. Ignoring one would collect other data than
 * the author meant, so a form with one of them is refused; any other unknown extension is a warning.
 */
export const REFUSED_EXTENSIONS: ReadonlySet<string> = new Set([
  `${HL7}/cqf-calculatedValue`,
  `${HL7}/cqf-expression`,
  `${HL7}/maxSize`,
  `${HL7}/mimeType`,
  `${HL7}/minLength`,
  `${HL7}/questionnaire-constraint`,
  `${HL7}/questionnaire-maxOccurs`,
  `${HL7}/questionnaire-minOccurs`,
  `${HL7}/questionnaire-signatureRequired`,
  `${HL7}/questionnaire-unitOption`,
  `${HL7}/questionnaire-unitValueSet`,
  `${HL7}/questionnaire-usageMode`,
  `${HL7}/regex`,
  `${HL7}/targetConstraint`,
  `${HL7}/variable`,
  `${SDC}/sdc-questionnaire-answerExpression`,
  `${SDC}/sdc-questionnaire-answerOptionsToggleExpression`,
  `${SDC}/sdc-questionnaire-assemble-expectation`,
  `${SDC}/sdc-questionnaire-calculatedExpression`,
  `${SDC}/sdc-questionnaire-candidateExpression`,
  `${SDC}/sdc-questionnaire-contextExpression`,
  `${SDC}/sdc-questionnaire-enableWhenExpression`,
  `${SDC}/sdc-questionnaire-initialExpression`,
  `${SDC}/sdc-questionnaire-subQuestionnaire`,
  `${SDC}/sdc-questionnaire-unitOption`,
  `${SDC}/sdc-questionnaire-unitValueSet`,
]);

export const ITEM_CONTROL_SYSTEM = 'http://hl7.org/fhir/questionnaire-item-control';

export const UCUM_SYSTEM = 'http://unitsofmeasure.org';
