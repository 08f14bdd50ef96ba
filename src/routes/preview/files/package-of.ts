import { isResource, resourcesIn } from './resources-in.ts';

/** Joins parts of a form that came as several files (Questionnaire, ValueSets) to the one Bundle they make. */
export const packageOf = (parts: readonly unknown[]): Readonly<Record<string, unknown>> => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: parts
    .flatMap((json): readonly unknown[] =>
      isResource(json) && json.resourceType === 'Bundle' ? resourcesIn(json) : [json],
    )
    .map((resource) => ({ resource })),
});
