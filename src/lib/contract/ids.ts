import * as z from 'zod/mini';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A UUID in lower case (RFC 9562). */
export const Uuid = z.string().check(z.regex(UUID));

/** Local government code (全国地方公共団体コード): five digits and a check digit. */
export const MunicipalityCode = z.string().check(z.regex(/^\d{6}$/));

/** Whether the text is what `toISOString` writes for the instant it names: no 31 February, no 25 o'clock. */
const isExactInstant = (text: string): boolean => {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
};

/** Calendar date `YYYY-MM-DD`, a day that exists. */
export const CivilDate = z
  .string()
  .check(z.refine((text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isExactInstant(`${text}T00:00:00.000Z`)));

/** Instant in UTC, ISO 8601 with milliseconds and a four-digit year, as `Date.prototype.toISOString` writes it. */
export const Instant = z
  .string()
  .check(
    z.refine((text) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) && isExactInstant(text)),
  );

/** Bytes as base64url without padding, at most 1 MiB of text. */
export const Base64Url = z.string().check(z.regex(/^[A-Za-z0-9_-]*$/), z.maxLength(1_048_576));

/** A SHA-256 as 64 lower-case hex digits. */
export const Sha256Hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));

export const isUuid = (text: string): boolean => UUID.test(text);

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

const dashed = (text: string): string =>
  `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;

/** The 16 bytes as a UUID of the given version, with the RFC 9562 variant bits set. */
export const uuidFromBytes = (bytes: Uint8Array, version: 4 | 7 | 8): string => {
  const copy = bytes.slice(0, 16);
  copy[6] = ((copy[6] ?? 0) & 0x0f) | (version << 4);
  copy[8] = ((copy[8] ?? 0) & 0x3f) | 0x80;
  return dashed(hex(copy));
};

/** The inverse of {@link uuidToBytes}: `undefined` unless the bytes are a UUID as they stand. */
export const readUuid = (bytes: Uint8Array): string | undefined => {
  const text = dashed(hex(bytes));
  return isUuid(text) ? text : undefined;
};

export const uuidToBytes = (uuid: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(uuid.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/**
 * UUID version 7.
 * @param nowMs milliseconds since 1970
 * @param random at least 10 random bytes
 */
export const uuidV7 = (nowMs: number, random: Uint8Array): string => {
  const bytes = new Uint8Array(16);
  let rest = Math.floor(nowMs);
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  return uuidFromBytes(bytes, 7);
};
