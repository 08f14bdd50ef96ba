import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Countdown } from './Countdown.svelte.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a wait', () => {
  it('counts whole seconds down to nothing and stops', () => {
    const wait = new Countdown();
    wait.start(2);
    expect(wait.secondsLeft).toBe(2);
    vi.advanceTimersByTime(1_000);
    expect(wait.secondsLeft).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(wait.secondsLeft).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rounds a part of a second up, takes no time that is over, and ends when told', () => {
    const wait = new Countdown();
    wait.start(0.2);
    expect(wait.secondsLeft).toBe(1);
    wait.start(-5);
    expect(wait.secondsLeft).toBe(0);
    wait.start(30);
    wait.stop();
    expect([wait.secondsLeft, vi.getTimerCount()]).toEqual([0, 0]);
  });
});
