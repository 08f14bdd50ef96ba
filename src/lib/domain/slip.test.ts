import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correctedAgeOn } from './corrected-age.ts';
import { parseCivilDate, type CivilDate } from './civil-date.ts';
import {
  INFANT_SIZE,
  INFANT_SIZE_MONTHS,
  SIZE_LIMITS,
  sizeLimitsAt,
  weightUnitAt,
  type SizeField,
} from './infant-size.ts';
import { findSlips, softRange, type SizeContext, type UsualSize } from './slip.ts';

const day = (text: string): CivilDate => {
  const date = parseCivilDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

const boy: SizeContext = { sex: 'male', months: 3 };
const USUAL = { weightGrams: 6550, heightCm: 62.3, headCm: 40.9, chestCm: 41.8 };

const readRows = (name: string): Record<string, string>[] => {
  const lines = readFileSync(new URL(`../../../tests/fixtures/${name}`, import.meta.url), 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [header = [], ...rows] = lines.map((line) => line.split(','));
  return rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
};

describe('the table of sizes', () => {
  it('[SL4] holds the percentiles of the survey for weight, height and head', () => {
    const names: Record<string, [SizeField, number]> = {
      weight: ['weightGrams', 1000],
      height: ['heightCm', 1],
      head: ['headCm', 1],
    };
    let compared = 0;
    for (const row of readRows('growth-r5-2023-percentiles.csv')) {
      const months = Number(row['age_min_months']);
      const { first, last } = INFANT_SIZE_MONTHS;
      if (months < first || months > last || Number(row['age_max_months']) !== months + 1) continue;
      const [field, factor] = names[row['measure'] ?? ''] ?? ['chestCm', Number.NaN];
      const band = INFANT_SIZE[field][row['sex'] === 'male' ? 'male' : 'female'][months - first];
      expect(band?.[0]).toBeCloseTo(Number(row['p3']) * factor, 6);
      expect(band?.[1]).toBeCloseTo(Number(row['p97']) * factor, 6);
      compared += 1;
    }
    expect(compared).toBe(3 * 2 * 6);
  });

  it('[SL4] holds the percentiles of the survey for chest', () => {
    let compared = 0;
    for (const row of readRows('growth-h22-2010-chest-median-sd.csv')) {
      const months = Number(row['age_months_mid']) - 0.5;
      if (!Number.isInteger(months) || months < INFANT_SIZE_MONTHS.first || months > INFANT_SIZE_MONTHS.last)
        continue;
      const band =
        INFANT_SIZE.chestCm[row['sex'] === 'male' ? 'male' : 'female'][months - INFANT_SIZE_MONTHS.first];
      expect(band).toEqual([Number(row['p3_approx']), Number(row['p97_approx'])]);
      compared += 1;
    }
    expect(compared).toBe(2 * 6);
  });
});

describe('the soft range', () => {
  it.each<[SizeField, SizeContext['sex'], number, number]>([
    ['weightGrams', 'male', 3910, 9800],
    ['weightGrams', 'female', 3670, 9050],
    ['weightGrams', 'unknown', 3670, 9800],
    ['heightCm', 'male', 54, 69.9],
    ['heightCm', 'unknown', 52.6, 69.9],
    ['headCm', 'male', 38.5, 43.3],
    ['headCm', 'unknown', 37.6, 43.3],
    ['chestCm', 'female', 33.1, 47.9],
  ])('[SL4] of %s at 3 months, sex %s, is %d to %d', (field, sex, min, max) => {
    expect(softRange(field, { sex, months: 3 })).toEqual({ min, max });
  });

  it('[SL5] begins lower for a preterm child, at the corrected month', () => {
    expect(
      softRange('weightGrams', {
        sex: 'male',
        months: 3,
        corrected: correctedAgeOn(day('2026-07-10'), day('2026-08-20')),
      }),
    ).toEqual({
      min: 2820,
      max: 9800,
    });
  });

  it.each([
    ['before the due date', '2026-07-09'],
    ['on the due date', '2026-07-10'],
    ['on the last day of the first corrected month', '2026-08-09'],
  ])('[SL5] has no lower bound %s', (_, on) => {
    expect(
      softRange('weightGrams', {
        sex: 'male',
        months: 3,
        corrected: correctedAgeOn(day('2026-07-10'), day(on)),
      }),
    ).toEqual({ max: 9800 });
  });

  it('[SL4] is empty for an age the table does not hold', () => {
    expect(softRange('headCm', { sex: 'male', months: 30 })).toEqual({});
  });
});

describe('possible slips', () => {
  it('finds none in a usual child', () => {
    expect(findSlips(USUAL, boy)).toEqual([]);
    expect(findSlips({}, boy)).toEqual([]);
  });

  it('finds none in any child between the 3rd and the 97th percentile', () => {
    const between = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        fc.constantFrom('male' as const, 'female' as const),
        fc.integer({ min: 1, max: 6 }),
        fc.array(between, { minLength: 4, maxLength: 4 }),
        (sex, months, parts) => {
          const size = Object.fromEntries(
            Object.entries(INFANT_SIZE).map(([field, bySex], index) => {
              const [p3, p97] = bySex[sex][months - 1] ?? [0, 0];
              return [field, p3 + (p97 - p3) * (parts[index] ?? 0)];
            }),
          );
          expect(findSlips(size, { sex, months })).toEqual([]);
        },
      ),
    );
  });

  it.each<[string, SizeField, number, number]>([
    ['kilograms for grams', 'weightGrams', 5.8, 5800],
    ['a lost digit', 'weightGrams', 658, 6580],
    ['a digit too many', 'weightGrams', 65800, 6580],
    ['millimetres for centimetres', 'heightCm', 623, 62.3],
    ['metres for centimetres', 'heightCm', 0.62, 62],
    ['a point one place too early', 'heightCm', 6.23, 62.3],
    ['millimetres for centimetres', 'headCm', 409, 40.9],
    ['millimetres for centimetres', 'chestCm', 418, 41.8],
  ])('[SL1] reads %s in %s: %d would be %d', (_, field, value, suggestion) => {
    expect(findSlips({ [field]: value }, boy)).toEqual([{ rule: 'SL1', field, value, suggestion }]);
  });

  it('[SL1] reads kilograms also where the age gives no range', () => {
    const preterm: SizeContext = {
      sex: 'female',
      months: 3,
      corrected: { phase: 'before-due', daysUntilDue: 9 },
    };
    expect(findSlips({ weightGrams: 2.8 }, preterm)).toMatchObject([{ rule: 'SL1', suggestion: 2800 }]);
    expect(findSlips({ weightGrams: 11.2 }, { sex: 'male', months: 20 })).toMatchObject([{ rule: 'SL1' }]);
  });

  it('[SL2] reads height and head in each other’s place, once and not as two unusual values', () => {
    expect(findSlips({ ...USUAL, heightCm: 40.9, headCm: 62.3 }, boy)).toEqual([
      { rule: 'SL2', fields: ['heightCm', 'headCm'], values: [40.9, 62.3] },
    ]);
  });

  it('[SL3] reads a decrease since birth', () => {
    const before = { weightGrams: 4100 };
    expect(findSlips({ weightGrams: 4099 }, { ...boy, before })).toEqual([
      { rule: 'SL3', field: 'weightGrams', value: 4099, before: 4100 },
    ]);
    expect(findSlips({ weightGrams: 4100 }, { ...boy, before })).toEqual([]);
  });

  it.each([
    [3900, true],
    [3910, false],
    [9800, false],
    [9810, true],
  ])('[SL4] %d g at 3 months is asked back: %s', (weightGrams, asked) => {
    expect(findSlips({ weightGrams }, boy).map(({ rule }) => rule)).toEqual(asked ? ['SL4'] : []);
  });

  it('[SL4] hands over the value and the range and says nothing of the child', () => {
    expect(findSlips({ headCm: 44 }, boy)).toEqual([
      { rule: 'SL4', field: 'headCm', value: 44, range: { min: 38.5, max: 43.3 } },
    ]);
  });

  it.each(Object.entries(SIZE_LIMITS))(
    '[SL6] keeps the soft range of %s inside its limits',
    (field, limits) => {
      for (const months of [1, 2, 3, 4, 5, 6]) {
        const { min = limits.min, max = limits.max } = softRange(field as SizeField, {
          sex: 'unknown',
          months,
        });
        expect(min).toBeGreaterThan(limits.min);
        expect(max).toBeLessThan(limits.max);
      }
    },
  );
});

