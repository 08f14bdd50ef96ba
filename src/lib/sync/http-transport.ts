import { BatchResponse, encodeBatch, type BatchAnswer } from '../contract/batch.ts';
import type { VerifyKey } from '../contract/bundle.ts';
import { ENVELOPE_MEDIA_TYPE } from '../contract/envelope.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { IntakeResponse } from '../contract/receipt.ts';
import { parseNewer } from '../contract/parse-newer.ts';
import { sha256, toHex } from '../crypto/bytes.ts';
import { err, ok } from '../domain/result.ts';
import type { OutboxRow } from '../store/schema.ts';
import type { Clock } from './clock.ts';
import type { HubClock } from './hub-clock.ts';
import { verifyReceipt } from './verify-receipt.ts';
import { itemRefusalOf, jsonOf, refusalOf, type HttpAnswer } from './refusal.ts';
import type { Transport, VerifiedReceipt } from './transport.ts';

/** A try that has no whole answer by then has failed, milliseconds; a record on its own gets longer by its bytes. */
export const SEND_TIMEOUT_MS = 30_000;

/** The slowest link over which a record still arrives, bytes per second (16 kbit/s). */
const SLOWEST_BYTES_PER_SECOND = 2_000;

/** How long a try with one record may take, milliseconds. What is shared in a batch is sent on its own when it fails. */
const recordTimeoutMs = (bytes: number): number =>
  SEND_TIMEOUT_MS + Math.ceil((bytes / SLOWEST_BYTES_PER_SECOND) * 1_000);

/** Longest answer that is read, bytes; a receipt with warnings stays far below. */
const ANSWER_MAX_BYTES = 65_536;

/** The same for a batch. */
const BATCH_ANSWER_MAX_BYTES = 1_048_576;

/** What the device signs. */
export interface RequestToSign {
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Seconds since 1970 by the hub's clock. */
  readonly created: number;
}

interface OutgoingRequest extends Omit<RequestToSign, 'created'> {
  /** Longest answer that is read, bytes. */
  readonly answerMaxBytes: number;
  /** How long the try may take, milliseconds. */
  readonly timeoutMs: number;
}

export interface HttpTransportParts {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Origin of the hub, empty when it serves this page. */
  readonly origin: string;
  /** Header fields of the signature; a problem when the device cannot sign. */
  readonly sign: (request: RequestToSign) => Promise<Outcome<Record<string, string>>>;
  /** The hub's receipt keys as the tablet knows them now. */
  readonly receiptKeys: () => readonly VerifyKey[];
  readonly clock: Clock;
  readonly hubClock: HubClock;
}

/**
 * The way to the hub by HTTP: `PUT /api/v1/records/{recordId}/revisions/{revisionId}` for one row,
 * `POST /api/v1/revisions` for several.
 */
export class HttpTransport implements Transport {
  readonly #parts: HttpTransportParts;

  constructor(parts: HttpTransportParts) {
    this.#parts = parts;
  }

