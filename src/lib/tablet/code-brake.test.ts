import { describe, expect, it } from 'vitest';
import { CodeBrake } from './code-brake.ts';

const aStorage = (): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> => {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
};

const wrongTimes = (brake: CodeBrake, times: number): void => {
  for (let time = 0; time < times; time += 1) brake.noteWrong();
};

describe('the brake on typed codes', () => {
  it('lets four wrong codes pass and pauses a minute after the fifth', () => {
    const brake = new CodeBrake(aStorage(), () => 1_000_000);
    wrongTimes(brake, 4);
    expect(brake.secondsToWait).toBe(0);
    brake.noteWrong();
    expect(brake.secondsToWait).toBe(60);
  });

  it('ends after a minute, and counts from the beginning', () => {
    let now = 1_000_000;
    const brake = new CodeBrake(aStorage(), () => now);
    wrongTimes(brake, 5);
    now += 59_001;
    expect(brake.secondsToWait).toBe(1);
    now += 999;
    expect(brake.secondsToWait).toBe(0);
    wrongTimes(brake, 4);
    expect(brake.secondsToWait).toBe(0);
  });

  it('goes on over a reload', () => {
    const storage = aStorage();
    wrongTimes(new CodeBrake(storage, () => 1_000_000), 3);
    wrongTimes(new CodeBrake(storage, () => 1_000_000), 2);
    expect(new CodeBrake(storage, () => 1_010_000).secondsToWait).toBe(50);
  });

  it('forgets the wrong ones after a right one', () => {
    const brake = new CodeBrake(aStorage(), () => 1_000_000);
    wrongTimes(brake, 4);
    brake.noteRight();
    wrongTimes(brake, 4);
    expect(brake.secondsToWait).toBe(0);
  });

  it('never waits longer than a minute after the clock was set back', () => {
    let now = 1_000_000_000;
    const brake = new CodeBrake(aStorage(), () => now);
    wrongTimes(brake, 5);
    now -= 3_600_000;
    expect(brake.secondsToWait).toBe(60);
    now += 60_000;
    expect(brake.secondsToWait).toBe(0);
  });

  it('takes a damaged note for none', () => {
    const storage = aStorage();
    storage.setItem('hagukumi.code-brake', 'x y');
    expect(new CodeBrake(storage, () => 1_000_000).secondsToWait).toBe(0);
  });
});
