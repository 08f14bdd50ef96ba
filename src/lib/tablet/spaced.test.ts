import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Spaced } from './spaced.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Work that takes so long, and when it began, milliseconds. */
const aWork = (takesMs: number, everyMs = 1_000) => {
  const began: number[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const start = performance.now();
  const spaced = new Spaced(everyMs, async () => {
    began.push(performance.now() - start);
    mostAtOnce = Math.max(mostAtOnce, (atOnce += 1));
    await new Promise((resolve) => setTimeout(resolve, takesMs));
    atOnce -= 1;
  });
  return { spaced, began, mostAtOnce: () => mostAtOnce };
};

describe('what is told again and again', () => {
  it('is done at once the first time, then no more often than allowed, and once after the last telling', async () => {
    const { spaced, began } = aWork(10);
    for (let at = 0; at < 2_500; at += 100) {
      void spaced.tell();
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.runAllTimersAsync();
    expect(began).toEqual([0, 1_000, 2_000, 3_000]);
  });

  it('is never done twice at a time, however long it takes', async () => {
    const { spaced, began, mostAtOnce } = aWork(3_000);
    for (let told = 0; told < 50; told += 1) {
      void spaced.tell();
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.runAllTimersAsync();
    expect(mostAtOnce()).toBe(1);
    expect(began).toEqual([0, 3_000, 6_000]);
  });

  it('is done at once again after a rest', async () => {
    const { spaced, began } = aWork(10);
    void spaced.tell();
    await vi.advanceTimersByTimeAsync(5_000);
    void spaced.tell();
    await vi.runAllTimersAsync();
    expect(began).toEqual([0, 5_000]);
  });

  it('follows a telling that comes in the very moment in which the work ends', async () => {
    let calls = 0;
    const spaced = new Spaced(0, () => {
      calls += 1;
      return Promise.resolve();
    });
    let told = 0;
    for (let turns = 0; turns < 12; turns += 1) {
      void spaced.tell();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      const before = calls;
      void spaced.tell();
      await vi.runAllTimersAsync();
      told += Number(calls > before);
    }
    expect(told).toBe(12);
  });

  it('goes on after work that failed', async () => {
    let calls = 0;
    const spaced = new Spaced(0, () => {
      calls += 1;
      return calls === 1 ? Promise.reject(new Error('no disk')) : Promise.resolve();
    });
    await expect(spaced.tell()).rejects.toThrow('no disk');
    await spaced.tell();
    expect(calls).toBe(2);
  });
});
