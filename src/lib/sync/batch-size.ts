/** Most rows of a batch. */
export const BATCH_MAX_ROWS = 16;

/** So many rows must be ready before a batch is worth it. */
export const BATCH_FROM_ROWS = 4;

/** Most sealed bytes of a batch, unless a single row has more. */
export const BATCH_ROWS_MAX_BYTES = 524_288;

/** What took longer went over a slow link, milliseconds. */
export const SLOW_BATCH_MS = 10_000;

/** So many full requests in good time, and the next may be twice as large. */
const GROW_AFTER = 4;

/**
 * How many rows the next request may carry. Halves whenever a request failed as a whole or was slow, down to one
 * row at a time, so that every way that lets single records through is found; doubles after a few good ones.
 */
export class BatchSize {
  #limit = BATCH_MAX_ROWS;
  #goodInTurn = 0;

  get limit(): number {
    return this.#limit;
  }

  /** The hub has answered for so many rows, after so many milliseconds. */
  answered(rows: number, ms: number): void {
    if (ms > SLOW_BATCH_MS) {
      this.failed(rows);
      return;
    }
    if (rows < this.#limit) return;
    this.#goodInTurn += 1;
    if (this.#goodInTurn < GROW_AFTER) return;
    this.#goodInTurn = 0;
    this.#limit = Math.min(BATCH_MAX_ROWS, this.#limit * 2);
  }

  /** A request with so many rows came to nothing. Several that were under way together count once. */
  failed(rows: number): void {
    this.#goodInTurn = 0;
    this.#limit = Math.min(this.#limit, Math.max(1, Math.floor(rows / 2)));
  }
}
