import type { Outcome } from '../contract/problem.ts';
import type { ReceiptClaims } from '../contract/receipt.ts';
import type { OutboxRow } from '../store/schema.ts';

/** A receipt whose signature, revision and bytes have been checked. */
export interface VerifiedReceipt {
  /** Compact JWS as the hub gave it. */
  readonly receipt: string;
  readonly claims: ReceiptClaims;
}

/** The way to the hub. */
export interface Transport {
  /**
   * Offers a row's bytes to the hub once. `ok` means that the hub has signed for exactly these bytes; anything less
   * is a problem of the table, and the bytes may or may not have arrived. Never rejects.
   */
  send(row: OutboxRow, signal: AbortSignal): Promise<Outcome<VerifiedReceipt>>;
  /**
   * Offers the bytes of several rows, each of another record, in one request. One answer per row, in their order, as
   * {@link send} would give it; or the problem of the request as a whole, which says nothing about any row:
   * `route-unknown` when this hub takes no batches. A way without it sends rows one by one.
   */
  sendBatch?(
    rows: readonly OutboxRow[],
    signal: AbortSignal,
  ): Promise<Outcome<readonly Outcome<VerifiedReceipt>[]>>;
}
