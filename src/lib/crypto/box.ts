import { concatBytes, randomBytes, utf8, type Bytes } from './bytes.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The 32 raw bytes as a non-extractable AES-256-GCM key. */
export const importBoxKey = (raw: Bytes): Promise<CryptoKey> => {
  if (raw.length !== 32) throw new RangeError('a box key has 32 bytes');
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
};

/** A new non-extractable AES-256-GCM key. */
export const generateBoxKey = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);

/**
 * Encrypts under AES-256-GCM with a random 96-bit IV: IV ‖ ciphertext ‖ tag, 28 bytes longer than the plaintext.
 * One key takes at most 2³² boxes (NIST SP 800-38D §8.3).
 *
 * @param aad names what the box holds and where it lies, `hagukumi/…`; opening needs the same text
 */
export const sealBox = async (key: CryptoKey, plaintext: Bytes, aad: string): Promise<Bytes> => {
  const iv = randomBytes(IV_BYTES);
  const algorithm = { name: 'AES-GCM', iv, additionalData: utf8(aad) };
  return concatBytes(iv, new Uint8Array(await crypto.subtle.encrypt(algorithm, key, plaintext)));
};

/** The plaintext, or `undefined` when key, bytes or `aad` are not those of the sealing. */
export const openBox = async (key: CryptoKey, box: Bytes, aad: string): Promise<Bytes | undefined> => {
  if (box.length < IV_BYTES + TAG_BYTES) return undefined;
  const algorithm = { name: 'AES-GCM', iv: box.slice(0, IV_BYTES), additionalData: utf8(aad) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, box.slice(IV_BYTES)));
  } catch {
    return undefined;
  }
};
