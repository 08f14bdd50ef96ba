import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  believedWall,
  compareHlc,
  compareStamped,
  Hlc,
  HLC_COUNTER_MAX,
  hlcText,
  readHlc,
  receive,
  tick,
  WALL_DRIFT_MAX_MS,
  type KnownHubTime,
  type Stamped,
} from './hlc.ts';

const START = Date.parse('2026-11-21T00:00:00.000Z');
const TEN_YEARS_MS = 10 * 365.25 * 86_400_000;

const stamps = fc.record({
  wallMs: fc.oneof(fc.integer({ min: START - 5, max: START + 5 }), fc.integer({ min: 0, max: 2 ** 48 - 1 })),
  counter: fc.oneof(
    fc.integer({ min: HLC_COUNTER_MAX - 1, max: HLC_COUNTER_MAX }),
    fc.integer({ min: 0, max: 3 }),
  ),
});

/** A device's clock as it may be at any moment. */
const clocks = fc.oneof(
  fc.integer({ min: START - TEN_YEARS_MS, max: START + TEN_YEARS_MS }),
  fc.integer({ min: START - 3, max: START + 3 }),
);

interface Device {
  readonly deviceId: string;
  last: Hlc | undefined;
  known: KnownHubTime;
}

const aDevice = (index: number): Device => ({
  deviceId: `device-${index}`,
  last: undefined,
  known: { heardMs: START, offsetMs: 0 },
});

interface Step {
  readonly kind: 'event' | 'message' | 'hub';
  readonly from: number;
  readonly to: number;
  readonly clockMs: number;
  readonly hubMs: number;
}

const histories = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('event', 'event', 'message', 'hub'),
    from: fc.nat(3),
    to: fc.nat(3),
    clockMs: clocks,
    hubMs: fc.integer({ min: START, max: START + 100_000 }),
  }),
  { minLength: 1, maxLength: 60 },
);

/** Plays a history on four devices. @returns every stamp, with the index of those it was made in knowledge of */
const play = (steps: readonly Step[]): { stamped: Stamped; before: readonly number[] }[] => {
  const devices = [0, 1, 2, 3].map(aDevice);
  const latest = new Map<string, number>();
  const made: { stamped: Stamped; before: readonly number[] }[] = [];
  const note = (device: Device, hlc: Hlc, alsoAfter: readonly number[] = []): void => {
    const own = latest.get(device.deviceId);
    device.last = hlc;
    latest.set(device.deviceId, made.length);
    made.push({
      stamped: { hlc, deviceId: device.deviceId },
      before: [...alsoAfter, ...(own === undefined ? [] : [own])],
    });
  };
  for (const { kind, from, to, clockMs, hubMs } of steps) {
    const sender = devices[from]!;
    const receiver = devices[to]!;
    if (kind === 'hub') {
      sender.known = { heardMs: hubMs, offsetMs: clockMs - hubMs };
      note(sender, receive(sender.last, { wallMs: hubMs, counter: 0 }, believedWall(clockMs, sender.known)));
    } else if (kind === 'event' || sender.last === undefined) {
      note(sender, tick(sender.last, believedWall(clockMs, sender.known)));
    } else {
      const cause = latest.get(sender.deviceId)!;
      note(receiver, receive(receiver.last, sender.last, believedWall(clockMs, receiver.known)), [cause]);
    }
  }
  return made;
};

