/** A plain block is never longer than this; a length beyond it is no Snappy. */
const MAX_LENGTH = 64 * 1024 * 1024;

interface Varint {
  readonly value: number;
  readonly next: number;
}

/** Little-endian base 128 of at most 32 bits. */
export const readVarint = (bytes: Uint8Array, at: number): Varint | undefined => {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * index);
    if (byte < 0x80) return value > 0xffff_ffff ? undefined : { value, next: at + index + 1 };
  }
  return undefined;
};

const littleEndian = (bytes: Uint8Array, at: number, count: number): number => {
  let value = 0;
  for (let index = 0; index < count; index += 1) value += (bytes[at + index] ?? 0) * 2 ** (8 * index);
  return value;
};

/** What a tag says: so many bytes that follow, or so many from what was written before. */
interface Element {
  readonly length: number;
  /** How far back; `undefined` for literal bytes. */
  readonly offset: number | undefined;
  readonly next: number;
}

const readElement = (bytes: Uint8Array, at: number): Element | undefined => {
  const tag = bytes[at];
  if (tag === undefined) return undefined;
  const upper = tag >> 2;
  if ((tag & 3) === 0) {
    const extra = upper < 60 ? 0 : upper - 59;
    if (at + extra >= bytes.length) return undefined;
    const length = (extra === 0 ? upper : littleEndian(bytes, at + 1, extra)) + 1;
    return { length, offset: undefined, next: at + 1 + extra };
  }
  const size = [0, 1, 2, 4][tag & 3] ?? 0;
  if (at + size >= bytes.length) return undefined;
  const low = littleEndian(bytes, at + 1, size);
  return size === 1
    ? { length: (upper & 7) + 4, offset: ((tag >> 5) << 8) + low, next: at + 2 }
    : { length: upper + 1, offset: low, next: at + 1 + size };
};

/**
 * Undoes raw Snappy (no framing). Source: google/snappy `format_description.txt`.
 * @param exact when false, bytes after the end of the stream are left alone
 * @returns `undefined` when the bytes are not Snappy
 */
export const unsnap = (bytes: Uint8Array, exact = true): Uint8Array | undefined => {
  const length = readVarint(bytes, 0);
  if (length === undefined || length.value > MAX_LENGTH) return undefined;
  // No element makes more than 64 bytes out of 2.
  if (length.value > bytes.length * 32) return undefined;
  const plain = new Uint8Array(length.value);
  let [from, to] = [length.next, 0];
  while (to < plain.length) {
    const element = readElement(bytes, from);
    if (element === undefined || to + element.length > plain.length) return undefined;
    from = element.next;
    if (element.offset === undefined) {
      if (from + element.length > bytes.length) return undefined;
      plain.set(bytes.subarray(from, from + element.length), to);
      from += element.length;
    } else {
      if (element.offset === 0 || element.offset > to) return undefined;
      // Byte by byte: a copy may reach into what it writes.
      for (let index = 0; index < element.length; index += 1) {
        plain[to + index] = plain[to + index - element.offset] ?? 0;
      }
    }
    to += element.length;
  }
  return exact && from !== bytes.length ? undefined : plain;
};
