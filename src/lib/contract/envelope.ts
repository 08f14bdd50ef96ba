import { fromCbor, toCbor } from './cbor.ts';

/** HPKE suite 1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM (RFC 9180). */
export const SUITE_P256_AES256GCM = 1;

/** Largest envelope the hub takes, bytes. */
export const ENVELOPE_MAX_BYTES = 262_144;

/** Media type of an envelope on its way to the hub. */
export const ENVELOPE_MEDIA_TYPE = 'application/cbor';

/** A sealed revision as it lies in the outbox and travels. Only the hub can open `ciphertext`. */
export interface Envelope {
  readonly suite: number;
  readonly hubKeyId: string;
  /** Encapsulated key, 65 bytes. */
  readonly enc: Uint8Array<ArrayBuffer>;
  readonly ciphertext: Uint8Array<ArrayBuffer>;
  /** Counts this device's revisions from 1 without gaps. */
  readonly deviceSeq: number;
  /** SHA-256 of this device's envelope before; 32 zero bytes for the first. */
  readonly prevHash: Uint8Array<ArrayBuffer>;
  readonly formId: string;
  readonly formVersion: string;
}

/** What a revision is bound to besides its own bytes; part of the additional authenticated data. */
export interface EnvelopeContext {
  readonly municipality: string;
  readonly deviceId: string;
  readonly recordId: string;
  readonly revisionId: string;
}

/** Envelope version 1: a CBOR array in fixed order. */
export const encodeEnvelope = (envelope: Envelope): Uint8Array<ArrayBuffer> =>
  toCbor([
    1,
    envelope.suite,
    envelope.hubKeyId,
    envelope.enc,
    envelope.ciphertext,
    envelope.deviceSeq,
    envelope.prevHash,
    envelope.formId,
    envelope.formVersion,
  ]);

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= max;

const isBytes = (value: unknown, min: number, max: number): value is Uint8Array<ArrayBuffer> =>
  value instanceof Uint8Array && value.length >= min && value.length <= max;

/** @returns `undefined` when the bytes are no envelope of version 1 */
export const decodeEnvelope = (bytes: Uint8Array): Envelope | undefined => {
  if (bytes.length > ENVELOPE_MAX_BYTES) return undefined;
  const parts = fromCbor(bytes);
  if (!Array.isArray(parts) || parts.length !== 9 || parts[0] !== 1) return undefined;
  const [, suite, hubKeyId, enc, ciphertext, deviceSeq, prevHash, formId, formVersion] = parts as unknown[];
  if (suite !== SUITE_P256_AES256GCM) return undefined;
  if (!isText(hubKeyId, 64) || !isText(formId, 200) || !isText(formVersion, 40)) return undefined;
  if (!isBytes(enc, 65, 65) || !isBytes(ciphertext, 17, ENVELOPE_MAX_BYTES) || !isBytes(prevHash, 32, 32)) {
    return undefined;
  }
  if (typeof deviceSeq !== 'number' || !Number.isSafeInteger(deviceSeq) || deviceSeq < 1) return undefined;
  return {
    suite,
    hubKeyId,
    enc: new Uint8Array(enc),
    ciphertext: new Uint8Array(ciphertext),
    deviceSeq,
    prevHash: new Uint8Array(prevHash),
    formId,
    formVersion,
  };
};

/** Additional authenticated data of the seal: changing any outer field or moving the bytes elsewhere breaks it. */
export const envelopeAad = (
  context: EnvelopeContext,
  outer: Omit<Envelope, 'enc' | 'ciphertext'>,
): Uint8Array<ArrayBuffer> =>
  toCbor([
    'hagukumi/revision/1',
    context.municipality,
    context.deviceId,
    context.recordId,
    context.revisionId,
    outer.suite,
    outer.hubKeyId,
    outer.deviceSeq,
    outer.prevHash,
    outer.formId,
    outer.formVersion,
  ]);
