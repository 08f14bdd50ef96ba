import * as z from 'zod/mini';
import { parseAs } from './parse-as.ts';
import { fromCbor, toCbor } from './cbor.ts';
import { IntakeResponse } from './receipt.ts';

/** Most revisions of a batch. */
export const BATCH_MAX_ITEMS = 64;

/** Largest batch the hub takes, bytes. */
export const BATCH_MAX_BYTES = 2_097_152;

/** Longest id that is looked at; a UUID has 36 characters. */
const ID_MAX = 64;

/** A sealed revision on its way among others. Whether the ids are ids and the envelope is one is judged for each. */
export interface BatchItem {
  readonly recordId: string;
  readonly revisionId: string;
  readonly envelope: Uint8Array<ArrayBuffer>;
}

const Id = z.string().check(z.minLength(1), z.maxLength(ID_MAX));

const Batch = z
  .array(z.tuple([Id, Id, z.instanceof(Uint8Array)]))
  .check(z.minLength(1), z.maxLength(BATCH_MAX_ITEMS));

/** Body of `POST /api/v1/revisions`: a CBOR array of `[recordId, revisionId, envelope]`, in the order to be taken in. */
export const encodeBatch = (items: readonly BatchItem[]): Uint8Array<ArrayBuffer> =>
  toCbor(items.map(({ recordId, revisionId, envelope }) => [recordId, revisionId, envelope]));

/** @returns `undefined` when the bytes are no batch of 1 to {@link BATCH_MAX_ITEMS} items in canonical CBOR */
export const decodeBatch = (bytes: Uint8Array): readonly BatchItem[] | undefined => {
  if (bytes.length > BATCH_MAX_BYTES) return undefined;
  const parsed = parseAs(Batch, fromCbor(bytes));
  if (!parsed.success) return undefined;
  return parsed.data.map(([recordId, revisionId, envelope]) => ({
    recordId,
    revisionId,
    envelope: new Uint8Array(envelope),
  }));
};

/** Answer to one item, as its own PUT would be answered: a receipt, or the code of a problem. */
const BatchAnswer = z.union([
  z.strictObject({
    revisionId: z.string().check(z.maxLength(ID_MAX)),
    status: z.union([z.literal(200), z.literal(201)]),
    ...IntakeResponse.shape,
  }),
  z.strictObject({
    revisionId: z.string().check(z.maxLength(ID_MAX)),
    status: z.int().check(z.gte(400), z.lte(599)),
    /** A problem's code; a newer hub may know more of them. */
    code: z.string().check(z.maxLength(64)),
    params: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
  }),
]);
export type BatchAnswer = z.infer<typeof BatchAnswer>;

/** Body of the answer to a batch: one answer per item, in the order of the items. */
export const BatchResponse = z.strictObject({
  items: z.array(BatchAnswer).check(z.maxLength(BATCH_MAX_ITEMS)),
});
export type BatchResponse = z.infer<typeof BatchResponse>;
