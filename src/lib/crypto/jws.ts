import { CompactSign } from 'jose/jws/compact/sign';
import { compactVerify } from 'jose/jws/compact/verify';
import { decodeProtectedHeader } from 'jose/decode/protected_header';
import { fromBase64Url } from '../contract/base64url.ts';
import type { VerifyKey } from '../contract/bundle.ts';
import { fromUtf8, utf8 } from './bytes.ts';
import { readVerifyKey, type Signer } from './es256.ts';

/** Compact JWS (RFC 7515) over a text, ES256, with `typ` and `kid` in the protected header. */
export const signJws = (type: string, payload: string, signer: Signer): Promise<string> =>
  new CompactSign(utf8(payload))
    .setProtectedHeader({ alg: 'ES256', typ: type, kid: signer.kid })
    .sign(signer.privateKey);

/** The key id of a JWS's header, not yet believed, that has exactly `alg` ES256, the expected `typ` and a `kid`. */
export const kidOfHeader = (compact: string, type: string): string | undefined => {
  try {
    const header = decodeProtectedHeader(compact);
    const { alg, typ, kid, ...rest } = header;
    return alg === 'ES256' && typ === type && Object.keys(rest).length === 0 ? kid : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The payload of a compact JWS, or `undefined` unless all hold: `alg` is ES256, `typ` is `type`, `kid` is listed,
 * no other header stands in it, the signature is good, the payload is UTF-8.
 */
export const verifyJws = async (
  type: string,
  compact: string,
  keys: readonly VerifyKey[],
): Promise<string | undefined> => {
  // Each JWS has one text: libraries let the unused bits of a part's last character be anything.
  if (compact.split('.').some((part) => fromBase64Url(part) === undefined)) return undefined;
  const kid = kidOfHeader(compact, type);
  const listed = keys.find((key) => key.kid === kid);
  if (listed === undefined) return undefined;
  const publicKey = await readVerifyKey(listed);
  if (publicKey === undefined) return undefined;
  try {
    const { payload } = await compactVerify(compact, publicKey, { algorithms: ['ES256'] });
    return fromUtf8(payload);
  } catch {
    return undefined;
  }
};
