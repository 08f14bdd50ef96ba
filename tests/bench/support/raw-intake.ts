import { ENVELOPE_MEDIA_TYPE } from '../../../src/lib/contract/envelope.ts';
import type { OutboxRow } from '../../../src/lib/store/schema.ts';
import { type HeadlessTablet, pathOf } from './headless-tablet.ts';

interface SignedRequest {
  readonly url: string;
  readonly init: RequestInit;
}

/** Seals and signs beforehand, so that the sending measures the hub and the wire alone. */
const signed = (
  tablet: HeadlessTablet,
  origin: string,
  rows: readonly OutboxRow[],
): Promise<SignedRequest[]> =>
  Promise.all(
    rows.map(async (row) => ({
      url: origin + pathOf(row),
      init: {
        method: 'PUT',
        headers: { ...(await tablet.signatureOf(row)), 'content-type': ENVELOPE_MEDIA_TYPE },
        body: row.envelope,
      },
    })),
  );

/**
 * Sends rows over so many connections at a time, doing nothing with the answers but to see that each is 201.
 * @returns milliseconds
 */
export const rawIntakeMs = async (
  tablet: HeadlessTablet,
  origin: string,
  rows: readonly OutboxRow[],
  connections: number,
): Promise<number> => {
  const requests = await signed(tablet, origin, rows);
  const queue = requests.values();
  const send = async (): Promise<void> => {
    for (const { url, init } of queue) {
      const answer = await fetch(url, init);
      const text = await answer.text();
      if (answer.status !== 201) throw new Error(`the hub refused a revision: ${answer.status} ${text}`);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, send));
  return performance.now() - started;
};
