import { describe, expect, it } from 'vitest';
import type { Answer } from '../answer-types.ts';
import { STANDARD_EXTENSION, UCUM_SYSTEM } from '../extensions.ts';
import { problemsOfItems } from '../testing/problems.ts';
import { anItem, aQuestionnaire, aWeight, extension } from '../testing/questionnaire.ts';
import { Scenario } from '../testing/scenario.ts';
import { theItem } from '../testing/the-item.ts';

const unit = (url: string, code: string, more: object = {}) =>
  extension(url, { valueCoding: { system: UCUM_SYSTEM, code, ...more } });

const choosing = (...codes: readonly string[]) => ({
  extension: codes.map((code) => unit(STANDARD_EXTENSION.unitOption, code)),
});

const amount = (value: number, code?: string, more: object = {}): Answer => ({
  type: 'quantity',
  value,
  unit: code ?? '',
  ...(code !== undefined && { code }),
  ...more,
});

const issuesOf = (item: object, given: Answer): readonly string[] =>
  new Scenario(aQuestionnaire([item])).set('q', [given]).issueLines;

describe('units', () => {
  it('[FM7] the only unit has its printed form', () => {
    const item = theItem(
      anItem('quantity', 'q', { extension: [unit(STANDARD_EXTENSION.unit, 'cm', { display: 'センチ' })] }),
    );
    expect(item.unit).toEqual({ code: 'cm', display: 'センチ', system: UCUM_SYSTEM });
    expect(theItem(aWeight('q')).unit).toEqual({ code: 'g', display: 'g', system: UCUM_SYSTEM });
  });

  it('[FM7] [FV12] an amount is in the unit of the item, or in one of them', () => {
    expect(issuesOf(aWeight('q'), amount(1, 'g'))).toEqual([]);
    expect(issuesOf(aWeight('q'), amount(1, 'kg'))).toEqual(['q unit g']);
    const item = anItem('quantity', 'q', choosing('g', 'kg'));
    expect(issuesOf(item, amount(1, 'kg'))).toEqual([]);
    expect(issuesOf(item, amount(1, 't'))).toEqual(['q unit']);
    expect(issuesOf(item, amount(1))).toEqual(['q unit']);
    expect(issuesOf(item, amount(1, 'g', { system: 'http://other' }))).toEqual(['q unit']);
  });

  it('[FM7] an amount is written with its unit, and one that was chosen as it was chosen', () => {
    const scenario = new Scenario(aQuestionnaire([anItem('quantity', 'q', choosing('g', 'kg'))]));
    expect(scenario.set('q', [amount(6.2, 'kg')]).responseItems).toEqual([
      {
        linkId: 'q',
        answer: [{ valueQuantity: { value: 6.2, unit: 'kg', system: UCUM_SYSTEM, code: 'kg' } }],
      },
    ]);
  });

  it('[FM7] without any it takes every unit, and none', () => {
    for (const given of [amount(1), amount(1, 'g'), amount(1, undefined, { unit: '杯' })]) {
      expect(issuesOf(anItem('quantity', 'q'), given)).toEqual([]);
    }
  });

  it('[FM7] one choice is no choice', () => {
    expect(theItem(anItem('quantity', 'q', choosing('g')))).toMatchObject({ unit: { code: 'g' }, units: [] });
    expect(theItem(anItem('quantity', 'q', choosing('g', 'kg')))).toMatchObject({
      unit: undefined,
      units: [{ code: 'g' }, { code: 'kg' }],
    });
  });

  it('[FM7] a number has a unit that is printed behind it', () => {
    const more = { extension: [unit(STANDARD_EXTENSION.unit, 'cm')] };
    for (const type of ['integer', 'decimal']) expect(theItem(anItem(type, 'q', more)).unit?.code).toBe('cm');
    expect(problemsOfItems(anItem('string', 'q', more))).toEqual([
      'warning extension-unsupported item[0].extension[0]',
    ]);
  });

  it('[FM7] [FC6] a unit without a code is refused', () => {
    for (const url of [STANDARD_EXTENSION.unit, STANDARD_EXTENSION.unitOption]) {
      const more = { extension: [extension(url, { valueCoding: { system: UCUM_SYSTEM, display: 'g' } })] };
      expect(problemsOfItems(anItem('quantity', 'q', more))).toEqual([
        'error value-invalid item[0].extension[0]',
      ]);
    }
  });

  const bounds = (low: number, high: number, code: string) =>
    [
      [STANDARD_EXTENSION.minQuantity, low],
      [STANDARD_EXTENSION.maxQuantity, high],
    ].map(([url, value]) => extension(String(url), { valueQuantity: { value, system: UCUM_SYSTEM, code } }));

  it.each([
    [299, ['q below-min 300']],
    [300, []],
    [20_000, []],
    [20_001, ['q above-max 20000']],
  ])('[FM1] %d g between 300 g and 20 kg give %j', (value, issues) => {
    expect(issuesOf(aWeight('q', { extension: bounds(300, 20_000, 'g') }), amount(value, 'g'))).toEqual(
      issues,
    );
  });

  it('[FM1] where there are several units a limit is about its own one alone: nothing is converted', () => {
    const item = anItem('quantity', 'q', {
      extension: [...choosing('g', 'kg').extension, ...bounds(300, 20_000, 'g')],
    });
    expect(issuesOf(item, amount(6.2, 'g'))).toEqual(['q below-min 300']);
    expect(issuesOf(item, amount(6.2, 'kg'))).toEqual([]);
  });

  it('[FC11] a limit in another unit than the item’s is refused', () => {
    expect(problemsOfItems(aWeight('q', { extension: bounds(0.3, 20, 'kg') }))).toEqual([
      'error value-invalid item[0].extension[1]',
      'error value-invalid item[0].extension[2]',
    ]);
  });
});
