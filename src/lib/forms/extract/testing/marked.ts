import { STANDARD_EXTENSION } from '../../extensions.ts';
import { loadFhirPath } from '../../fhirpath/engine.ts';
import { aQuestionnaire, extension } from '../../testing/questionnaire.ts';
import type { Scenario } from '../../testing/scenario.ts';
import { extractObservations } from '../extract-observations.ts';

/** Builders of forms whose answers become Observations. */
export type Json = Readonly<Record<string, unknown>>;

export const expressions = await loadFhirPath([]);
export const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire';

export const marked = (value: boolean | string): Json =>
  extension(
    STANDARD_EXTENSION.observationExtract,
    typeof value === 'string' ? { valueCode: value } : { valueBoolean: value },
  );
export const category = (code: string): Json =>
  extension(STANDARD_EXTENSION.observationExtractCategory, { valueCodeableConcept: { coding: [{ code }] } });
export const coded = (code: string, ...extensions: readonly Json[]): Json => ({
  code: [{ system: 'http://loinc.org', code }],
  ...(extensions.length > 0 && { extension: extensions }),
});
/** A form in which everything with a code is extracted. */
export const aMarked = (items: readonly Json[], ...extensions: readonly Json[]): Json =>
  aQuestionnaire(items, { extension: [marked(true), ...extensions] });

let ids = 0;
export const meta = () => {
  ids = 0;
  const newId = (): string => {
    ids += 1;
    return `00000000-0000-0000-0000-${String(ids).padStart(12, '0')}`;
  };
  return { now: new Date('2026-04-01T01:00:00.000Z'), newId };
};

export const about = { subject: { reference: 'Patient/p1' } };

export const extracted = (scenario: Scenario, more: Json = about) => {
  const { bundle, problems } = extractObservations(
    scenario.form,
    { ...scenario.response(), ...more },
    meta(),
  );
  const entries = (bundle['entry'] ?? []) as readonly { fullUrl: string; request: Json; resource: Json }[];
  return { bundle, entries, problems, resources: entries.map(({ resource }) => resource) };
};

export const codesOf = (resources: readonly Json[]): readonly string[] =>
  resources.map(({ code }) => (code as { coding: readonly { code: string }[] }).coding[0]?.code ?? '');
