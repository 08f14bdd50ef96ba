import { fromCbor, toCbor } from './cbor.ts';

/** HPKE info of a form that could not be saved and is handed over in a file. */
export const RESCUED_DRAFT_INFO = 'hagukumi/rescued-draft/1';

/** Most bytes of one sealed draft. */
export const SEALED_DRAFT_MAX_BYTES = 1_048_576;

/**
 * A form that could not be saved on the tablet, sealed to the hub. `sealed` is enc ‖ ciphertext of the JSON of a
 * `StoredDraft` under {@link RESCUED_DRAFT_INFO}; the UTF-8 bytes of `draftId` are its additional authenticated data.
 */
export interface SealedDraft {
  readonly draftId: string;
  readonly hubKeyId: string;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/** Version 1: a CBOR array in fixed order. */
export const encodeSealedDraft = ({ draftId, hubKeyId, sealed }: SealedDraft): Uint8Array<ArrayBuffer> =>
  toCbor([1, draftId, hubKeyId, sealed]);

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= max;

/** @returns `undefined` when the bytes are no sealed draft of version 1 */
export const decodeSealedDraft = (bytes: Uint8Array): SealedDraft | undefined => {
  if (bytes.length > SEALED_DRAFT_MAX_BYTES) return undefined;
  const parts = fromCbor(bytes);
  if (!Array.isArray(parts) || parts.length !== 4 || parts[0] !== 1) return undefined;
  const [, draftId, hubKeyId, sealed] = parts as readonly unknown[];
  if (!isText(draftId, 64) || !isText(hubKeyId, 64)) return undefined;
  if (!(sealed instanceof Uint8Array) || sealed.length < 81) return undefined;
  return { draftId, hubKeyId, sealed: Uint8Array.from(sealed) };
};
