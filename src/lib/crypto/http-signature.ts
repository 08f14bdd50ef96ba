import { problem, type Outcome } from '../contract/problem.ts';
import { ok } from '../domain/result.ts';
import { sha256, utf8, type Bytes } from './bytes.ts';
import { signEs256, verifyEs256 } from './es256.ts';

/** The parts of a request that the signature covers. */
export interface SignedRequest {
  readonly method: string;
  /** Host, with the port unless it is the scheme's default. */
  readonly authority: string;
  /** Absolute path without a query: signed requests have none. */
  readonly path: string;
  /** Absent or empty: the request has no body and carries no Content-Digest. */
  readonly body?: Bytes;
}

export interface SignatureParameters {
  /** 1–64 of `A-Za-z0-9._:-`. */
  readonly keyId: string;
  /** Seconds since 1970. */
  readonly created: number;
  /** 16–64 of `A-Za-z0-9_-`, never used twice by one key. */
  readonly nonce: string;
}

/** A signature's header fields, well formed but not yet verified. */
export interface ReadSignature extends SignatureParameters {
  readonly coversBody: boolean;
  readonly signature: Bytes;
}

const LABEL = 'sig1';
const ALGORITHM = 'ecdsa-p256-sha256';
const WITHOUT_BODY = '("@method" "@authority" "@path")';
const WITH_BODY = '("@method" "@authority" "@path" "content-digest")';

const KEY_ID = /^[A-Za-z0-9._:-]{1,64}$/;
const NONCE = /^[A-Za-z0-9_-]{16,64}$/;
const METHOD = /^[A-Za-z]{1,16}$/;
const AUTHORITY = /^[A-Za-z0-9.:[\]_-]{1,255}$/;
const PATH = /^\/[!-"$->@-~]{0,2047}$/;

const INPUT = new RegExp(
  `^${LABEL}=(\\("@method" "@authority" "@path"( "content-digest")?\\))` +
    `;created=(0|[1-9][0-9]{0,11});nonce="([A-Za-z0-9_-]{16,64})";keyid="([A-Za-z0-9._:-]{1,64})";alg="${ALGORITHM}"$`,
);
/** 64 bytes in base64: 86 characters, the last with four zero bits, and two of padding. */
const SIGNATURE = new RegExp(`^${LABEL}=:([A-Za-z0-9+/]{85}[AQgw]==):$`);

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

const fromBase64 = (text: string): Bytes =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

/** Content-Digest of a body (RFC 9530), SHA-256. */
export const contentDigest = async (body: Bytes): Promise<string> =>
  `sha-256=:${toBase64(await sha256(body))}:`;

const hasBody = (body: Bytes | undefined): body is Bytes => body !== undefined && body.length > 0;

const isSignable = ({ method, authority, path }: SignedRequest): boolean =>
  METHOD.test(method) && AUTHORITY.test(authority) && PATH.test(path);

const parametersText = (covered: string, { created, nonce, keyId }: SignatureParameters): string =>
  `${covered};created=${String(created)};nonce="${nonce}";keyid="${keyId}";alg="${ALGORITHM}"`;

/** Signature base (RFC 9421 §2.5). */
const signatureBase = (request: SignedRequest, digest: string | undefined, parameters: string): Bytes =>
  utf8(
    [
      `"@method": ${request.method.toUpperCase()}`,
      `"@authority": ${request.authority.toLowerCase()}`,
      `"@path": ${request.path}`,
      ...(digest === undefined ? [] : [`"content-digest": ${digest}`]),
      `"@signature-params": ${parameters}`,
    ].join('\n'),
  );

/**
 * The header fields that sign a request (RFC 9421): `signature`, `signature-input` and, with a body,
 * `content-digest`. One strict profile: label, components, parameters and their order never vary.
 * @throws RangeError when a part cannot be signed unambiguously
 */
export const signRequest = async (
  request: SignedRequest,
  { privateKey, ...given }: SignatureParameters & { readonly privateKey: CryptoKey },
): Promise<Record<string, string>> => {
  if (!isSignable(request)) throw new RangeError('request cannot be signed');
  if (!KEY_ID.test(given.keyId) || !NONCE.test(given.nonce) || !/^\d{1,12}$/.test(String(given.created))) {
    throw new RangeError('signature parameters out of bounds');
  }
  const digest = hasBody(request.body) ? await contentDigest(request.body) : undefined;
  const parameters = parametersText(digest === undefined ? WITHOUT_BODY : WITH_BODY, given);
  const signature = await signEs256(privateKey, signatureBase(request, digest, parameters));
  return {
    'signature-input': `${LABEL}=${parameters}`,
    signature: `${LABEL}=:${toBase64(signature)}:`,
    ...(digest === undefined ? {} : { 'content-digest': digest }),
  };
};

/** The signature of a request's header fields, or `undefined` when there is none of this profile. */
export const readSignature = (headers: Headers): ReadSignature | undefined => {
  const input = INPUT.exec(headers.get('signature-input') ?? '');
  const signature = SIGNATURE.exec(headers.get('signature') ?? '')?.[1];
  if (input === null || signature === undefined) return undefined;
  const [, , digest, created = '', nonce = '', keyId = ''] = input;
  return {
    keyId,
    created: Number(created),
    nonce,
    coversBody: digest !== undefined,
    signature: fromBase64(signature),
  };
};

/** What a request's header fields claim: still to be verified with the key of `keyId`. */
export interface SignatureClaim extends ReadSignature {
  /** What the signature is over. */
  readonly base: Bytes;
  /** Content-Digest that the body must have; `undefined` when there is no body. */
  readonly digest: string | undefined;
}

/** The signature of a request and what it covers. `signature-missing`, `signature-invalid`. */
export const readClaim = (request: SignedRequest, headers: Headers): Outcome<SignatureClaim> => {
  if (!headers.has('signature') && !headers.has('signature-input')) return problem('signature-missing');
  const read = readSignature(headers);
  if (read === undefined || !isSignable(request)) return problem('signature-invalid');
  const digest = headers.get('content-digest') ?? undefined;
  if (read.coversBody !== hasBody(request.body) || read.coversBody !== (digest !== undefined)) {
    return problem('signature-invalid');
  }
  const parameters = parametersText(read.coversBody ? WITH_BODY : WITHOUT_BODY, read);
  return ok({ ...read, base: signatureBase(request, digest, parameters), digest });
};

/**
 * Whether the request is the one that the key's holder signed. Not checked here: whether `created` is recent and
 * the nonce new.
 *
 * Codes: `signature-missing`, `signature-invalid`, and `digest-mismatch` when the signature is good but the body
 * is not the signed one.
 */
export const verifyRequest = async (
  request: SignedRequest,
  headers: Headers,
  publicKey: CryptoKey,
): Promise<Outcome<void>> => {
  const claim = readClaim(request, headers);
  if (!claim.ok) return claim;
  const { signature, base, digest } = claim.value;
  if (!(await verifyEs256(publicKey, signature, base))) return problem('signature-invalid');
  if (hasBody(request.body) && (await contentDigest(request.body)) !== digest)
    return problem('digest-mismatch');
  return ok(undefined);
};
