/** A JSON object that calls itself a FHIR resource. */
export type Resource = Readonly<Record<string, unknown>> & { readonly resourceType: string };

export const isResource = (json: unknown): json is Resource =>
  typeof json === 'object' &&
  json !== null &&
  'resourceType' in json &&
  typeof json.resourceType === 'string';

/** A resource; of a Bundle what it holds. */
export const resourcesIn = (json: unknown): readonly Resource[] => {
  if (!isResource(json)) return [];
  if (json.resourceType !== 'Bundle') return [json];
  const entries: readonly unknown[] = Array.isArray(json['entry']) ? json['entry'] : [];
  return entries.flatMap((entry) => {
    const resource =
      typeof entry === 'object' && entry !== null && 'resource' in entry ? entry.resource : undefined;
    return isResource(resource) ? [resource] : [];
  });
};

/** Data about a person and no part of a form: what a form can be filled in from. */
export const isData = (json: unknown): boolean => {
  const types = resourcesIn(json).map(({ resourceType }) => resourceType);
  return types.length > 0 && !types.includes('Questionnaire') && !types.includes('ValueSet');
};
