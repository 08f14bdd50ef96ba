/** Bytes turned into characters at a time: fewer than any engine takes as arguments. */
const CHUNK = 8_192;

/** Bytes as base64url without padding (RFC 4648 §5). */
export const toBase64Url = (bytes: Uint8Array): string => {
  let binary = '';
  for (let index = 0; index < bytes.length; index += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(index, index + CHUNK));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
};

/** What may stand after the whole groups of four: unused bits are zero. */
const CANONICAL_TAIL = /^(?:.[AQgw]|..[AEIMQUYcgkosw048])?$/;

/** The bytes of a base64url text, or `undefined` when {@link toBase64Url} would not have written it. */
export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || !CANONICAL_TAIL.test(text.slice(text.length & ~3))) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
};
