import { decode, encode } from 'cborg';

export type Cbor = null | boolean | number | string | Uint8Array | readonly Cbor[] | ReadonlyMap<number, Cbor>;

/** Deterministic CBOR (RFC 8949 §4.2): shortest integers, definite lengths, sorted map keys. */
export const toCbor = (value: Cbor): Uint8Array<ArrayBuffer> => Uint8Array.from(encode(value));

/**
 * Strict CBOR: no indefinite lengths, no tags, no duplicate keys, no trailing bytes, maps only with integer keys.
 * Depth is bounded by the caller's limit on the byte length (≤ 256 KiB).
 * @returns `undefined` when the bytes are anything else
 */
export const fromCbor = (bytes: Uint8Array): unknown => {
  try {
    return decode(bytes, {
      allowIndefinite: false,
      allowUndefined: false,
      allowNaN: false,
      allowInfinity: false,
      rejectDuplicateMapKeys: true,
      strict: true,
      useMaps: true,
    }) as unknown;
  } catch {
    return undefined;
  }
};
