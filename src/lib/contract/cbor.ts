import { decode, encode } from 'cborg';

export type Cbor =
  null | boolean | number | string | Uint8Array | readonly Cbor[] | ReadonlyMap<number, Cbor>;

/** Deterministic CBOR (RFC 8949 §4.2): shortest integers, definite lengths, sorted map keys. */
export const toCbor = (value: Cbor): Uint8Array<ArrayBuffer> => new Uint8Array(encode(value));

const isCbor = (value: unknown): value is Cbor => {
  if (Array.isArray(value)) return value.every(isCbor);
  if (!(value instanceof Map)) return true;
  return [...(value as Map<unknown, unknown>)].every(
    ([key, item]) => Number.isSafeInteger(key) && isCbor(item),
  );
};

const isSame = (a: Uint8Array, b: Uint8Array): boolean => {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
};

/**
 * The value that {@link toCbor} writes as exactly these bytes; maps come as `Map` with integer keys, byte strings as
 * copies. Any other encoding of the same value is refused: indefinite lengths, unsorted or duplicate keys, long
 * integers, ill-formed UTF-8, tags, NaN, trailing bytes. Hostile depth is refused too, whatever the length.
 * @returns `undefined` when the bytes are anything else
 */
export const fromCbor = (bytes: Uint8Array): unknown => {
  try {
    const value: unknown = decode(bytes, {
      allowBigInt: false,
      allowIndefinite: false,
      allowUndefined: false,
      allowNaN: false,
      allowInfinity: false,
      rejectDuplicateMapKeys: true,
      strict: true,
      useMaps: true,
    });
    return isCbor(value) && isSame(toCbor(value), bytes) ? value : undefined;
  } catch {
    return undefined;
  }
};
