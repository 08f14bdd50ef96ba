import { fromBase64Url } from '../contract/base64url.ts';
import type { Bytes } from './bytes.ts';

const KEY = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A public P-256 key as JWK coordinates (RFC 7518 §6.2): base64url of 32 bytes each. */
export interface Coordinates {
  readonly x: string;
  readonly y: string;
}

/** A private ES256 key and the id under which its public part is known. */
export interface Signer {
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

export const generateSigningKeyPair = (extractable: boolean): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey(KEY, extractable, ['sign', 'verify']);

export const publicCoordinates = async (publicKey: CryptoKey): Promise<Coordinates> => {
  const { x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  if (x === undefined || y === undefined) throw new TypeError('not an elliptic curve key');
  return { x, y };
};

/** @throws DataError when the coordinates are no point of P-256; for keys of strangers {@link readVerifyKey} */
export const importVerifyKey = ({ x, y }: Coordinates): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, KEY, true, ['verify']);

/** {@link importVerifyKey} for untrusted input: `undefined` when the coordinates are no point of P-256. */
export const readVerifyKey = async (coordinates: Coordinates): Promise<CryptoKey | undefined> => {
  if (fromBase64Url(coordinates.x)?.length !== 32 || fromBase64Url(coordinates.y)?.length !== 32) {
    return undefined;
  }
  try {
    return await importVerifyKey(coordinates);
  } catch {
    return undefined;
  }
};

/** A private key that {@link exportSigningKey} wrote, non-extractable. */
export const importSigningKey = (jwk: JsonWebKey): Promise<CryptoKey> =>
  crypto.subtle.importKey('jwk', jwk, KEY, false, ['sign']);

/** The private key as JWK, with its public coordinates. The key must be extractable. */
export const exportSigningKey = (privateKey: CryptoKey): Promise<JsonWebKey> =>
  crypto.subtle.exportKey('jwk', privateKey);

/** ES256 signature: r ‖ s, 64 bytes (RFC 7518 §3.4). */
export const signEs256 = async (privateKey: CryptoKey, bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.sign(SIGNATURE, privateKey, bytes));

export const verifyEs256 = async (publicKey: CryptoKey, signature: Bytes, bytes: Bytes): Promise<boolean> =>
  signature.length === 64 && (await crypto.subtle.verify(SIGNATURE, publicKey, signature, bytes));
