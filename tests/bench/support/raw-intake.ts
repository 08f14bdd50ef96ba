import { BatchResponse, encodeBatch } from '../../../src/lib/contract/batch.ts';
import { ENVELOPE_MEDIA_TYPE } from '../../../src/lib/contract/envelope.ts';
import type { OutboxRow } from '../../../src/lib/store/schema.ts';
import { BATCH_MAX_ROWS } from '../../../src/lib/sync/batch-size.ts';
import { type HeadlessTablet, pathOf } from './headless-tablet.ts';

/** 200 a second. */
const PACE_MS = 5;

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

/** How each answer took when one request starts every 1/200 s, as from 200 tablets that know nothing of each other. */
export const pacedAnswersMs = async (
  tablet: HeadlessTablet,
  origin: string,
  rows: readonly OutboxRow[],
): Promise<readonly number[]> => {
  const requests = await signed(tablet, origin, rows);
  return Promise.all(
    requests.map(async ({ url, init }, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * PACE_MS));
      const started = performance.now();
      const answer = await fetch(url, init);
      await answer.text();
      if (answer.status !== 201) throw new Error(`the hub refused a revision: ${answer.status}`);
      return performance.now() - started;
    }),
  );
};

/** {@link rawIntakeMs} by batches of full size. @returns milliseconds */
export const batchIntakeMs = async (
  tablet: HeadlessTablet,
  origin: string,
  rows: readonly OutboxRow[],
  connections: number,
): Promise<number> => {
  const path = '/api/v1/revisions';
  const bodies = Array.from({ length: Math.ceil(rows.length / BATCH_MAX_ROWS) }, (_, index) =>
    encodeBatch(rows.slice(index * BATCH_MAX_ROWS, (index + 1) * BATCH_MAX_ROWS)),
  );
  const requests = await Promise.all(
    bodies.map(async (body) => ({
      method: 'POST',
      headers: {
        ...(await tablet.sign({ method: 'POST', path, body })),
        'content-type': ENVELOPE_MEDIA_TYPE,
      },
      body,
    })),
  );
  const queue = requests.values();
  const send = async (): Promise<void> => {
    for (const init of queue) {
      const answer = BatchResponse.parse(await (await fetch(origin + path, init)).json());
      const refused = answer.items.find(({ status }) => status !== 201);
      if (refused !== undefined) throw new Error(`the hub refused a revision: ${refused.status}`);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, send));
  return performance.now() - started;
};
