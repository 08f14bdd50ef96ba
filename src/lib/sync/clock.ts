/** Time as the outbox needs it; tests give one that they move by hand. */
export interface Clock {
  /** Milliseconds since 1970 by the tablet's clock, which may be wrong and may jump. */
  now(): number;
  /** Calls once after `delayMs`. @returns what cancels the call */
  after(delayMs: number, call: () => void): () => void;
}

/** Longest delay that a platform timer takes, milliseconds. */
const TIMER_MAX_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, call) => {
    const timer = setTimeout(call, Math.min(Math.max(delayMs, 0), TIMER_MAX_MS));
    return () => {
      clearTimeout(timer);
    };
  },
};
