import {
  decodeEnvelope,
  encodeEnvelope,
  ENVELOPE_MAX_BYTES,
  envelopeAad,
  SUITE_P256_AES256GCM,
  type Envelope,
  type EnvelopeContext,
} from '../contract/envelope.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import type { RevisionContent, RevisionV1 } from '../contract/revision.ts';
import { ok } from '../domain/result.ts';
import { sha256, type Bytes } from './bytes.ts';
import type { Signer } from './es256.ts';
import { encodeRevisionText, signRevisionText } from './revision-text.ts';
import { openSealed, sealTo, type Sealed, type SealKeyPair } from './seal.ts';

const INFO = 'hagukumi/revision/1';

/**
 * Seals a revision for the hub, signed by the member of staff whose key is given. Nothing on the tablet can open the
 * result.
 *
 * @returns the envelope's bytes and their SHA-256, which is `prevHash` of this device's next one
 * @throws RangeError when the envelope would exceed {@link ENVELOPE_MAX_BYTES}
 */
export const sealRevision = async (
  content: RevisionContent | RevisionV1,
  chain: {
    readonly deviceId: string;
    readonly hubKey: { readonly keyId: string; readonly publicKey: Bytes };
    /** This revision's place among the device's, from 1. */
    readonly deviceSeq: number;
    /** SHA-256 of the envelope before; 32 zero bytes for the first. */
    readonly prevHash: Bytes;
  },
  signer?: Signer,
): Promise<{ readonly bytes: Bytes; readonly hash: Bytes }> => {
  const outer = {
    suite: SUITE_P256_AES256GCM,
    hubKeyId: chain.hubKey.keyId,
    deviceSeq: chain.deviceSeq,
    prevHash: chain.prevHash,
    formId: content.formId,
    formVersion: content.formVersion,
  };
  const context: EnvelopeContext = {
    municipality: content.checkup.municipality,
    deviceId: chain.deviceId,
    recordId: content.recordId,
    revisionId: content.revisionId,
  };
  const json = JSON.stringify(content);
  const plaintext = encodeRevisionText(
    signer === undefined ? { json } : await signRevisionText(json, signer),
  );
  const sealed = await sealTo(chain.hubKey.publicKey, plaintext, INFO, envelopeAad(context, outer));
  const bytes = encodeEnvelope({ ...outer, ...sealed });
  if (bytes.length > ENVELOPE_MAX_BYTES) throw new RangeError('revision too large');
  return { bytes, hash: await sha256(bytes) };
};

/** Opens with one key pair; `undefined` as in `openSealed`. */
export type OpenSealed = (sealed: Sealed, info: string, aad: Bytes) => Bytes | undefined;

export interface OpenedRevision {
  readonly envelope: Envelope;
  /** A `RevisionText` as it was encoded; neither its signature nor its schema is checked. */
  readonly plaintext: Bytes;
}

/**
 * Opens what {@link sealRevision} sealed.
 *
 * Codes: `envelope-malformed`, `hub-key-unknown`, and `envelope-unopenable` when the bytes, an outer field or the
 * context is not what was sealed.
 *
 * @param context who sent the bytes and for which revision, as the request says
 * @param keys the hub's seal keys by key id, earlier ones included: as pairs, or as what opens with them
 */
export const openRevision = async (
  bytes: Bytes,
  context: EnvelopeContext,
  keys: ReadonlyMap<string, SealKeyPair | OpenSealed>,
): Promise<Outcome<OpenedRevision>> => {
  const envelope = decodeEnvelope(bytes);
  if (envelope === undefined) return problem('envelope-malformed');
  const key = keys.get(envelope.hubKeyId);
  if (key === undefined) return problem('hub-key-unknown');
  const aad = envelopeAad(context, envelope);
  const plaintext =
    typeof key === 'function' ? key(envelope, INFO, aad) : await openSealed(key, envelope, INFO, aad);
  return plaintext === undefined ? problem('envelope-unopenable') : ok({ envelope, plaintext });
};
