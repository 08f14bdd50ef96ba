const HL7 = 'http://hl7.org/fhir/StructureDefinition';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition';
const OURS = 'https://hagukumi.dev/fhir/StructureDefinition';
const UCUM = 'http://unitsofmeasure.org';

export interface Part {
  readonly url: string;
}

/** Extensions of sample forms, written short. */
export const part = {
  control: (code: string): Part => ({
    url: `${HL7}/questionnaire-itemControl`,
    ...{
      valueCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code }] },
    },
  }),
  category: (code: string): Part => ({
    url: `${HL7}/questionnaire-displayCategory`,
    ...{
      valueCodeableConcept: {
        coding: [{ system: 'http://hl7.org/fhir/questionnaire-display-category', code }],
      },
    },
  }),
  unit: (code: string, display: string): Part => ({
    url: `${HL7}/questionnaire-unit`,
    ...{ valueCoding: { system: UCUM, code, display } },
  }),
  unitOption: (code: string, display: string): Part => ({
    url: `${HL7}/questionnaire-unitOption`,
    ...{ valueCoding: { system: UCUM, code, display } },
  }),
  integer: (name: string, valueInteger: number): Part => ({ url: `${HL7}/${name}`, ...{ valueInteger } }),
  decimal: (name: string, valueDecimal: number): Part => ({ url: `${HL7}/${name}`, ...{ valueDecimal } }),
  text: (name: string, valueString: string): Part => ({ url: `${HL7}/${name}`, ...{ valueString } }),
  code: (name: string, valueCode: string): Part => ({ url: `${HL7}/${name}`, ...{ valueCode } }),
  link: (valueUri: string): Part => ({ url: `${HL7}/questionnaire-supportLink`, ...{ valueUri } }),
  markdown: (valueMarkdown: string): Part => ({ url: `${HL7}/rendering-markdown`, ...{ valueMarkdown } }),
  columns: (valuePositiveInt: number): Part => ({
    url: `${SDC}/sdc-questionnaire-columnCount`,
    ...{ valuePositiveInt },
  }),
  openLabel: (valueString: string): Part => ({
    url: `${SDC}/sdc-questionnaire-openLabel`,
    ...{ valueString },
  }),
  keyboard: (code: string): Part => ({
    url: `${SDC}/sdc-questionnaire-keyboard`,
    ...{ valueCoding: { code } },
  }),
  ruby: (valueString: string): Part => ({ url: `${OURS}/ruby`, ...{ valueString } }),
  readAloud: (valueString: string): Part => ({ url: `${OURS}/read-aloud`, ...{ valueString } }),
  absent: (valueCode: string): Part => ({ url: `${OURS}/absent-reasons`, ...{ valueCode } }),
  exclusive: { url: `${HL7}/questionnaire-optionExclusive`, ...{ valueBoolean: true } } as Part,
  hint: (valueString: string): Part => ({ url: `${OURS}/hint`, ...{ valueString } }),
  illustration: (valueCode: string): Part => ({ url: `${OURS}/illustration`, ...{ valueCode } }),
  calculated: (expression: string): Part => ({
    url: `${SDC}/sdc-questionnaire-calculatedExpression`,
    ...{ valueExpression: { language: 'text/fhirpath', expression } },
  }),
  constraint: (
    key: string,
    human: string,
    expression: string,
    severity: 'error' | 'warning' = 'error',
  ): Part => ({
    url: `${HL7}/questionnaire-constraint`,
    ...{
      extension: [
        { url: 'key', valueId: key },
        { url: 'severity', valueCode: severity },
        { url: 'human', valueString: human },
        { url: 'expression', valueString: expression },
      ],
    },
  }),
};

/** An element of a Questionnaire: JSON, so anything goes. */
export type Json = Readonly<Record<string, unknown>>;

interface ItemParts {
  readonly ext?: readonly Part[];
  readonly item?: readonly Json[];
  readonly [key: string]: unknown;
}

/** An item with its extensions. */
export const item = (
  linkId: string,
  type: string,
  text: string,
  { ext = [], ...rest }: ItemParts = {},
): Json => ({
  linkId,
  type,
  text,
  ...(ext.length > 0 && { extension: ext }),
  ...rest,
});

/** A display that is a caption of the item above it. */
export const caption = (linkId: string, role: string, text: string): Json =>
  item(linkId, 'display', text, { ext: [part.control(role)] });

/** Options by their words; their codes are their places. */
export const options = (...displays: readonly string[]): readonly Json[] =>
  displays.map((display, at) => ({ valueCoding: { code: String(at + 1), display } }));
