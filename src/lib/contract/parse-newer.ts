import { parseAs, type Issue, type Schema } from './parse-as.ts';

/** A value read, and whether fields that this build does not know were left out of it. */
export type Understood<T> =
  | { readonly success: true; readonly data: T; readonly isNewer: boolean }
  | { readonly success: false; readonly data?: undefined };

type Path = readonly PropertyKey[];

/** An alternative is judged anew once its unknown fields are gone; each look goes one such layer deeper. */
const LOOKS_MAX = 4;

/** Paths of the fields that are not known, or `undefined` when something else is wrong as well. */
const unknownFields = (issues: readonly Issue[], at: Path = []): readonly Path[] | undefined => {
  const found: Path[] = [];
  for (const { code, path, keys = [], errors = [] } of issues) {
    const here = [...at, ...path];
    if (code === 'unrecognized_keys') {
      found.push(...keys.map((key) => [...here, key]));
      continue;
    }
    const fitting = errors.map((alternative) => unknownFields(alternative, here)).find((fields) => fields);
    if (code !== 'invalid_union' || fitting === undefined) return undefined;
    found.push(...fitting);
  }
  return found;
};

const without = (value: unknown, fields: readonly Path[]): unknown => {
  const copy = structuredClone(value);
  for (const field of fields) {
    const owner = field
      .slice(0, -1)
      .reduce<unknown>(
        (inside, key) =>
          typeof inside === 'object' && inside !== null ? (Reflect.get(inside, key) as unknown) : undefined,
        copy,
      );
    const last = field.at(-1);
    if (typeof owner === 'object' && owner !== null && last !== undefined)
      Reflect.deleteProperty(owner, last);
  }
  return copy;
};

/**
 * What a hub says, read by a tablet whose build may be older: strict, save that object fields which this build does not
 * know are left out. A hub adds only what may be passed over; what has to be understood gets a new schema version or
 * path. Never the other way round: a hub takes nothing from a tablet that it does not know.
 */
export const parseNewer = <T>(schema: Schema<T>, value: unknown): Understood<T> => {
  let known = value;
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const read = parseAs(schema, known);
    if (read.success) return { ...read, isNewer: look > 0 };
    const unknown = unknownFields(read.issues);
    if (unknown === undefined) break;
    known = without(known, unknown);
  }
  return { success: false };
};
