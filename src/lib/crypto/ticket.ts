import { fromBase45, toBase45 } from '../contract/base45.ts';
import type { VerifyKey } from '../contract/bundle.ts';
import { fromCbor, toCbor } from '../contract/cbor.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import {
  decodeTicketClaims,
  encodeTicketClaims,
  TICKET_MAX_LENGTH,
  TICKET_PREFIX,
  type TicketClaims,
} from '../contract/ticket.ts';
import { ok } from '../domain/result.ts';
import { fromUtf8, utf8, type Bytes } from './bytes.ts';
import { readVerifyKey, signEs256, verifyEs256, type Signer } from './es256.ts';

/** Longest key id of a ticket key, bytes of UTF-8. */
export const TICKET_KID_MAX_BYTES = 8;

// COSE header parameters and algorithm (RFC 9052 §3.1, RFC 9053 §2.1).
const ALG = 1;
const KID = 4;
const ES256 = -7;

/** What a COSE_Sign1 signature covers (RFC 9052 §4.4), with the product's name as external data. */
const sigStructure = (protectedHeader: Bytes, payload: Bytes): Bytes =>
  toCbor(['Signature1', protectedHeader, utf8('hagukumi/ticket/1'), payload]);

/**
 * The text of a ticket: `HGK1:` and the Base45 of an untagged COSE_Sign1 with ES256.
 * @throws RangeError when the signer's key id is not 1–{@link TICKET_KID_MAX_BYTES} bytes
 */
export const signTicket = async (claims: TicketClaims, signer: Signer): Promise<string> => {
  const kid = utf8(signer.kid);
  if (kid.length < 1 || kid.length > TICKET_KID_MAX_BYTES) throw new RangeError('ticket key id too long');
  const protectedHeader = toCbor(
    new Map<number, number | Uint8Array>([
      [ALG, ES256],
      [KID, kid],
    ]),
  );
  const payload = encodeTicketClaims(claims);
  const signature = await signEs256(signer.privateKey, sigStructure(protectedHeader, payload));
  return TICKET_PREFIX + toBase45(toCbor([protectedHeader, new Map(), payload, signature]));
};

interface CoseSign1 {
  readonly protectedHeader: Bytes;
  readonly alg: unknown;
  readonly kid: string;
  readonly payload: Bytes;
  readonly signature: Bytes;
}

const isBytes = (value: unknown): value is Bytes => value instanceof Uint8Array;

const parseCoseSign1 = (bytes: Bytes): CoseSign1 | undefined => {
  const parts = fromCbor(bytes);
  if (!Array.isArray(parts) || parts.length !== 4) return undefined;
  const [protectedHeader, unprotected, payload, signature] = parts as unknown[];
  if (!isBytes(protectedHeader) || !isBytes(payload) || !isBytes(signature)) return undefined;
  if (!(unprotected instanceof Map) || unprotected.size !== 0) return undefined;
  const header = fromCbor(protectedHeader);
  if (!(header instanceof Map) || header.size !== 2 || !header.has(ALG)) return undefined;
  const kidBytes: unknown = header.get(KID);
  if (!isBytes(kidBytes) || kidBytes.length < 1 || kidBytes.length > TICKET_KID_MAX_BYTES) return undefined;
  const kid = fromUtf8(kidBytes);
  if (kid === undefined) return undefined;
  return { protectedHeader, alg: header.get(ALG), kid, payload, signature };
};

const isSignedBy = async (cose: CoseSign1, key: VerifyKey): Promise<boolean> => {
  if (cose.alg !== ES256) return false;
  const publicKey = await readVerifyKey(key);
  if (publicKey === undefined) return false;
  return verifyEs256(publicKey, cose.signature, sigStructure(cose.protectedHeader, cose.payload));
};

/**
 * The claims of a ticket that this municipality issued and that is valid now. Checked in this order, the first
 * failure is the answer: prefix, length and shape, key id, signature, claims, municipality, times.
 * Never throws, whatever the text.
 */
export const verifyTicket = async (
  text: string,
  expected: {
    readonly keys: readonly VerifyKey[];
    /** 6-digit code of the tablet's municipality. */
    readonly municipality: string;
    /** Seconds since 1970, hub time as well as the tablet knows it. */
    readonly nowSeconds: number;
  },
): Promise<Outcome<TicketClaims>> => {
  if (!text.startsWith(TICKET_PREFIX)) return problem('ticket-not-ours');
  if (text.length > TICKET_MAX_LENGTH) return problem('ticket-malformed');
  const bytes = fromBase45(text.slice(TICKET_PREFIX.length));
  const cose = bytes === undefined ? undefined : parseCoseSign1(bytes);
  if (cose === undefined) return problem('ticket-malformed');
  const key = expected.keys.find(({ kid }) => kid === cose.kid);
  if (key === undefined) return problem('ticket-key-unknown');
  if (!(await isSignedBy(cose, key))) return problem('ticket-forged');
  const claims = decodeTicketClaims(cose.payload);
  if (claims === 'malformed') return problem('ticket-malformed');
  if (claims === 'program-unknown') return problem('ticket-program-unknown');
  if (claims.municipality !== expected.municipality) return problem('ticket-foreign-municipality');
  if (expected.nowSeconds < claims.notBefore) return problem('ticket-not-yet-valid');
  if (expected.nowSeconds >= claims.expires) return problem('ticket-expired');
  return ok(claims);
};
