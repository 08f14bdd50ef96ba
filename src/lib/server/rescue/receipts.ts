import { encodeReceiptLine } from '../../contract/receipts-file.ts';
import { utf8 } from '../../crypto/bytes.ts';
import type { Hub } from '../hub.ts';
import { findDevice } from '../store/devices.ts';
import { receiptPage, seqsOf } from '../store/receipts.ts';

const PAGE = 500;

/** A device's numbers from one to another, both included. */
export interface SeqSpan {
  readonly from: number;
  readonly to: number;
}

/** From the lowest to the highest number of these revisions of a device. `undefined` when none was taken in. */
export const spanOf = async (
  hub: Hub,
  deviceId: string,
  revisionIds: readonly string[],
): Promise<SeqSpan | undefined> => {
  const seqs: number[] = [];
  for (let first = 0; first < revisionIds.length; first += PAGE) {
    seqs.push(...(await seqsOf(hub.store.db, deviceId, revisionIds.slice(first, first + PAGE))));
  }
  if (seqs.length === 0) return undefined;
  const [from, to] = seqs.reduce(
    ([least, most], seq) => [Math.min(least, seq), Math.max(most, seq)],
    [Infinity, 0],
  );
  return { from, to };
};

/** Lines page by page, as fast as they are read. */
const linesOf = (hub: Hub, deviceId: string, { from, to }: SeqSpan): ReadableStream<Uint8Array> => {
  let after = from - 1;
  return new ReadableStream({
    pull: async (controller) => {
      const page = await receiptPage(hub.store.db, deviceId, { after, to }, PAGE);
      if (page.length > 0) controller.enqueue(utf8(page.map(encodeReceiptLine).join('')));
      if (page.length < PAGE) controller.close();
      else after = page.at(-1)?.deviceSeq ?? to;
    },
  });
};

/**
 * The receipts of what was taken in from a tablet under these numbers, as a file that the tablet's own page reads: the
 * same texts as the network would have brought. `undefined` when there is no such tablet of this tenant.
 */
export const receiptsFile = async (
  hub: Hub,
  municipality: string,
  deviceId: string,
  span: SeqSpan,
): Promise<{ readonly name: string; readonly body: ReadableStream<Uint8Array> } | undefined> => {
  const device = await findDevice(hub.store.db, deviceId);
  if (device?.municipality !== municipality) return undefined;
  const name = `hagukumi-receipts-${deviceId.slice(0, 8)}-${String(span.from)}-${String(span.to)}.jsonl`;
  return { name, body: linesOf(hub, deviceId, span) };
};
