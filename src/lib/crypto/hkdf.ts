import { utf8, type Bytes } from './bytes.ts';

/**
 * HKDF-SHA256 (RFC 5869) with an empty salt: for input that is already uniformly random or stretched.
 *
 * @param ikm input key material
 * @param info what the output is for; every use has its own `hagukumi/…` text
 * @param length bytes, 1–8160
 */
export const hkdf = async (ikm: Bytes, info: string, length = 32): Promise<Bytes> => {
  const key = await crypto.subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits']);
  const algorithm = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info: utf8(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, length * 8));
};
