import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heightPosture } from './height-posture.ts';
import { kaupIndex } from './kaup-index.ts';

describe('the Kaup index', () => {
  it('[KA1] is kilograms by square metres', () => {
    expect(kaupIndex({ ageMonths: 18, heightCm: 80, weightKg: 10.24 })).toBeCloseTo(16, 12);
  });

  it.each([
    [2.99, false],
    [3, true],
    [71.99, true],
    [72, false],
    [Number.NaN, false],
  ])('[KA1] at %d months is there: %s', (ageMonths, there) => {
    expect(kaupIndex({ ageMonths, heightCm: 62, weightKg: 6.5 }) !== undefined).toBe(there);
  });

  it('[KA1] takes other months as the setting', () => {
    expect(kaupIndex({ ageMonths: 2, heightCm: 58, weightKg: 5.4 }, { min: 1, under: 12 })).toBeDefined();
  });

  it('[KA2] is a bare finite number above 0, or not there', () => {
    fc.assert(
      fc.property(fc.double(), fc.double(), (heightCm, weightKg) => {
        const index = kaupIndex({ ageMonths: 18, heightCm, weightKg });
        expect(index === undefined || (index > 0 && index < Infinity)).toBe(true);
        if (!(heightCm > 0 && weightKg > 0)) expect(index).toBeUndefined();
      }),
    );
  });
});

describe('the height', () => {
  it.each<[number, string]>([
    [0, 'lying'],
    [23.99, 'lying'],
    [24, 'standing'],
    [60, 'standing'],
  ])('[GR10] at %d months is measured %s', (months, posture) => {
    expect(heightPosture(months)).toBe(posture);
  });
});
