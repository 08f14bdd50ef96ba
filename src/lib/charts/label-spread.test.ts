import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadLabels } from './label-spread.ts';

describe('labels', () => {
  it('stay where they are when there is room', () => {
    expect(spreadLabels([10, 40, 70], { min: 0, max: 100, gap: 14 })).toEqual([10, 40, 70]);
  });

  it('give way to both sides', () => {
    expect(spreadLabels([50, 50], { min: 0, max: 100, gap: 14 })).toEqual([43, 57]);
    expect(spreadLabels([48, 50, 52], { min: 0, max: 100, gap: 10 })).toEqual([40, 50, 60]);
  });

  it('stay inside the bounds', () => {
    expect(spreadLabels([0, 0], { min: 0, max: 100, gap: 14 })).toEqual([0, 14]);
    expect(spreadLabels([100, 100], { min: 0, max: 100, gap: 14 })).toEqual([86, 100]);
  });

  it('come closer where there is no room', () => {
    expect(spreadLabels([5, 5, 5], { min: 0, max: 10, gap: 14 })).toEqual([0, 5, 10]);
    expect(spreadLabels([], { min: 0, max: 10, gap: 14 })).toEqual([]);
    expect(spreadLabels([3], { min: 0, max: 10, gap: 14 })).toEqual([3]);
  });

  it('never come nearer than the gap and never leave the bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 450, noNaN: true }), { maxLength: 7 }), (places) => {
        const wanted = places.toSorted((a, b) => a - b);
        const spread = spreadLabels(wanted, { min: 30, max: 350, gap: 14 });
        expect(spread).toHaveLength(wanted.length);
        spread.forEach((position, index) => {
          expect(position).toBeGreaterThanOrEqual(30 - 1e-9);
          expect(position).toBeLessThanOrEqual(350 + 1e-9);
          const before = spread[index - 1];
          if (before !== undefined) expect(position - before).toBeGreaterThanOrEqual(14 - 1e-9);
        });
      }),
    );
  });
});
