import { createPrivateKey, sign } from 'node:crypto';
import { toBase64Url } from '../../contract/base64url.ts';
import { utf8 } from '../../crypto/bytes.ts';

/** Signs a text as a compact JWS of a type. */
export type SignNow = (type: string, payload: string) => string;

/**
 * What `signJws` makes, in one call: receipts are signed inside the transaction that stores them, and nothing should
 * be waited for there.
 */
export const signNow = (
  kid: string,
  jwk: { readonly x: string; readonly y: string; readonly d: string },
): SignNow => {
  const key = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', ...jwk }, format: 'jwk' });
  return (type, payload) => {
    const header = JSON.stringify({ alg: 'ES256', typ: type, kid });
    const signed = `${toBase64Url(utf8(header))}.${toBase64Url(utf8(payload))}`;
    const signature = sign('sha256', utf8(signed), { key, dsaEncoding: 'ieee-p1363' });
    return `${signed}.${toBase64Url(Uint8Array.from(signature))}`;
  };
};
