import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOTHER_LIMITS, motherSlips, type MotherField } from './mother-slip.ts';

const FIELDS = Object.keys(MOTHER_LIMITS) as MotherField[];

describe('possible slips in the mother’s readings', () => {
  it('finds none in a usual visit', () => {
    const usual = { systolicMmHg: 112, diastolicMmHg: 68, weightKg: 55.2, haemoglobinGramsPerDl: 11.8 };
    expect(motherSlips(usual, { weightKg: 54 })).toEqual([]);
    expect(motherSlips({})).toEqual([]);
  });

  it('[MS1] reads pressures in each other’s place', () => {
    expect(motherSlips({ systolicMmHg: 70, diastolicMmHg: 120 })).toEqual([
      { rule: 'MS1', values: [70, 120] },
    ]);
    expect(motherSlips({ systolicMmHg: 90, diastolicMmHg: 170 })).toEqual([
      { rule: 'MS1', values: [90, 170] },
    ]);
    expect(motherSlips({ systolicMmHg: 45, diastolicMmHg: 120 })).toEqual([
      { rule: 'MS1', values: [45, 120] },
    ]);
  });

  it('[MS2] asks where systolic is not above diastolic and a swap does not explain it', () => {
    expect(motherSlips({ systolicMmHg: 90, diastolicMmHg: 90 })).toEqual([{ rule: 'MS2', values: [90, 90] }]);
    expect(motherSlips({ systolicMmHg: 91, diastolicMmHg: 90 })).toEqual([]);
    expect(motherSlips({ systolicMmHg: 165, diastolicMmHg: 168 }).map(({ rule }) => rule)).toEqual([
      'MS2',
      'MS4',
    ]);
  });

  it.each([
    [65, 55, []],
    [65.1, 55, [{ rule: 'MS3', value: 65.1, before: 55 }]],
    [45, 55, []],
    [44.9, 55, [{ rule: 'MS3', value: 44.9, before: 55 }]],
    [65.1, undefined, []],
    [65.1, Number.NaN, []],
    [62.1, 52.1, []],
  ])('[MS3] %d kg after %s kg: %j', (weightKg, before, slips) => {
    expect(motherSlips({ weightKg }, { weightKg: before })).toEqual(slips);
  });

  it.each<[MotherField, number, number | undefined]>([
    ['haemoglobinGramsPerDl', 118, 11.8],
    ['haemoglobinGramsPerDl', 1.2, 12],
    ['haemoglobinGramsPerDl', 2, 20],
    ['weightKg', 55_200, 55.2],
    ['weightKg', 552, 55.2],
    ['weightKg', 5.5, 55],
    ['systolicMmHg', 1120, 112],
    ['systolicMmHg', 11, 110],
    ['diastolicMmHg', 680, 68],
    ['systolicMmHg', 0, undefined],
  ])('[MS4] %s of %d cannot be; %s could', (field, value, suggestion) => {
    expect(motherSlips({ [field]: value })).toEqual([
      { rule: 'MS4', field, value, ...(suggestion !== undefined && { suggestion }) },
    ]);
  });

  it.each(FIELDS)('[MS4] %s takes its limits and asks beyond them', (field) => {
    const { min, max } = MOTHER_LIMITS[field];
    for (const value of [min, max]) expect(motherSlips({ [field]: value })).toEqual([]);
    for (const value of [min - 0.1, max + 0.1])
      expect(motherSlips({ [field]: value })).toMatchObject([{ rule: 'MS4', field }]);
  });

  it('[MS4] never suggests what cannot be, and passes over what is no number', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELDS), fc.double(), (field, value) => {
        for (const slip of motherSlips({ [field]: value })) {
          expect(Number.isFinite(value)).toBe(true);
          const { min, max } = MOTHER_LIMITS[field];
          if (slip.rule !== 'MS4' || slip.suggestion === undefined) continue;
          expect(slip.suggestion >= min && slip.suggestion <= max).toBe(true);
        }
      }),
    );
    expect(motherSlips({ systolicMmHg: Number.NaN, diastolicMmHg: Number.POSITIVE_INFINITY })).toEqual([]);
  });
});
