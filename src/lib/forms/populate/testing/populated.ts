import type { Answers } from '../../answer-types.ts';
import { STANDARD_EXTENSION } from '../../extensions.ts';
import { loadFhirPath } from '../../fhirpath/engine.ts';
import { keyOf } from '../../run/key.ts';
import { populate } from '../../populate.ts';
import { aWeight, extension } from '../../testing/questionnaire.ts';
import { compiled } from '../../testing/scenario.ts';

/** Builders of forms that are filled in beforehand, and of what they are filled from. */
export type Json = Readonly<Record<string, unknown>>;

export const NOW = new Date('2026-04-01T01:00:00.000Z');
export const expressions = await loadFhirPath([]);

export const fhirPath = (url: string, expression: string, name?: string): Json =>
  extension(url, {
    valueExpression: { language: 'text/fhirpath', expression, ...(name !== undefined && { name }) },
  });
export const filledBy = (expression: string, more: Json = {}): Json => ({
  extension: [fhirPath(STANDARD_EXTENSION.initialExpression, expression)],
  ...more,
});
export const rowsFrom = (expression: string, name: string): Json =>
  fhirPath(STANDARD_EXTENSION.itemPopulationContext, expression, name);
export const linkPeriod = (value: number, code: string): Json =>
  extension(STANDARD_EXTENSION.observationLinkPeriod, { valueDuration: { value, code } });
export const launches = (name: string, type: string): Json => ({
  url: STANDARD_EXTENSION.launchContext,
  extension: [
    { url: 'name', valueCoding: { code: name } },
    { url: 'type', valueCode: type },
  ],
});

export const aPatient = (more: Json = {}): Json => ({
  resourceType: 'Patient',
  id: 'p1',
  gender: 'female',
  birthDate: '2025-12-10',
  name: [{ family: '山田', given: ['はな'] }],
  contact: [
    { name: { text: '山田一郎' }, telecom: [{ value: '090-1' }, { value: '090-2' }] },
    { name: { text: '山田花江' }, telecom: [{ value: '090-3' }] },
  ],
  ...more,
});

export const aBundle = (...resources: readonly Json[]): Json => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});

export const WEIGHT = { system: 'http://loinc.org', code: '29463-7' };
export const anObservation = (effectiveDateTime: string, more: Json = {}): Json => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [WEIGHT] },
  subject: { reference: 'Patient/p1' },
  effectiveDateTime,
  valueQuantity: { value: 6200, unit: 'g', system: 'http://unitsofmeasure.org', code: 'g' },
  ...more,
});
export const grams = (value: number): Json => ({ valueQuantity: { value, unit: 'g', code: 'g' } });
export const weighed = (more: Json = {}): Json =>
  aWeight('w', { code: [WEIGHT], extension: [linkPeriod(90, 'd')], ...more });

export const opened = (questionnaire: Json, sources: { resources?: Json; bundle?: unknown } = {}) => {
  const form = compiled(questionnaire, { expressions });
  return populate(form, { now: NOW, resources: {}, ...sources });
};

/** The values at a key, as a test says them. */
export const said = (answers: Answers, linkId: string, ...rows: readonly number[]): readonly unknown[] =>
  (answers.get(keyOf(linkId, rows.map(String))) ?? []).flatMap((answer) => {
    if (answer.type === 'coding') return answer.value.code;
    return 'value' in answer ? [answer.value] : [];
  });

export const codes = ({ problems }: ReturnType<typeof populate>): readonly string[] =>
  problems.map(({ code }) => code);
