/**
 * Does something whenever it is told to: never twice at a time, and its beginnings at least so far apart. What is told
 * meanwhile, however often, is one time more, so that the last telling is always followed.
 *
 *     idle ──tell──▶ working ──told meanwhile──▶ waiting ──▶ working ─ … ─▶ idle
 */
export class Spaced {
  readonly #everyMs: number;
  readonly #work: () => Promise<void>;
  #begunAt = -Infinity;
  #isTold = false;
  #running: Promise<void> | undefined;

  /** @param everyMs least time from one beginning to the next; the first time comes at once */
  constructor(everyMs: number, work: () => Promise<void>) {
    this.#everyMs = everyMs;
    this.#work = work;
  }

  /** Resolves once it was done after this; rejects as the work does, and what was told is then forgotten. */
  tell(): Promise<void> {
    this.#isTold = true;
    return (this.#running ??= this.#run());
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    try {
      while (this.#isTold) {
        const wait = this.#begunAt + this.#everyMs - performance.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        this.#isTold = false;
        this.#begunAt = performance.now();
        await this.#work();
      }
    } finally {
      // In the same step as the last look at what was told: nothing can be told in between and be missed.
      this.#running = undefined;
    }
  }
}
