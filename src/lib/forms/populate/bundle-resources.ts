import { type JsonObject, isJsonObject, jsonObjects, own } from '../json-object.ts';

/** What a Bundle holds, and under which addresses. */
export interface BundleResources {
  readonly resources: readonly JsonObject[];
  /** By `Type/id` and by the entry's own address. */
  readonly byReference: ReadonlyMap<string, JsonObject>;
}

/** `Type/id` of a resource; undefined where it has no id. */
export const referenceTo = (resource: JsonObject): string | undefined => {
  const type = own(resource, 'resourceType');
  const id = own(resource, 'id');
  return typeof type === 'string' && typeof id === 'string' ? `${type}/${id}` : undefined;
};

/** The resources of a Bundle; undefined for what is none. */
export const resourcesOf = (bundle: unknown): BundleResources | undefined => {
  if (!isJsonObject(bundle) || own(bundle, 'resourceType') !== 'Bundle') return undefined;
  const resources: JsonObject[] = [];
  const byReference = new Map<string, JsonObject>();
  for (const entry of jsonObjects(own(bundle, 'entry'))) {
    const resource = own(entry, 'resource');
    if (!isJsonObject(resource)) continue;
    resources.push(resource);
    const fullUrl = own(entry, 'fullUrl');
    if (typeof fullUrl === 'string') byReference.set(fullUrl, resource);
    const reference = referenceTo(resource);
    if (reference !== undefined) byReference.set(reference, resource);
  }
  return { resources, byReference };
};

/** What a Reference element points to. An address of another server is taken for its last two parts. */
export const resolved = (reference: unknown, { byReference }: BundleResources): JsonObject | undefined => {
  const text = isJsonObject(reference) ? own(reference, 'reference') : undefined;
  if (typeof text !== 'string') return undefined;
  return byReference.get(text) ?? byReference.get(text.split('/').slice(-2).join('/'));
};
