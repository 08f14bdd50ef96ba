const HL7 = 'http://hl7.org/fhir/StructureDefinition';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition';
const OURS = 'https://hagukumi.dev/fhir/StructureDefinition';

/** FHIR R4 and SDC extensions the engine understands, by the name it uses for them. Bounds are inclusive. */
export const STANDARD_EXTENSION = {
  /** On an item: `valueCodeableConcept`, one coding of {@link ITEM_CONTROL_SYSTEM}. */
  itemControl: `${HL7}/questionnaire-itemControl`,
  /** On an item: `valueBoolean`. Never drawn; answers and calculations count. */
  hidden: `${HL7}/questionnaire-hidden`,
  /** On a choice item: `valueCode` `horizontal` or `vertical`. */
  choiceOrientation: `${HL7}/questionnaire-choiceOrientation`,
  /** On a choice item: `valuePositiveInt`. */
  columnCount: `${SDC}/sdc-questionnaire-columnCount`,
  /** On a choice item: the columns its options are shown in. */
  choiceColumn: `${SDC}/sdc-questionnaire-choiceColumn`,
  /** On an answerOption's value: `valueString`, its number or letter. */
  optionPrefix: `${HL7}/questionnaire-optionPrefix`,
  /** On an answerOption: `valueBoolean`. Chosen alone. */
  optionExclusive: `${HL7}/questionnaire-optionExclusive`,
  /** On an answerOption or its value: `valueDecimal`, its score. */
  ordinalValue: `${HL7}/ordinalValue`,
  itemWeight: `${HL7}/itemWeight`,
  /** On an open-choice item: `valueString`, the label of the free answer. */
  openLabel: `${SDC}/sdc-questionnaire-openLabel`,
  /** On an integer, decimal or quantity item: `valueCoding`. */
  unit: `${HL7}/questionnaire-unit`,
  /** On a quantity item, once per unit: `valueCoding`. */
  unitOption: `${HL7}/questionnaire-unitOption`,
  /** On a quantity item: `valueCanonical`. */
  unitValueSet: `${HL7}/questionnaire-unitValueSet`,
  /**
   * On an item: `valueInteger`, `valueDecimal`, `valueDate`, `valueDateTime` or `valueTime`; on a date also one of
   * {@link DAY_EXPRESSIONS} as `cqf-expression` on `_valueDate` or `_valueDateTime`.
   */
  minValue: `${HL7}/minValue`,
  maxValue: `${HL7}/maxValue`,
  /** On a quantity item: `valueQuantity` in the item's unit. */
  minQuantity: `${SDC}/sdc-questionnaire-minQuantity`,
  maxQuantity: `${SDC}/sdc-questionnaire-maxQuantity`,
  /** On a decimal or quantity item: `valueInteger`. */
  maxDecimalPlaces: `${HL7}/maxDecimalPlaces`,
  /** On a text item: `valueInteger`. */
  minLength: `${HL7}/minLength`,
  /** On a text item: `valueString`, matched against the whole answer. */
  regex: `${HL7}/regex`,
  /** On an item: `valueString`. */
  entryFormat: `${HL7}/entryFormat`,
  /** On a number with a slider: `valueInteger` or `valueDecimal`. */
  sliderStepValue: `${HL7}/questionnaire-sliderStepValue`,
  /** On a repeating item: `valueInteger`. */
  minOccurs: `${HL7}/questionnaire-minOccurs`,
  maxOccurs: `${HL7}/questionnaire-maxOccurs`,
  /** On an attachment item: `valueDecimal`, megabytes of 1,000,000 bytes. */
  maxSize: `${HL7}/maxSize`,
  /** On an attachment item, once per type: `valueCode`. */
  mimeType: `${HL7}/mimeType`,
  /** On the form or an item: key, severity, expression, human. */
  constraint: `${HL7}/questionnaire-constraint`,
  /** The same in its later form. */
  targetConstraint: `${HL7}/targetConstraint`,
  /** On a display: `valueCodeableConcept`. */
  displayCategory: `${HL7}/questionnaire-displayCategory`,
  /** On an item: `valueUri`. */
  supportLink: `${HL7}/questionnaire-supportLink`,
  /** On the form or an item: `valueCodeableConcept`. */
  signatureRequired: `${HL7}/questionnaire-signatureRequired`,
  /** On an item: `valueCode`: when it is shown. */
  usageMode: `${HL7}/questionnaire-usageMode`,
  /** On an item: `valueString`, translations on `_valueString`. */
  shortText: `${SDC}/sdc-questionnaire-shortText`,
  /** On a text item: `valueCoding`, which keys to offer. */
  keyboard: `${SDC}/sdc-questionnaire-keyboard`,
  /** On a reference item, once per type: `valueCode`. */
  referenceResource: `${HL7}/questionnaire-referenceResource`,
  /** On `_text`, `_title`, `_display`, `_valueString`: extensions `lang` (valueCode) and `content` (valueString). */
  translation: `${HL7}/translation`,
  /** On a text: `valueString`, CSS declarations. */
  renderingStyle: `${HL7}/rendering-style`,
  /** On a text: `valueString`, XHTML. */
  renderingXhtml: `${HL7}/rendering-xhtml`,
  /** On a text: `valueMarkdown`. */
  renderingMarkdown: `${HL7}/rendering-markdown`,
  /** On the form or an item: `valueExpression` with a name. */
  variable: `${HL7}/variable`,
  calculatedExpression: `${SDC}/sdc-questionnaire-calculatedExpression`,
  enableWhenExpression: `${SDC}/sdc-questionnaire-enableWhenExpression`,
  initialExpression: `${SDC}/sdc-questionnaire-initialExpression`,
  answerExpression: `${SDC}/sdc-questionnaire-answerExpression`,
  candidateExpression: `${SDC}/sdc-questionnaire-candidateExpression`,
  /** On a choice item: extensions `option` (value[x]) and `expression`. */
  answerOptionsToggle: `${SDC}/sdc-questionnaire-answerOptionsToggleExpression`,
  /** On `_text`, and on the value of a date's bound: `valueExpression`. */
  cqfExpression: `${HL7}/cqf-expression`,
  /** On the form: extensions `name` (valueCoding or valueId) and `type` (valueCode). */
  launchContext: `${SDC}/sdc-questionnaire-launchContext`,
  /** On a group: `valueExpression`; one row for each result. */
  itemPopulationContext: `${SDC}/sdc-questionnaire-itemPopulationContext`,
  /** On an item with a code: `valueDuration`; filled from an Observation not older. */
  observationLinkPeriod: `${SDC}/sdc-questionnaire-observationLinkPeriod`,
  /** On the form or an item: `valueBoolean`. */
  observationExtract: `${SDC}/sdc-questionnaire-observationExtract`,
  /** On the form or an item: `valueCodeableConcept`. */
  observationExtractCategory: `${SDC}/sdc-questionnaire-observation-extract-category`,
  /** On the form or a group: `valueCode` or `valueExpression`, the resource that answers below fill. */
  itemExtractionContext: `${SDC}/sdc-questionnaire-itemExtractionContext`,
  /** The same in its later form: extension `definition`. */
  definitionExtract: `${SDC}/sdc-questionnaire-definitionExtract`,
  /** On the form or an item: extensions `definition` and `fixed-value` or `expression`. */
  definitionExtractValue: `${SDC}/sdc-questionnaire-definitionExtractValue`,
  /** On an item of a response: `valueCode`, why there is no answer. */
  dataAbsentReason: `${HL7}/data-absent-reason`,
} as const;

