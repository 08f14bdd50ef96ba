import { ITEM_CONTROL_SYSTEM, STANDARD_EXTENSION, UCUM_SYSTEM } from '../extensions.ts';

type Json = Readonly<Record<string, unknown>>;

/** Builders of FHIR R4 Questionnaire JSON for tests. `more` is put over what the builder makes. */
export const aQuestionnaire = (item: readonly unknown[], more: Json = {}): Json => ({
  resourceType: 'Questionnaire',
  url: 'https://example.org/form',
  version: '1',
  status: 'active',
  title: '様式',
  item,
  ...more,
});

export const anItem = (type: string, linkId: string, more: Json = {}): Json => ({
  linkId,
  type,
  text: `${linkId} の質問`,
  ...more,
});

export const aGroup = (linkId: string, item: readonly unknown[], more: Json = {}): Json =>
  anItem('group', linkId, { item, ...more });

/** A choice of the codes, in the system `s`. */
export const aChoice = (linkId: string, codes: readonly string[], more: Json = {}): Json =>
  anItem('choice', linkId, { answerOption: codes.map((code) => anOption(code)), ...more });

export const anOption = (code: string, ...extension: readonly Json[]): Json => ({
  valueCoding: { system: 's', code, display: `${code} の表示` },
  ...(extension.length > 0 && { extension }),
});

/** A quantity in grams. */
export const aWeight = (linkId: string, more: Json = {}): Json => {
  const { extension, ...rest } = more;
  return anItem('quantity', linkId, {
    extension: [GRAMS, ...(Array.isArray(extension) ? (extension as readonly unknown[]) : [])],
    ...rest,
  });
};

const GRAMS: Json = {
  url: STANDARD_EXTENSION.unit,
  valueCoding: { system: UCUM_SYSTEM, code: 'g', display: 'g' },
};

export const extension = (url: string, value: Json): Json => ({ url, ...value });

export const control = (code: string): Json =>
  extension(STANDARD_EXTENSION.itemControl, {
    valueCodeableConcept: { coding: [{ system: ITEM_CONTROL_SYSTEM, code }] },
  });

export const translation = (lang: string, content: string): Json => ({
  url: STANDARD_EXTENSION.translation,
  extension: [
    { url: 'lang', valueCode: lang },
    { url: 'content', valueString: content },
  ],
});

/** `enableWhen` of one condition: `when('a', '=', { answerBoolean: true })`. */
export const when = (question: string, operator: string, answer: Json): Json => ({
  question,
  operator,
  ...answer,
});

/** An extension that carries a FHIRPath expression. */
export const expression = (url: string, text: string, name?: string): Json =>
  extension(url, {
    valueExpression: { language: 'text/fhirpath', expression: text, ...(name !== undefined && { name }) },
  });

/** FHIRPath of the values answered to a question, wherever it stands. */
export const valuesOf = (linkId: string): string =>
  `%resource.descendants().where(linkId = '${linkId}').answer.value`;
