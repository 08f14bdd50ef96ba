import * as z from 'zod/mini';

/** Largest wall time of a stamp, milliseconds since 1970: what 12 hexadecimal digits hold, in the year 10889. */
const WALL_MAX_MS = 2 ** 48 - 1;

/** Largest counter; the next event takes the next millisecond instead. */
export const HLC_COUNTER_MAX = 65_535;

/** How far a clock may be from the hub's known time before it is no longer believed, inclusive. */
export const WALL_DRIFT_MAX_MS = 86_400_000;

/**
 * A stamp of the hybrid logical clock (Kulkarni et al. 2014): near to physical time, later than everything that its
 * writer knew of. `counter` orders what has the same `wallMs`.
 */
export const Hlc = z.strictObject({
  wallMs: z.int().check(z.gte(0), z.lte(WALL_MAX_MS)),
  counter: z.int().check(z.gte(0), z.lte(HLC_COUNTER_MAX)),
});
export interface Hlc {
  readonly wallMs: number;
  readonly counter: number;
}

/** What a device knows of the hub's clock. */
export interface KnownHubTime {
  /** The hub's time when it was last heard, milliseconds since 1970. */
  readonly heardMs: number;
  /** Device clock minus hub clock at that moment, milliseconds. */
  readonly offsetMs: number;
}

const wall = (ms: number): number => Math.min(Math.max(0, Math.floor(ms)), WALL_MAX_MS);

/**
 * The hub's time as the device's clock tells it: corrected by the measured offset. A clock that was moved by more
 * than {@link WALL_DRIFT_MAX_MS} since is not believed; the hub's last known time stands in its place.
 */
export const believedWall = (deviceMs: number, { heardMs, offsetMs }: KnownHubTime): number => {
  const corrected = deviceMs - offsetMs;
  return wall(Math.abs(corrected - heardMs) <= WALL_DRIFT_MAX_MS ? corrected : heardMs);
};

/** A stamp at which a clock's last event was left to be followed: the counter moves, or the next millisecond. */
const after = ({ wallMs, counter }: Hlc): Hlc =>
  counter < HLC_COUNTER_MAX ? { wallMs, counter: counter + 1 } : { wallMs: wall(wallMs + 1), counter: 0 };

/** Negative when `left` is earlier, 0 when both are the same stamp. */
export const compareHlc = (left: Hlc, right: Hlc): number =>
  left.wallMs - right.wallMs || left.counter - right.counter;

/** The stamp of an event of one's own: later than `last`, and not before the wall time. */
export const tick = (last: Hlc | undefined, wallMs: number): Hlc => {
  const now = wall(wallMs);
  return last === undefined || last.wallMs < now ? { wallMs: now, counter: 0 } : after(last);
};

/** The stamp of hearing of `seen`: later than both it and `last`, and not before the wall time. */
export const receive = (last: Hlc | undefined, seen: Hlc, wallMs: number): Hlc =>
  tick(last === undefined || compareHlc(last, seen) < 0 ? seen : last, wallMs);

/** The stamp as 17 characters that sort as the stamps do, in every engine: `0199e6f2a380-0000`. */
export const hlcText = ({ wallMs, counter }: Hlc): string =>
  `${wallMs.toString(16).padStart(12, '0')}-${counter.toString(16).padStart(4, '0')}`;

/** What {@link hlcText} wrote, or `undefined`. */
export const readHlc = (text: string): Hlc | undefined => {
  const [, wallMs, counter] = /^([0-9a-f]{12})-([0-9a-f]{4})$/.exec(text) ?? [];
  return wallMs === undefined || counter === undefined
    ? undefined
    : { wallMs: Number.parseInt(wallMs, 16), counter: Number.parseInt(counter, 16) };
};

/** An event of one device. */
export interface Stamped {
  readonly hlc: Hlc;
  readonly deviceId: string;
}

/** A total order of all devices' events that agrees with what each of them knew. */
export const compareStamped = (left: Stamped, right: Stamped): number =>
  compareHlc(left.hlc, right.hlc) ||
  (left.deviceId < right.deviceId ? -1 : left.deviceId > right.deviceId ? 1 : 0);
