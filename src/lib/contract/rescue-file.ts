import * as z from 'zod/mini';
import { parseAs } from './parse-as.ts';
import { fromCbor, toCbor } from './cbor.ts';
import { ENVELOPE_MAX_BYTES } from './envelope.ts';
import { Instant, Uuid } from './ids.ts';
import { SEALED_DRAFT_MAX_BYTES } from './sealed-draft.ts';

/** Largest rescue file, bytes: 64 MiB. */
export const RESCUE_MAX_BYTES = 67_108_864;

const MAGIC = 'hagukumi-rescue';
const VERSION = 1;

/** A sealed revision that has no receipt, as it would have travelled. */
export interface RescuedItem {
  readonly recordId: string;
  readonly revisionId: string;
  readonly envelope: Uint8Array<ArrayBuffer>;
}

/** What a tablet could not send and hands over as a file (封をしたままの書き出し). Only the hub can open any of it. */
export interface RescueContent {
  readonly deviceId: string;
  /** By the tablet's clock. */
  readonly createdAt: string;
  readonly items: readonly RescuedItem[];
  /** Forms that could not be saved: the bytes of a sealed draft each. */
  readonly drafts: readonly Uint8Array<ArrayBuffer>[];
}

/** A rescue file taken apart. Nothing in it may be believed before `signature` has been verified. */
export interface RescueFile {
  readonly payload: Uint8Array<ArrayBuffer>;
  /** ES256 by the device key over {@link rescueSigned}. */
  readonly signature: Uint8Array<ArrayBuffer>;
  readonly content: RescueContent;
}

/** What the device signs. @param sha256 of the payload, 32 bytes */
export const rescueSigned = (sha256: Uint8Array): Uint8Array<ArrayBuffer> =>
  toCbor(['hagukumi/rescue/1', sha256]);

/** The payload of a rescue file: a CBOR array in fixed order. */
export const encodeRescuePayload = ({ deviceId, createdAt, items, drafts }: RescueContent) =>
  toCbor([
    MAGIC,
    VERSION,
    deviceId,
    createdAt,
    items.map(({ recordId, revisionId, envelope }) => [recordId, revisionId, envelope]),
    drafts,
  ]);

/** The file: payload and signature. */
export const encodeRescueFile = (payload: Uint8Array, signature: Uint8Array): Uint8Array<ArrayBuffer> =>
  toCbor([payload, signature]);

const bytesUpTo = (max: number) =>
  z.pipe(
    z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length > 0 && value.length <= max),
    z.transform((value) => Uint8Array.from(value)),
  );

const Payload = z.tuple([
  z.literal(MAGIC),
  z.literal(VERSION),
  Uuid,
  Instant,
  z.array(z.tuple([Uuid, Uuid, bytesUpTo(ENVELOPE_MAX_BYTES)])),
  z.array(bytesUpTo(SEALED_DRAFT_MAX_BYTES)),
]);

/** @returns `undefined` when the bytes are no whole rescue file of version 1 */
export const decodeRescueFile = (bytes: Uint8Array): RescueFile | undefined => {
  if (bytes.length > RESCUE_MAX_BYTES) return undefined;
  const outer = fromCbor(bytes);
  if (!Array.isArray(outer) || outer.length !== 2) return undefined;
  const [payload, signature] = outer as unknown[];
  if (!(payload instanceof Uint8Array) || !(signature instanceof Uint8Array)) return undefined;
  if (signature.length !== 64) return undefined;
  const parsed = parseAs(Payload, fromCbor(payload));
  if (!parsed.success) return undefined;
  const [, , deviceId, createdAt, items, drafts] = parsed.data;
  return {
    payload: Uint8Array.from(payload),
    signature: Uint8Array.from(signature),
    content: {
      deviceId,
      createdAt,
      items: items.map(([recordId, revisionId, envelope]) => ({ recordId, revisionId, envelope })),
      drafts,
    },
  };
};