/** Hagukumi's own extensions. None is a modifier: a renderer that ignores them still asks the same questions. */
export const OWN_EXTENSION = {
  /** On an answerOption: `valueBoolean`. This answer is a reason to look; staff see it first. */
  concern: `${OURS}/concern`,
  /** On a boolean item: `valueBoolean`, the value that is a reason to look. */
  concernWhen: `${OURS}/concern-when`,
  /** On a question, once per rule: extensions `operator` (valueCode) and `answer` (value[x]) about its own answer. */
  concernRule: `${OURS}/concern-rule`,
  /** On a question, once per reason and in the order offered: `valueCode` of the FHIR data-absent-reason codes. */
  absentReasons: `${OURS}/absent-reasons`,
  /** On a question: `value[x]` of the item's answer type. What 異常なし一括 sets on an unset item. */
  normalAnswer: `${OURS}/normal-answer`,
  /**
   * On an integer, decimal or quantity item: `valueInteger` or `valueDecimal`; on a date one of {@link DAY_EXPRESSIONS},
   * written as on `minValue`. Outside is asked back, never refused.
   */
  softMin: `${OURS}/soft-min`,
  softMax: `${OURS}/soft-max`,
  /** On an item: `valueString`, translations on `_valueString`. One short line that always stands under the question. */
  hint: `${OURS}/hint`,
  /** On a text: `valueString`, the text with its readings: 漢字《かんじ》, ｜ where the reading begins earlier. */
  ruby: `${OURS}/ruby`,
  /** On an item: `valueString`, translations on `_valueString`. Read aloud in the text's place. */
  readAloud: `${OURS}/read-aloud`,
  /** On an item: `valueCode`, the name of a picture that the app carries. */
  illustration: `${OURS}/illustration`,
  /** On a translation: `valueCode` `draft` or `reviewed`. */
  translationStatus: `${OURS}/translation-status`,
} as const;

/** What an extension that is not understood does to the form. */
export type Refusal = 'error' | 'silent';

/**
 * Extensions that are known and not carried out. `error`: ignoring one would collect other data than the author
 * meant, so the form is refused. `silent`: it speaks to others (editors, servers, later steps) and changes nothing
 * here. Any other unknown extension is a warning.
 */
export const KNOWN_EXTENSIONS: ReadonlyMap<string, Refusal> = new Map([
  [`${HL7}/cqf-calculatedValue`, 'error'],
  [`${SDC}/sdc-questionnaire-subQuestionnaire`, 'error'],
  [`${SDC}/sdc-questionnaire-contextExpression`, 'error'],
  [`${SDC}/sdc-questionnaire-unitOption`, 'error'],
  [`${SDC}/sdc-questionnaire-unitValueSet`, 'error'],
  [`${HL7}/designNote`, 'silent'],
  [`${HL7}/cqf-library`, 'silent'],
  [`${HL7}/questionnaire-fhirType`, 'silent'],
  [`${HL7}/replaces`, 'silent'],
  [`${SDC}/sdc-questionnaire-preferredTerminologyServer`, 'silent'],
  [`${SDC}/sdc-questionnaire-performerType`, 'silent'],
  [`${SDC}/sdc-questionnaire-endpoint`, 'silent'],
  [`${SDC}/sdc-questionnaire-isSubject`, 'silent'],
]);

export const ITEM_CONTROL_SYSTEM = 'http://hl7.org/fhir/questionnaire-item-control';

export const UCUM_SYSTEM = 'http://unitsofmeasure.org';

/** The expressions that a date's bound may be: read as they stand, so that no form needs the FHIRPath engine for them. */
export const DAY_EXPRESSIONS = { today: 'today()', birth: '%patient.birthDate' } as const;

/** The language of FHIRPath expressions in `Expression.language`. */
export const FHIRPATH_LANGUAGE = 'text/fhirpath';
