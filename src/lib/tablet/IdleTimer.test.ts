import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NOW } from '../../../tests/support/a-bundle.ts';
import type { BundleRow } from '../store/schema.ts';
import { IdleTimer } from './IdleTimer.svelte.ts';
import { staffLimits } from './staff-limits.ts';

const HOUR_MS = 3_600_000;
const dayWith = (lockMinutes: number | undefined) =>
  ({ bundle: { clinic: { lockMinutes } } }) as unknown as BundleRow;

let ended: string[];
let timer: IdleTimer;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW });
  ended = [];
  timer = new IdleTimer(staffLimits(undefined), (why) => ended.push(why));
});

afterEach(() => {
  timer.stop();
  vi.useRealTimers();
});

/** Work without a pause, `everyMs` between touches. */
const work = (forMs: number, everyMs = 60_000): void => {
  for (let ms = 0; ms < forMs; ms += everyMs) {
    vi.advanceTimersByTime(everyMs);
    if (ended.length > 0) return;
    timer.touch();
  }
};

describe('a staff screen that nobody touches', () => {
  it.each([
    [undefined, 3],
    [2, 2],
    [3, 3],
    [5, 5],
  ])('locks, when the clinic set %s minutes, after %i, the warning included', (set, minutes) => {
    timer.start(staffLimits(dayWith(set)));
    vi.advanceTimersByTime(minutes * 60_000 - 31_000);
    expect(timer.secondsLeft).toBeUndefined();
    vi.advanceTimersByTime(1_000);
    expect(timer.secondsLeft).toBe(30);
    vi.advanceTimersByTime(29_000);
    expect(ended).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(ended).toEqual(['idle']);
  });

  it('stays open while it is touched, for twelve hours', () => {
    timer.start();
    work(12 * HOUR_MS - 1000);
    expect(ended).toEqual(['limit']);
  });

  it('locks after twelve hours on the second, and not a second earlier', () => {
    timer.start();
    work(12 * HOUR_MS - 60_000);
    vi.advanceTimersByTime(59_000);
    expect(ended).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(ended).toEqual(['limit']);
  });

  it('locks at once when it wakes from a long sleep, though the page’s own clock stood still', () => {
    timer.start();
    work(HOUR_MS);
    vi.setSystemTime(NOW + 13 * HOUR_MS);
    vi.advanceTimersByTime(1_000);
    expect(ended).toEqual(['limit']);
  });

  it('gains nothing by a clock that is set back', () => {
    timer.start();
    for (let hour = 1; hour <= 12 && ended.length === 0; hour += 1) {
      vi.setSystemTime(NOW - 10 * 365 * 24 * HOUR_MS);
      work(HOUR_MS);
    }
    expect(ended).toEqual(['limit']);
  });

  it('has twelve hours anew after the next unlock', () => {
    timer.start();
    work(11 * HOUR_MS);
    timer.stop();
    timer.start();
    work(11 * HOUR_MS);
    expect(ended).toEqual([]);
  });
});
