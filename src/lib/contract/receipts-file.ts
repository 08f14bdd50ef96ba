import * as z from 'zod/mini';
import { Uuid } from './ids.ts';
import { parseNewer } from './parse-newer.ts';

/** Largest file of receipts that is read, bytes: 64 MiB. The receipts of the largest rescue file take less. */
export const RECEIPTS_MAX_BYTES = 67_108_864;

/** One line of a receipts file: the hub's signed answer for a revision that came by file. */
const ReceiptLine = z.strictObject({
  recordId: Uuid,
  revisionId: Uuid,
  /** Compact JWS as the hub would have answered it by network. */
  receipt: z.string().check(z.minLength(1), z.maxLength(4_096)),
});
export type ReceiptLine = z.infer<typeof ReceiptLine>;

/** A line with its end. The file is JSON Lines, and each line stands for itself. */
export const encodeReceiptLine = ({ recordId, revisionId, receipt }: ReceiptLine): string =>
  `${JSON.stringify({ recordId, revisionId, receipt })}\n`;

const readLine = (text: string): ReceiptLine | undefined => {
  try {
    return parseNewer(ReceiptLine, JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** The lines of a receipts file, nothing of which is verified. `undefined` when the text is none or not whole. */
export const decodeReceipts = (text: string): readonly ReceiptLine[] | undefined => {
  if (!text.endsWith('\n')) return undefined;
  const lines = text.slice(0, -1).split('\n').map(readLine);
  return lines.every((line) => line !== undefined) ? lines : undefined;
};
