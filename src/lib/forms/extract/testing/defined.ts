import { STANDARD_EXTENSION } from '../../extensions.ts';
import { loadFhirPath } from '../../fhirpath/engine.ts';
import { aQuestionnaire, extension } from '../../testing/questionnaire.ts';
import { Scenario } from '../../testing/scenario.ts';
import { extractDefinitions } from '../extract-definitions.ts';

/** Builders of forms whose answers fill resources. */
export type Json = Readonly<Record<string, unknown>>;

export const expressions = await loadFhirPath([]);
export const CORE = 'http://hl7.org/fhir/StructureDefinition/';
export const PROFILE = 'https://example.org/fhir/StructureDefinition/checkup-child';

/** `Patient.name.family` as a definition. */
export const at = (path: string, url = `${CORE}${path.split('.')[0] ?? ''}`): string => `${url}#${path}`;
export const fills = (path: string, ...extensions: readonly Json[]): Json => ({
  definition: at(path),
  ...(extensions.length > 0 && { extension: extensions }),
});
export const begins = (definition: string, entry: Readonly<Record<string, string>> = {}): Json => ({
  url: STANDARD_EXTENSION.definitionExtract,
  extension: [
    {
      url: 'definition',
      valueCanonical: definition.startsWith('http') ? definition : `${CORE}${definition}`,
    },
    ...Object.entries(entry).map(([url, valueString]) => ({ url, valueString })),
  ],
});
export const value = (path: string, given: Json, url?: string): Json => ({
  url: STANDARD_EXTENSION.definitionExtractValue,
  extension: [{ url: 'definition', valueUri: at(path, url) }, given],
});
export const fixed = (path: string, given: Json): Json => value(path, { url: 'fixed-value', ...given });
export const worked = (path: string, expression: string): Json =>
  value(path, { url: 'expression', valueExpression: { language: 'text/fhirpath', expression } });
export const allocates = (name: string): Json =>
  extension('http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-extractAllocateId', {
    valueString: name,
  });
export const on = (...extensions: readonly Json[]): Json => ({ extension: extensions });

export const meta = () => {
  let ids = 0;
  return { now: new Date('2026-04-01T01:00:00.000Z'), newId: () => `id-${String((ids += 1))}` };
};

export const scenario = (items: readonly Json[], more: Json = {}): Scenario =>
  new Scenario(aQuestionnaire(items, more), { expressions });

export const extracted = (from: Scenario, more: Json = {}) => {
  const { bundle, problems } = extractDefinitions(from.form, { ...from.response(), ...more }, meta());
  const entries = (bundle['entry'] ?? []) as readonly { fullUrl: string; request: Json; resource: Json }[];
  return { entries, problems, resources: entries.map(({ resource }) => resource) };
};