describe('a hybrid logical clock', () => {
  it('only goes forward, whatever the clock of its device does', () => {
    fc.assert(
      fc.property(fc.array(clocks, { minLength: 2, maxLength: 100 }), (walls) => {
        let last: Hlc | undefined;
        for (const wallMs of walls) {
          const next = tick(last, wallMs);
          if (last !== undefined) expect(compareHlc(last, next)).toBeLessThan(0);
          expect(Hlc.safeParse(next).success).toBe(true);
          last = next;
        }
      }),
    );
  });

  it('stamps an effect later than its causes, over whatever messages and clocks', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const made = play(steps);
        for (const { stamped, before } of made) {
          for (const cause of before)
            expect(compareHlc(made[cause]!.stamped.hlc, stamped.hlc)).toBeLessThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('stays within a day of the hub, and a millisecond for each full counter, though clocks are years off', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        for (const { stamped } of play(steps)) {
          expect(Math.abs(stamped.hlc.wallMs - START)).toBeLessThanOrEqual(WALL_DRIFT_MAX_MS + 100_000);
        }
      }),
    );
  });

  it('orders all stamps of all devices in one way', () => {
    fc.assert(
      fc.property(histories, (steps) => {
        const stamped = play(steps).map((each) => each.stamped);
        const ordered = stamped.toSorted(compareStamped);
        expect(stamped.toReversed().toSorted(compareStamped)).toEqual(ordered);
        ordered.forEach((each, index) => {
          const next = ordered[index + 1];
          if (next !== undefined) expect(compareStamped(each, next)).toBeLessThan(0);
        });
      }),
    );
  });

  it('takes the next millisecond when the counter is full', () => {
    const full = { wallMs: START, counter: HLC_COUNTER_MAX };
    expect(tick(full, START)).toEqual({ wallMs: START + 1, counter: 0 });
    expect(receive(undefined, full, START - 1)).toEqual({ wallMs: START + 1, counter: 0 });
    expect(tick({ wallMs: START, counter: HLC_COUNTER_MAX - 1 }, START)).toEqual(full);
  });

  it('takes the wall time as soon as it is ahead', () => {
    expect(tick({ wallMs: START, counter: 9 }, START + 1)).toEqual({ wallMs: START + 1, counter: 0 });
    expect(tick(undefined, START + 0.9)).toEqual({ wallMs: START, counter: 0 });
  });
});

describe('the wall time that is believed', () => {
  it.each<[string, number, KnownHubTime, number]>([
    ['a clock that is right', START + 5_000, { heardMs: START, offsetMs: 0 }, START + 5_000],
    [
      'a clock that is off as measured',
      START + TEN_YEARS_MS,
      { heardMs: START, offsetMs: TEN_YEARS_MS },
      START,
    ],
    ['a day later', START + WALL_DRIFT_MAX_MS, { heardMs: START, offsetMs: 0 }, START + WALL_DRIFT_MAX_MS],
    ['a moment more than a day later', START + WALL_DRIFT_MAX_MS + 1, { heardMs: START, offsetMs: 0 }, START],
    ['a day earlier', START - WALL_DRIFT_MAX_MS, { heardMs: START, offsetMs: 0 }, START - WALL_DRIFT_MAX_MS],
    [
      'a moment more than a day earlier',
      START - WALL_DRIFT_MAX_MS - 1,
      { heardMs: START, offsetMs: 0 },
      START,
    ],
    ['a clock before 1970', -5, { heardMs: 3, offsetMs: 0 }, 0],
  ])('of %s', (_, deviceMs, known, believed) => {
    expect(believedWall(deviceMs, known)).toBe(believed);
  });
});

describe('the text of a stamp', () => {
  it('has 17 characters, reads back, and sorts as the stamps do', () => {
    fc.assert(
      fc.property(stamps, stamps, (left, right) => {
        const [one, two] = [hlcText(left), hlcText(right)];
        expect(one).toHaveLength(17);
        expect(readHlc(one)).toEqual(left);
        expect(Math.sign(compareHlc(left, right))).toBe(one < two ? -1 : one > two ? 1 : 0);
      }),
    );
  });

  it.each(['', '0199e6f2a380', '0199e6f2a380-00000', '0199E6F2A380-0000', ' 0199e6f2a380-0000', '-'])(
    'is not %j',
    (text) => {
      expect(readHlc(text)).toBeUndefined();
    },
  );

  it('is written of whole numbers in their bounds only', () => {
    for (const hlc of [
      { wallMs: -1, counter: 0 },
      { wallMs: 2 ** 48, counter: 0 },
      { wallMs: 0.5, counter: 0 },
      { wallMs: 0, counter: HLC_COUNTER_MAX + 1 },
      { wallMs: 0, counter: 0, node: 'x' },
    ]) {
      expect(Hlc.safeParse(hlc).success).toBe(false);
    }
  });
});
