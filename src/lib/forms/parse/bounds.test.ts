import { describe, expect, it } from 'vitest';
import { compileForm } from '../compile.ts';
import { OWN_EXTENSION, STANDARD_EXTENSION, UCUM_SYSTEM } from '../extensions.ts';
import { problemsOfItems as withItems } from '../testing/problems.ts';
import { anItem, aQuestionnaire, aWeight, extension } from '../testing/questionnaire.ts';
import { theItem } from '../testing/the-item.ts';

const amount = (value: number, code: string) => ({ valueQuantity: { value, system: UCUM_SYSTEM, code } });

const unitOption = (code: string) =>
  extension(STANDARD_EXTENSION.unitOption, { valueCoding: { system: UCUM_SYSTEM, code } });

describe('limits', () => {
  it('[FC11] limits are read for the types they fit', () => {
    const { minValue, maxValue, minQuantity, maxQuantity, maxDecimalPlaces } = STANDARD_EXTENSION;
    const integer = theItem(
      anItem('integer', 'a', {
        extension: [extension(minValue, { valueInteger: 0 }), extension(maxValue, { valueDecimal: 9.5 })],
      }),
    );
    expect([integer.minValue, integer.maxValue]).toEqual([0, 9.5]);
    const date = theItem(anItem('date', 'a', { extension: [extension(minValue, { valueDate: '2026-01' })] }));
    expect(date.minValue).toBe('2026-01');
    const grams = (value: number) => ({ valueQuantity: { value, system: UCUM_SYSTEM, code: 'g' } });
    const weight = theItem(
      aWeight('a', {
        extension: [
          extension(minQuantity, grams(300)),
          extension(maxQuantity, grams(20_000)),
          extension(maxDecimalPlaces, { valueInteger: 0 }),
        ],
      }),
    );
    expect([weight.minValue, weight.maxValue, weight.maxDecimalPlaces]).toEqual([300, 20_000, 0]);
    expect(theItem(anItem('text', 'a', { maxLength: 500 })).maxLength).toBe(500);
    const day = extension(minValue, { valueDateTime: '2026-01-05T00:00:00+09:00' });
    expect(theItem(anItem('date', 'a', { extension: [day] })).minValue).toBe('2026-01-05');
    const from = extension(minValue, { valueDate: '2026-01-05' });
    expect(theItem(anItem('dateTime', 'a', { extension: [from] })).minValue).toBe('2026-01-05');
    const open = extension(minValue, { valueTime: '08:30:00' });
    expect(theItem(anItem('time', 'a', { extension: [open] })).minValue).toBe('08:30:00');
  });

  it.each([
    [
      'a date for a number',
      anItem('integer', 'a', {
        extension: [extension(STANDARD_EXTENSION.minValue, { valueDate: '2026-01-01' })],
      }),
    ],
    [
      'a day that is none',
      anItem('date', 'a', {
        extension: [extension(STANDARD_EXTENSION.minValue, { valueDate: '2026-02-30' })],
      }),
    ],
    [
      'another unit',
      aWeight('a', {
        extension: [
          extension(STANDARD_EXTENSION.minQuantity, {
            valueQuantity: { value: 1, system: UCUM_SYSTEM, code: 'kg' },
          }),
        ],
      }),
    ],
    [
      'a lower limit above the upper one',
      anItem('integer', 'a', {
        extension: [
          extension(STANDARD_EXTENSION.minValue, { valueInteger: 2 }),
          extension(STANDARD_EXTENSION.maxValue, { valueInteger: 1 }),
        ],
      }),
    ],
    [
      'a lower soft limit above the upper one',
      aWeight('a', {
        extension: [
          extension(OWN_EXTENSION.softMin, { valueInteger: 2 }),
          extension(OWN_EXTENSION.softMax, { valueInteger: 1 }),
        ],
      }),
    ],
    [
      'a lower time above the upper one',
      anItem('time', 'a', {
        extension: [
          extension(STANDARD_EXTENSION.minValue, { valueTime: '12:00:01' }),
          extension(STANDARD_EXTENSION.maxValue, { valueTime: '12:00:00' }),
        ],
      }),
    ],
    [
      'a lower instant above the upper one',
      anItem('dateTime', 'a', {
        extension: [
          extension(STANDARD_EXTENSION.minValue, { valueDateTime: '2026-01-01T00:00:00Z' }),
          extension(STANDARD_EXTENSION.maxValue, { valueDateTime: '2026-01-01T00:00:00+09:00' }),
        ],
      }),
    ],
    [
      'a limit in a unit that the item does not take',
      anItem('quantity', 'a', {
        extension: [
          unitOption('g'),
          unitOption('kg'),
          extension(STANDARD_EXTENSION.minQuantity, amount(1, 't')),
        ],
      }),
    ],
    [
      'limits in two units',
      anItem('quantity', 'a', {
        extension: [
          unitOption('g'),
          unitOption('kg'),
          extension(STANDARD_EXTENSION.minQuantity, amount(300, 'g')),
          extension(STANDARD_EXTENSION.maxQuantity, amount(20, 'kg')),
        ],
      }),
    ],
    [
      'more required rows than permitted ones',
      anItem('string', 'a', {
        repeats: true,
        extension: [
          extension(STANDARD_EXTENSION.minOccurs, { valueInteger: 3 }),
          extension(STANDARD_EXTENSION.maxOccurs, { valueInteger: 2 }),
        ],
      }),
    ],
    [
      'a slider that never moves',
      anItem('integer', 'a', {
        extension: [extension(STANDARD_EXTENSION.sliderStepValue, { valueInteger: 0 })],
      }),
    ],
    [
      'negative places',
      anItem('decimal', 'a', {
        extension: [extension(STANDARD_EXTENSION.maxDecimalPlaces, { valueInteger: -1 })],
      }),
    ],
  ])('[FC11] %s is refused', (_name, item) => {
    const { form, problems } = compileForm(aQuestionnaire([item]));
    expect(problems.map(({ code }) => code)).toContain('value-invalid');
    expect(form).toBeUndefined();
  });

  it('[FC11] a limit on a type that has none is told, and nothing is held to it', () => {
    const { minValue, maxDecimalPlaces, minLength } = STANDARD_EXTENSION;
    for (const [type, limit] of [
      ['boolean', extension(minValue, { valueInteger: 1 })],
      ['integer', extension(maxDecimalPlaces, { valueInteger: 1 })],
      ['date', extension(minLength, { valueInteger: 1 })],
    ] as const) {
      expect(withItems(anItem(type, 'a', { extension: [limit] }))).toEqual([
        'warning extension-unsupported item[0].extension[0]',
      ]);
    }
  });
});
