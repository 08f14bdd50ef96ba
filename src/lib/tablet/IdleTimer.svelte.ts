/** When to give up on who is at the tablet. */
export interface IdleLimits {
  readonly warnAfterMs: number;
  readonly warnSeconds: number;
  /** However busy: at the latest this long after the start. */
  readonly atMostMs?: number;
}

/** What a point in time was by each clock, milliseconds. */
interface Moment {
  readonly page: number;
  readonly wall: number;
}

const moment = (): Moment => ({ page: performance.now(), wall: Date.now() });

/** How long ago a moment was by the clock that went further. */
const msSince = ({ page, wall }: Moment): number => Math.max(performance.now() - page, Date.now() - wall);

/**
 * Counts down while nobody touches the tablet.
 *
 *     quiet ──warnAfter──▶ warning (secondsLeft counts down) ──0──▶ onEnd('idle')
 *       ▲───────touch─────────┘
 *     quiet or warning ──atMost──▶ onEnd('limit')
 *
 * Time is counted by two clocks, and the one further on is believed: the page's own stands still on some tablets
 * while they sleep, and the wall clock may be set back.
 */
export class IdleTimer {
  /** Seconds until `onEnd`, `undefined` before the warning. */
  secondsLeft: number | undefined = $state(undefined);

  readonly #onEnd: (why: 'idle' | 'limit') => void;
  #limits: IdleLimits;
  #started: Moment = { page: 0, wall: 0 };
  #touched: Moment = { page: 0, wall: 0 };
  #interval: ReturnType<typeof setInterval> | undefined;

  constructor(limits: IdleLimits, onEnd: (why: 'idle' | 'limit') => void) {
    this.#limits = limits;
    this.#onEnd = onEnd;
  }

  /** @param limits from now on; those before when not told */
  start(limits: IdleLimits = this.#limits): void {
    this.stop();
    this.#limits = limits;
    this.#started = moment();
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
    this.#touched = moment();
    this.secondsLeft = undefined;
  }

  #look(): void {
    const { warnAfterMs, warnSeconds, atMostMs = Infinity } = this.#limits;
    if (msSince(this.#started) >= atMostMs) {
      this.#end('limit');
      return;
    }
    const quietMs = msSince(this.#touched);
    if (quietMs < warnAfterMs) return;
    const left = warnSeconds - Math.floor((quietMs - warnAfterMs) / 1000);
    if (left > 0) this.secondsLeft = left;
    else this.#end('idle');
  }

  #end(why: 'idle' | 'limit'): void {
    this.stop();
    this.#onEnd(why);
  }
}
