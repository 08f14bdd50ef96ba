import { fromCbor, toCbor } from './cbor.ts';

/** HPKE info of a form that could not be saved and is handed over in a file. */
export const RESCUED_DRAFT_INFO = 'hagukumi/rescued-draft/1';

/** Most bytes of one sealed draft. */
export const SEALED_DRAFT_MAX_BYTES = 1_048_576;

/** Everything that names a draft (下書き) and is not encrypted. Its box opens only beside exactly these. */
export interface DraftBinding {
  readonly municipality: string;
  /** The record (section) id. */
  readonly draftId: string;
  readonly checkupId: string;
  readonly section: string;
  readonly shiftId: string;
  readonly formId: string;
  readonly formVersion: string;
  /** The key of the hub that the draft's own key is sealed to; empty where it is sealed to none. */
  readonly hubKeyId: string;
  /** Counts saves from 1. */
  readonly saves: number;
  readonly updatedAt: string;
}

/**
 * A form that could not be saved on the tablet, sealed to the hub. `sealed` is enc ‖ ciphertext of the JSON of a
 * `StoredDraft` under {@link RESCUED_DRAFT_INFO}; the UTF-8 bytes of `draftId` are its additional authenticated data.
 */
export interface SealedDraft {
  readonly kind: 'sealed';
  readonly draftId: string;
  readonly hubKeyId: string;
  readonly sealed: Uint8Array<ArrayBuffer>;
}

/**
 * A draft as it lies on its tablet, which itself may not be able to open it any more: its box, and its key sealed to
 * the hub. The hub puts the device's own municipality into the binding, so that none is told here.
 */
export interface StoredSealedDraft extends Omit<DraftBinding, 'municipality'> {
  readonly kind: 'stored';
  /** IV ‖ ciphertext ‖ tag of the JSON of a `StoredDraft`. */
  readonly box: Uint8Array<ArrayBuffer>;
  /** enc ‖ ciphertext of the 32 bytes of the box's key. */
  readonly hubWrap: Uint8Array<ArrayBuffer>;
}

/** A CBOR array in fixed order that begins with its version: 1 what is sealed as a whole, 2 what was stored. */
export const encodeSealedDraft = (draft: SealedDraft | StoredSealedDraft): Uint8Array<ArrayBuffer> => {
  if (draft.kind === 'sealed') return toCbor([1, draft.draftId, draft.hubKeyId, draft.sealed]);
  const { draftId, hubKeyId, checkupId, section, shiftId, formId, formVersion, saves, updatedAt } = draft;
  const bound = [checkupId, section, shiftId, formId, formVersion, saves, updatedAt];
  return toCbor([2, draftId, hubKeyId, draft.hubWrap, draft.box, bound]);
};

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= max;

const isBytes = (value: unknown, least: number): value is Uint8Array =>
  value instanceof Uint8Array && value.length >= least;

const decodeStored = (parts: readonly unknown[]): StoredSealedDraft | undefined => {
  const [, draftId, hubKeyId, hubWrap, box, bound] = parts;
  if (parts.length !== 6 || !Array.isArray(bound) || bound.length !== 7) return undefined;
  const [checkupId, section, shiftId, formId, formVersion, saves, updatedAt] = bound as readonly unknown[];
  if (!isText(draftId, 64) || !isText(hubKeyId, 64) || !isText(checkupId, 64)) return undefined;
  if (!isText(section, 64) || !isText(shiftId, 64) || !isText(formId, 200)) return undefined;
  if (!isText(formVersion, 40) || !isText(updatedAt, 40)) return undefined;
  if (typeof saves !== 'number' || !Number.isSafeInteger(saves) || saves < 1) return undefined;
  if (!isBytes(hubWrap, 113) || hubWrap.length > 256 || !isBytes(box, 29)) return undefined;
  return {
    kind: 'stored',
    ...{ draftId, hubKeyId, checkupId, section, shiftId, formId, formVersion, saves, updatedAt },
    box: Uint8Array.from(box),
    hubWrap: Uint8Array.from(hubWrap),
  };
};

/** @returns `undefined` when the bytes are no sealed draft of version 1 or 2 */
export const decodeSealedDraft = (bytes: Uint8Array): SealedDraft | StoredSealedDraft | undefined => {
  if (bytes.length > SEALED_DRAFT_MAX_BYTES) return undefined;
  const parts = fromCbor(bytes);
  if (!Array.isArray(parts)) return undefined;
  if (parts[0] === 2) return decodeStored(parts);
  if (parts.length !== 4 || parts[0] !== 1) return undefined;
  const [, draftId, hubKeyId, sealed] = parts as readonly unknown[];
  if (!isText(draftId, 64) || !isText(hubKeyId, 64)) return undefined;
  if (!isBytes(sealed, 81)) return undefined;
  return { kind: 'sealed', draftId, hubKeyId, sealed: Uint8Array.from(sealed) };
};
