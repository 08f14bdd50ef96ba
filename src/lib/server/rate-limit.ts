/**
 * Counts failures per key in a fixed window, in memory of this process. Keys are forgotten when their window ends.
 */
export class RateLimit {
  readonly #max: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #windows = new Map<string, { count: number; endsAt: number }>();

  /** @param max failures allowed per window and key */
  constructor(max: number, windowMs: number, now: () => number) {
    this.#max = max;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  isOpen(key: string): boolean {
    const window = this.#windows.get(key);
    return window === undefined || window.endsAt <= this.#now() || window.count < this.#max;
  }

  countFailure(key: string): void {
    const now = this.#now();
    const window = this.#windows.get(key);
    if (window !== undefined && window.endsAt > now) {
      window.count += 1;
      return;
    }
    for (const [old, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(old);
    this.#windows.set(key, { count: 1, endsAt: now + this.#windowMs });
  }
}
