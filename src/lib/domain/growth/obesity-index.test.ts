import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { obesityBand, obesityIndex, standardWeightKg, type ObesityBand } from './obesity-index.ts';

const child = { sex: 'female', ageMonths: 42, heightCm: 92, weightKg: 13 } as const;

describe('the standard weight', () => {
  it.each<['male' | 'female', number, number]>([
    ['female', 92, 12.947],
    ['female', 70, 8.42],
    ['male', 70, 8.962],
    ['male', 100, 15.363],
    ['male', 120, 22.591],
  ])('[OB1] of a %s of %d cm is %d kg', (sex, heightCm, kilograms) => {
    expect(standardWeightKg(sex, heightCm)).toBeCloseTo(kilograms, 3);
  });
});

describe('the obesity index', () => {
  it('[OB1] is the percent over the standard weight', () => {
    expect(obesityIndex(child)?.percent).toBeCloseTo(0.41, 2);
    expect(obesityIndex(child)).toMatchObject({ band: 'usual' });
  });

  it.each<[number, ObesityBand]>([
    [30.1, 'very-high'],
    [30, 'very-high'],
    [29.9, 'rather-high'],
    [20, 'rather-high'],
    [19.9, 'slightly-high'],
    [15, 'slightly-high'],
    [14.9, 'usual'],
    [-14.9, 'usual'],
    [-15, 'low'],
    [-19.9, 'low'],
    [-20, 'very-low'],
    [-20.1, 'very-low'],
  ])('[OB2] of %d % is %s', (percent, band) => {
    expect(obesityBand(percent)).toBe(band);
    const standard = standardWeightKg('male', 100) ?? Number.NaN;
    const weightKg = (standard * (100 + percent)) / 100;
    expect(obesityIndex({ ...child, sex: 'male', heightCm: 100, weightKg })?.band).toBe(band);
  });

  it.each([
    [{ heightCm: 69.9 }, false],
    [{ heightCm: 70 }, true],
    [{ heightCm: 120 }, true],
    [{ heightCm: 120.1 }, false],
    [{ ageMonths: 11.99 }, false],
    [{ ageMonths: 12 }, true],
    [{ ageMonths: 71.99 }, true],
    [{ ageMonths: 72 }, false],
    [{ sex: 'unknown' as const }, false],
    [{ weightKg: 0 }, false],
    [{ weightKg: -3 }, false],
    [{ weightKg: Number.NaN }, false],
    [{ weightKg: Infinity }, false],
    [{ heightCm: Number.NaN }, false],
    [{ ageMonths: Number.NaN }, false],
  ])('[OB3] with %j is there: %s', (change, there) => {
    expect(obesityIndex({ ...child, ...change }) !== undefined).toBe(there);
  });

  it('[OB3] takes another range as the setting', () => {
    const range = { heightCm: { min: 60, max: 130 }, months: { min: 3, under: 84 } };
    expect(obesityIndex({ ...child, heightCm: 125, ageMonths: 80 }, range)).toBeDefined();
  });

  it('[OB3] is a finite number or not there, and rises with the weight', () => {
    fc.assert(
      fc.property(
        fc.double(),
        fc.double(),
        fc.double({ min: 0.1, max: 50 }),
        (ageMonths, heightCm, weightKg) => {
          const index = obesityIndex({ sex: 'male', ageMonths, heightCm, weightKg });
          expect(index === undefined || Number.isFinite(index.percent)).toBe(true);
          const [light, heavy] = [weightKg, weightKg + 1].map((each) =>
            obesityIndex({ ...child, weightKg: each }),
          );
          if (light !== undefined && heavy !== undefined)
            expect(heavy.percent).toBeGreaterThan(light.percent);
        },
      ),
    );
  });
});