  async send(row: OutboxRow, signal: AbortSignal): Promise<Outcome<VerifiedReceipt>> {
    if (!(await isWhole(row))) return problem('stored-data-damaged', { revisionId: row.revisionId });
    const path = `/api/v1/records/${row.recordId}/revisions/${row.revisionId}`;
    const request = {
      method: 'PUT',
      path,
      body: row.envelope,
      answerMaxBytes: ANSWER_MAX_BYTES,
      timeoutMs: recordTimeoutMs(row.envelope.length),
    } as const;
    const answer = await this.#request(request, signal);
    if (!answer.ok) return answer;
    if (answer.value.status !== 200 && answer.value.status !== 201) return err(refusalOf(answer.value));
    const taken = parseNewer(IntakeResponse, jsonOf(answer.value));
    if (!taken.success) return problem('answer-not-from-hub', { status: answer.value.status });
    return verifyReceipt(taken.data.receipt, row, this.#parts.receiptKeys());
  }

  async sendBatch(
    rows: readonly OutboxRow[],
    signal: AbortSignal,
  ): Promise<Outcome<readonly Outcome<VerifiedReceipt>[]>> {
    const areWhole = await Promise.all(rows.map(isWhole));
    const whole = rows.filter((_, index) => areWhole[index]);
    const sent = whole.length === 0 ? ok([]) : await this.#sendWhole(whole, signal);
    if (!sent.ok) return sent;
    const answers = sent.value.values();
    return ok(
      rows.map(
        ({ revisionId }, index) =>
          (areWhole[index] === true ? answers.next().value : undefined) ??
          problem('stored-data-damaged', { revisionId }),
      ),
    );
  }

  async #sendWhole(
    rows: readonly OutboxRow[],
    signal: AbortSignal,
  ): Promise<Outcome<readonly Outcome<VerifiedReceipt>[]>> {
    const request = {
      method: 'POST',
      path: '/api/v1/revisions',
      body: encodeBatch(rows),
      answerMaxBytes: BATCH_ANSWER_MAX_BYTES,
      timeoutMs: SEND_TIMEOUT_MS,
    } as const;
    const answer = await this.#request(request, signal);
    if (!answer.ok) return answer;
    const { status } = answer.value;
    // who does not know this path answers for itself or for a hub of an earlier build
    if (status === 404 || status === 405) return problem('route-unknown', { status });
    if (status !== 200) return err(refusalOf(answer.value));
    const read = parseNewer(BatchResponse, jsonOf(answer.value));
    const items = read.success ? read.data.items : [];
    const areTheirs =
      items.length === rows.length && rows.every((row, index) => row.revisionId === items[index]?.revisionId);
    if (!areTheirs) return problem('answer-not-from-hub', { status });
    return ok(await Promise.all(rows.map((row, index) => this.#answerTo(row, items[index]))));
  }

  async #answerTo(row: OutboxRow, item: BatchAnswer | undefined): Promise<Outcome<VerifiedReceipt>> {
    if (item === undefined) return problem('answer-not-from-hub');
    if ('code' in item) return err(itemRefusalOf(item));
    return verifyReceipt(item.receipt, row, this.#parts.receiptKeys());
  }

  /** One signed request and its answer, whatever it is. */
  async #request(request: OutgoingRequest, signal: AbortSignal): Promise<Outcome<HttpAnswer>> {
    const first = await this.#try(request, signal);
    const skewed =
      first.ok && first.value.status === 401 && refusalOf(first.value).code === 'signature-clock-skew';
    // the refusal has told the hub's time, so that the second signature is in time
    return skewed ? this.#try(request, signal) : first;
  }

  async #try(request: OutgoingRequest, signal: AbortSignal): Promise<Outcome<HttpAnswer>> {
    const { sign, hubClock } = this.#parts;
    const { method, path, body } = request;
    const signature = await sign({ method, path, body, created: hubClock.nowSeconds() });
    if (!signature.ok) return signature;
    const answer = await this.#exchange(request, signature.value, signal);
    if (answer.ok) hubClock.observe(answer.value.headers);
    return answer;
  }

  async #exchange(
    { method, path, body, answerMaxBytes, timeoutMs }: OutgoingRequest,
    signature: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Outcome<HttpAnswer>> {
    const timeout = new AbortController();
    const giveUp = (): void => {
      timeout.abort();
    };
    const cancel = this.#parts.clock.after(timeoutMs, giveUp);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    try {
      const response = await this.#parts.fetch(this.#parts.origin + path, {
        method,
        headers: { ...signature, 'content-type': ENVELOPE_MEDIA_TYPE, accept: 'application/json' },
        body,
        signal: timeout.signal,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
      });
      return ok({
        status: response.status,
        headers: response.headers,
        text: await shortText(response, answerMaxBytes),
      });
    } catch {
      return problem(timeout.signal.aborted && !signal.aborted ? 'network-timeout' : 'network-unreachable');
    } finally {
      cancel();
      signal.removeEventListener('abort', giveUp);
    }
  }
}

/** Whether the bytes are still those that were sealed. */
const isWhole = async ({ envelope, sha256: hash }: OutboxRow): Promise<boolean> =>
  toHex(await sha256(envelope)) === hash;

/** The body's text, `undefined` when it is longer than `maxBytes`; the rest is then not read. */
const shortText = async (response: Response, maxBytes: number): Promise<string | undefined> => {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
};
