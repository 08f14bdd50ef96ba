import type { Coding } from '../answer-types.ts';
import { readCoding } from '../codec/coding.ts';
import { isJsonObject, type JsonObject, jsonObjects, own } from '../json-object.ts';

/** Most codes of one value set that are offered. */
export const VALUE_SET_MAX_CODES = 5_000;

/** ValueSets by the names a form can call them: `#id` when contained, else `url` and `url|version`. */
export const indexValueSets = (
  contained: unknown,
  supplied: readonly unknown[],
): ReadonlyMap<string, JsonObject> => {
  const byName = new Map<string, JsonObject>();
  const isSet = (each: JsonObject): boolean => own(each, 'resourceType') === 'ValueSet';
  for (const set of jsonObjects(contained).filter(isSet)) {
    const id = own(set, 'id');
    if (typeof id === 'string') byName.set(`#${id}`, set);
  }
  for (const set of supplied.filter(isJsonObject).filter(isSet)) {
    const url = own(set, 'url');
    const version = own(set, 'version');
    if (typeof url !== 'string') continue;
    byName.set(url, set);
    if (typeof version === 'string') byName.set(`${url}|${version}`, set);
  }
  return byName;
};

/** A code with the score it may carry. */
export interface ListedCode {
  readonly coding: Coding;
  /** The FHIR element it was read from, for its extensions and translations. */
  readonly element: JsonObject;
}

const listed = (element: JsonObject, system: unknown): readonly ListedCode[] => {
  const coding = readCoding({ ...element, system: own(element, 'system') ?? system });
  return coding === undefined ? [] : [{ coding, element }];
};

/** The codes of an expansion in its order, abstract headings left out, nested ones included however deep they stand. */
const expanded = (contains: unknown): readonly ListedCode[] => {
  const codes: ListedCode[] = [];
  const open = [...jsonObjects(contains)].reverse();
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    if (own(entry, 'abstract') !== true) codes.push(...listed(entry, undefined));
    for (const inner of jsonObjects(own(entry, 'contains')).toReversed()) open.push(inner);
  }
  return codes;
};

/** The codes a compose lists one by one; undefined when it needs a terminology server. */
const composed = (compose: JsonObject): readonly ListedCode[] | undefined => {
  const codes: ListedCode[] = [];
  if (own(compose, 'exclude') !== undefined) return undefined;
  for (const include of jsonObjects(own(compose, 'include'))) {
    const concepts = own(include, 'concept');
    if (!Array.isArray(concepts) || own(include, 'filter') !== undefined) return undefined;
    if (own(include, 'valueSet') !== undefined) return undefined;
    codes.push(...jsonObjects(concepts).flatMap((concept) => listed(concept, own(include, 'system'))));
  }
  return codes;
};

/** The codes of a value set that can be told without a server; undefined for any other, and for too many. */
export const codesOf = (set: JsonObject): readonly ListedCode[] | undefined => {
  const expansion = own(set, 'expansion');
  const compose = own(set, 'compose');
  const codes = isJsonObject(expansion)
    ? expanded(own(expansion, 'contains'))
    : isJsonObject(compose)
      ? composed(compose)
      : undefined;
  return codes === undefined || codes.length > VALUE_SET_MAX_CODES ? undefined : codes;
};
