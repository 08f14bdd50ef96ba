import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import type { VerifyKey } from '../contract/bundle.ts';
import { fromUtf8, utf8, type Bytes } from './bytes.ts';
import { readVerifyKey, verifyEs256, type Signer } from './es256.ts';
import { kidOfHeader, signJws } from './jws.ts';

/** `typ` of a revision that was signed by a member of staff. */
export const REVISION_TYPE = 'hagukumi-revision+jws';

/**
 * What is sealed of a revision. `json` is the text of its content: what is signed is exactly these bytes in UTF-8,
 * never a text that was written anew from their meaning.
 */
export interface RevisionText {
  readonly json: string;
  /** Compact JWS of type {@link REVISION_TYPE} with its payload left out (RFC 7515 appendix F); absent: unsigned. */
  readonly signature?: string;
}

/** Signs a content's JSON text. */
export const signRevisionText = async (json: string, signer: Signer): Promise<RevisionText> => {
  const [header = '', , signature = ''] = (await signJws(REVISION_TYPE, json, signer)).split('.');
  return { json, signature: `${header}..${signature}` };
};

/**
 * The plaintext of an envelope: the JSON alone, or the signature, a line feed, and the JSON. With the payload inside
 * the JWS a revision would grow by a third and photographs that fit unsigned would fit no longer.
 */
export const encodeRevisionText = ({ json, signature }: RevisionText): Bytes =>
  utf8(signature === undefined ? json : `${signature}\n${json}`);

/** What {@link encodeRevisionText} wrote; the signature is not yet verified. `undefined` when it is no UTF-8. */
export const decodeRevisionText = (plaintext: Uint8Array): RevisionText | undefined => {
  const text = fromUtf8(plaintext);
  if (text === undefined) return undefined;
  const [line, signature] = /^([\w-]{1,512}\.\.[\w-]{1,128})\n/.exec(text) ?? [];
  return line === undefined || signature === undefined
    ? { json: text }
    : { json: text.slice(line.length), signature };
};

/** What a signature claims, not yet verified. */
export interface SignatureClaim {
  readonly kid: string;
  /** r ‖ s. */
  readonly signature: Bytes;
  /** What the signature must hold for (RFC 7515 §5.1): the header and the text. */
  readonly input: Bytes;
}

/**
 * The claim of a revision's signature; `undefined` unless it is a compact JWS without payload, in its one spelling,
 * whose header has exactly `alg` ES256, `typ` {@link REVISION_TYPE} and a `kid`.
 */
export const readClaim = ({ json, signature: compact = '' }: RevisionText): SignatureClaim | undefined => {
  const [header, empty, value, ...more] = compact.split('.');
  if (header === undefined || empty !== '' || value === undefined || more.length > 0) return undefined;
  const signature = fromBase64Url(value);
  if (fromBase64Url(header) === undefined || signature === undefined) return undefined;
  const kid = kidOfHeader(compact, REVISION_TYPE);
  return kid === undefined
    ? undefined
    : { kid, signature, input: utf8(`${header}.${toBase64Url(utf8(json))}`) };
};

/** Whether the signature is good, over exactly this text, by the key that it names. `false` when there is none. */
export const verifyRevisionText = async (text: RevisionText, key: VerifyKey): Promise<boolean> => {
  const claim = readClaim(text);
  if (claim?.kid !== key.kid) return false;
  const publicKey = await readVerifyKey(key);
  return publicKey !== undefined && verifyEs256(publicKey, claim.signature, claim.input);
};
