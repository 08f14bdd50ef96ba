/**
 * Counts down while nobody touches the tablet.
 *
 *     quiet ──warnAfter──▶ warning (secondsLeft counts down) ──0──▶ onIdle
 *       ▲───────touch─────────┘
 *
 * Time is counted by two clocks, and the one further on is believed: the page's own stands still on some tablets
 * while they sleep, and the wall clock may be set back.
 */
export class IdleTimer {
  /** Seconds until `onIdle`, `undefined` before the warning. */
  secondsLeft: number | undefined = $state(undefined);

  readonly #warnAfterMs: number;
  readonly #warnSeconds: number;
  readonly #onIdle: () => void;
  #lastTouch = { page: 0, wall: 0 };
  #interval: ReturnType<typeof setInterval> | undefined;

  constructor(
    { warnAfterMs, warnSeconds }: { warnAfterMs: number; warnSeconds: number },
    onIdle: () => void,
  ) {
    this.#warnAfterMs = warnAfterMs;
    this.#warnSeconds = warnSeconds;
    this.#onIdle = onIdle;
  }

  start(): void {
    this.stop();
    this.touch();
    this.#interval = setInterval(() => {
      this.#look();
    }, 1000);
  }

  stop(): void {
    clearInterval(this.#interval);
    this.#interval = undefined;
    this.secondsLeft = undefined;
  }

  touch(): void {
    this.#lastTouch = { page: performance.now(), wall: Date.now() };
    this.secondsLeft = undefined;
  }

  #look(): void {
    const { page, wall } = this.#lastTouch;
    const quietMs = Math.max(performance.now() - page, Date.now() - wall);
    if (quietMs < this.#warnAfterMs) return;
    const left = this.#warnSeconds - Math.floor((quietMs - this.#warnAfterMs) / 1000);
    if (left > 0) {
      this.secondsLeft = left;
      return;
    }
    this.stop();
    this.#onIdle();
  }
}