/** Rounded percentiles of 令和5年乳幼児身体発育調査, boys and girls alike, for a newborn, 18 months and 3 years. */
const usual: UsualSize = (field, _, months) => {
  if (months === 0) return field === 'weightGrams' ? { p3: 2300, p97: 3800 } : undefined;
  if (months >= 36)
    return { weightGrams: { p3: 11_800, p97: 17_600 }, heightCm: { p3: 89, p97: 103 } }[field as string];
  return {
    weightGrams: { p3: 8500, p97: 12_900 },
    heightCm: { p3: 75, p97: 86 },
    headCm: { p3: 44, p97: 50 },
  }[field as string];
};

describe('slips after infancy', () => {
  it('[SL7] weigh in grams to 12 months and in kilograms after', () => {
    expect([weightUnitAt(12), weightUnitAt(13)]).toEqual(['g', 'kg']);
    expect(sizeLimitsAt('weightGrams', 12)).toEqual({ min: 300, max: 20_000 });
    expect(sizeLimitsAt('weightGrams', 13)).toEqual({ min: 3000, max: 60_000 });
    expect(sizeLimitsAt('heightCm', 40)).toEqual(SIZE_LIMITS.heightCm);
  });

  it.each([
    [10_400, []],
    [10_400_000, [{ rule: 'SL1', field: 'weightGrams', value: 10_400_000, suggestion: 10_400 }]],
    [10.4, [{ rule: 'SL1', field: 'weightGrams', value: 10.4, suggestion: 10_400 }]],
    [104_000, [{ rule: 'SL1', field: 'weightGrams', value: 104_000, suggestion: 10_400 }]],
    [1040, [{ rule: 'SL1', field: 'weightGrams', value: 1040, suggestion: 10_400 }]],
    [6300, [{ rule: 'SL4', field: 'weightGrams', value: 6300, range: { min: 6370, max: 16_130 } }]],
  ])('[SL8] at 18 months %d g by percentiles handed in: %j', (weightGrams, slips) => {
    expect(findSlips({ weightGrams }, { sex: 'male', months: 18, usual })).toEqual(slips);
  });

  it('[SL2] find height and head in each other’s place at 18 months, also without percentiles', () => {
    const size = { heightCm: 47, headCm: 80 };
    for (const context of [{ usual }, {}])
      expect(findSlips(size, { sex: 'unknown', months: 18, ...context })).toMatchObject([{ rule: 'SL2' }]);
  });

  it('[SL8] go by the limits where nothing is handed in, or what is handed in is out of order', () => {
    const broken: UsualSize = () => ({ p3: Number.NaN, p97: 10 });
    for (const context of [{}, { usual: broken }]) {
      expect(softRange('weightGrams', { sex: 'male', months: 40, ...context })).toEqual({});
      expect(findSlips({ weightGrams: 59_000 }, { sex: 'male', months: 40, ...context })).toEqual([]);
      expect(findSlips({ weightGrams: 61_000 }, { sex: 'male', months: 40, ...context })).toMatchObject([
        { rule: 'SL1', suggestion: 6100 },
      ]);
    }
  });

  it('[SL8] keep the table of infants from 1 to 6 months, whatever is handed in', () => {
    for (const months of [1, 2, 3, 4, 5, 6])
      expect(softRange('weightGrams', { sex: 'male', months, usual })).toEqual(
        softRange('weightGrams', { sex: 'male', months }),
      );
  });

  it('[SL5] have no lower bound in the first corrected month, also with percentiles of the newborn', () => {
    const corrected = correctedAgeOn(day('2026-07-10'), day('2026-07-20'));
    expect(softRange('weightGrams', { sex: 'male', months: 2, corrected, usual })).toEqual({ max: 8720 });
    expect(softRange('weightGrams', { sex: 'male', months: 0, usual })).toEqual({ min: 1720, max: 4750 });
  });

  it.each([
    ['a newborn', 0, 3000, 2700, false],
    ['a newborn', 0, 3000, 2690, true],
    ['an infant', 1, 3000, 2990, true],
    ['a child of 3 years', 36, 15_000, 13_500, false],
    ['a child of 3 years', 36, 15_000, 13_490, true],
  ])(
    '[SL9] %s of %i months and before %i g, now %i g, is asked about: %s',
    (_, months, before, now, asked) => {
      const rules = findSlips({ weightGrams: now }, { sex: 'male', months, before: { weightGrams: before } });
      expect(rules.map(({ rule }) => rule)).toEqual(asked ? ['SL3'] : []);
    },
  );

  it.each([
    [18, 36, 88, 87, false],
    [18, 36, 88, 86.9, true],
    [24, 36, 88, 87.9, true],
    [undefined, 36, 88, 87.9, true],
    [3, 18, 80, 79.9, true],
  ])(
    '[SL9] from %s to %i months and from %d to %d cm is asked about: %s',
    (then, months, before, now, asked) => {
      const context: SizeContext = {
        sex: 'female',
        months,
        before: { heightCm: before },
        ...(then !== undefined && { beforeMonths: then }),
      };
      expect(findSlips({ heightCm: now }, context).map(({ rule }) => rule)).toEqual(asked ? ['SL3'] : []);
    },
  );

  it('pass over what is no number, and never say NaN', () => {
    const number = fc.oneof(fc.double(), fc.integer({ min: -10, max: 100_000 }));
    const size = fc.record({ weightGrams: number, heightCm: number, headCm: number, chestCm: number });
    expect(
      findSlips({ heightCm: 60 }, { sex: 'male', months: 3, before: { heightCm: Number.POSITIVE_INFINITY } }),
    ).toEqual([]);
    fc.assert(
      fc.property(size, size, fc.oneof(number, fc.integer({ min: 0, max: 80 })), (now, before, months) => {
        const slips = findSlips(now, { sex: 'unknown', months, before, beforeMonths: months, usual });
        expect(JSON.stringify(slips)).not.toContain('null');
      }),
    );
  });
});
