import type { Clock } from './clock.ts';

/** Header in which the hub tells its time with every answer, ISO 8601 UTC. */
export const HUB_TIME_HEADER = 'hagukumi-time';

/** The hub's time, as far as the tablet knows it. Corrects what is signed, never what is recorded. */
export class HubClock {
  readonly #clock: Pick<Clock, 'now'>;
  /** Tablet clock minus hub clock at the last contact, milliseconds. */
  offsetMs: number;
  /** What the hub said last that the time was, milliseconds since 1970; `undefined` until it is heard in this run. */
  heardMs: number | undefined;

  constructor(clock: Pick<Clock, 'now'>, offsetMs = 0) {
    this.#clock = clock;
    this.offsetMs = offsetMs;
  }

  /** Takes note of the time in an answer's headers, if it tells one. */
  observe(headers: Headers): void {
    const hubTime = Date.parse(headers.get(HUB_TIME_HEADER) ?? '');
    if (!Number.isFinite(hubTime)) return;
    this.offsetMs = this.#clock.now() - hubTime;
    this.heardMs = hubTime;
  }

  /** Whole seconds since 1970 by the hub's clock. */
  nowSeconds(): number {
    return Math.floor((this.#clock.now() - this.offsetMs) / 1_000);
  }
}
