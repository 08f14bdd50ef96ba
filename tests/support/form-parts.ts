import type { ItemJson } from './preview-page.ts';

/** Base of the standard extensions. */
export const HL7 = 'http://hl7.org/fhir/StructureDefinition';

/** How an item asks to be drawn. */
export const control = (code: string) => ({
  url: `${HL7}/questionnaire-itemControl`,
  valueCodeableConcept: { coding: [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code }] },
});

/** The line that always stands under an item. */
export const hint = (text: string) => ({
  url: 'https://hagukumi.dev/fhir/StructureDefinition/hint',
  valueString: text,
});

/** Words of an item, from a display under it. */
export const caption = (linkId: string, role: string, text: string): ItemJson => ({
  linkId,
  type: 'display',
  text,
  extension: [control(role)],
});

/** A question for a line of text. */
export const string = (linkId: string, text: string, more: object = {}): ItemJson => ({
  linkId,
  type: 'string',
  text,
  ...more,
});
