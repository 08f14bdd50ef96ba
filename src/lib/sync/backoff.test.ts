import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKOFF_BASE_MS, BACKOFF_CAP_MS, backoffMs } from './backoff.ts';

const almostOne = (): number => 1 - Number.EPSILON;

describe('the backoff', () => {
  it.each([
    [0, 2_000],
    [1, 4_000],
    [2, 8_000],
    [7, 256_000],
    [8, 300_000],
    [40, 300_000],
    [5_000, 300_000],
  ])('after %i failures is drawn from 0 up to %i ms', (failures, most) => {
    expect(backoffMs(failures, () => 0)).toBe(0);
    expect(backoffMs(failures, () => 0.5)).toBe(most / 2);
    expect(backoffMs(failures, almostOne)).toBe(most - 1);
  });

  it('never leaves its bounds', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -3, max: 1e9 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, draw) => {
          const wait = backoffMs(failures, () => draw);
          expect(Number.isInteger(wait)).toBe(true);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThan(Math.max(BACKOFF_BASE_MS, BACKOFF_CAP_MS));
        },
      ),
    );
  });
});
