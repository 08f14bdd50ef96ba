import type { VerifyKey } from '../contract/bundle.ts';
import { ENVELOPE_MEDIA_TYPE } from '../contract/envelope.ts';
import { problem, type Outcome } from '../contract/problem.ts';
import { IntakeResponse } from '../contract/receipt.ts';
import { sha256, toHex } from '../crypto/bytes.ts';
import { err, ok } from '../domain/result.ts';
import type { OutboxRow } from '../store/schema.ts';
import type { Clock } from './clock.ts';
import type { HubClock } from './hub-clock.ts';
import { verifyReceipt } from './verify-receipt.ts';
import { jsonOf, refusalOf, type HttpAnswer } from './refusal.ts';
import type { Transport, VerifiedReceipt } from './transport.ts';

/** A try that has no whole answer by then has failed, milliseconds. */
export const SEND_TIMEOUT_MS = 30_000;

/** Longest answer that is read, bytes; a receipt with warnings stays far below. */
const ANSWER_MAX_BYTES = 65_536;

/** What the device signs. */
export interface RequestToSign {
  readonly method: 'PUT';
  readonly path: string;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Seconds since 1970 by the hub's clock. */
  readonly created: number;
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

/** The way to the hub by HTTP: `PUT /api/v1/records/{recordId}/revisions/{revisionId}`. */
export class HttpTransport implements Transport {
  readonly #parts: HttpTransportParts;

  constructor(parts: HttpTransportParts) {
    this.#parts = parts;
  }

  async send(row: OutboxRow, signal: AbortSignal): Promise<Outcome<VerifiedReceipt>> {
    if (toHex(await sha256(row.envelope)) !== row.sha256) {
      return problem('stored-data-damaged', { revisionId: row.revisionId });
    }
    const first = await this.#try(row, signal);
    // the refusal has told the hub's time, so that the second signature is in time
    return !first.ok && first.error.code === 'signature-clock-skew' ? this.#try(row, signal) : first;
  }

  async #try(row: OutboxRow, signal: AbortSignal): Promise<Outcome<VerifiedReceipt>> {
    const { sign, hubClock, origin, receiptKeys } = this.#parts;
    const path = `/api/v1/records/${row.recordId}/revisions/${row.revisionId}`;
    const created = hubClock.nowSeconds();
    const signature = await sign({ method: 'PUT', path, body: row.envelope, created });
    if (!signature.ok) return signature;
    const answer = await this.#exchange(origin + path, row.envelope, signature.value, signal);
    if (!answer.ok) return answer;
    hubClock.observe(answer.value.headers);
    if (answer.value.status !== 200 && answer.value.status !== 201) return err(refusalOf(answer.value));
    const taken = IntakeResponse.safeParse(jsonOf(answer.value));
    if (!taken.success) return problem('answer-not-from-hub', { status: answer.value.status });
    return verifyReceipt(taken.data.receipt, row, receiptKeys());
  }

  async #exchange(
    url: string,
    body: Uint8Array<ArrayBuffer>,
    signature: Record<string, string>,
    signal: AbortSignal,
  ): Promise<Outcome<HttpAnswer>> {
    const timeout = new AbortController();
    const giveUp = (): void => {
      timeout.abort();
    };
    const cancel = this.#parts.clock.after(SEND_TIMEOUT_MS, giveUp);
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    try {
      const response = await this.#parts.fetch(url, {
        method: 'PUT',
        headers: { ...signature, 'content-type': ENVELOPE_MEDIA_TYPE, accept: 'application/json' },
        body,
        signal: timeout.signal,
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'manual',
        referrerPolicy: 'no-referrer',
      });
      return ok({ status: response.status, headers: response.headers, text: await shortText(response) });
    } catch {
      return problem(timeout.signal.aborted && !signal.aborted ? 'network-timeout' : 'network-unreachable');
    } finally {
      cancel();
      signal.removeEventListener('abort', giveUp);
    }
  }
}

/** The body's text, `undefined` when it is longer than {@link ANSWER_MAX_BYTES}; the rest is then not read. */
const shortText = async (response: Response): Promise<string | undefined> => {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > ANSWER_MAX_BYTES) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
};
