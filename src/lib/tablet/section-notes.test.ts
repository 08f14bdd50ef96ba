import { describe, expect, it } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import { builtInForm } from '../catalog/testing/built-in-form.ts';
import type { Answer, Answers } from '../forms/answer-types.ts';
import { childFacts } from './child-facts.ts';
import { judgementDoubt, measurementSlips, motherMeasurementSlips, rosterDoubts } from './section-notes.ts';

const examination = await builtInForm('infant-3-4m', 'examination');

const sizes = (weight: number, height: number, head: number): Answers =>
  new Map<string, readonly Answer[]>([
    ['weight', [{ type: 'quantity', value: weight, unit: 'g', code: 'g' }]],
    ['height', [{ type: 'quantity', value: height, unit: 'cm', code: 'cm' }]],
    ['head', [{ type: 'quantity', value: head, unit: 'cm', code: 'cm' }]],
  ]);
const chosen = (codes: Readonly<Record<string, string>>): Answers =>
  new Map(
    Object.entries(codes).map(([linkId, code]) => {
      const option = examination.byLinkId
        .get(linkId)
        ?.options.find(({ answer }) => answer.type === 'coding' && answer.value.code === code);
      if (option === undefined) throw new Error(`${linkId} has no ${code}`);
      return [linkId, [option.answer]];
    }),
  );

const child = aChild({ birthDate: '2026-08-09', birthWeightGrams: 3012 });
const slips = (answers: Answers, entry = child) =>
  measurementSlips(entry, childFacts(entry, '2026-11-21'), { section: 'measurement', answers });

describe('slips in the measurement of this child', () => {
  it('are none when everything is usual', () => {
    expect(slips(sizes(6200, 61.5, 40.2))).toEqual([]);
  });

  it('[SL1] [SL2] name a lost digit and a swap', () => {
    expect(slips(sizes(620, 40.2, 61.5)).map(({ rule }) => rule)).toEqual(['SL2', 'SL1']);
  });

  it('[SL3] compare with the weight at birth', () => {
    expect(slips(sizes(3000, 61.5, 40.2)).map(({ rule }) => rule)).toContain('SL3');
    const { birthWeightGrams: _, ...unknown } = child;
    expect(slips(sizes(3000, 61.5, 40.2), unknown).map(({ rule }) => rule)).not.toContain('SL3');
  });

  it('[SL5] do not call a preterm child small for its actual age', () => {
    const preterm = aChild({ birthDate: '2026-08-09', dueDate: '2026-10-01' });
    expect(slips(sizes(3700, 54, 37), preterm)).toEqual([]);
    expect(slips(sizes(3700, 54, 37))).not.toEqual([]);
  });

  it('say nothing when the birth date lies after the visit', () => {
    expect(slips(sizes(62, 6, 4), aChild({ birthDate: '2026-12-01' }))).toEqual([]);
  });
});

const kilograms = (weight: number, height: number): Answers =>
  new Map<string, readonly Answer[]>([
    ['weight', [{ type: 'quantity', value: weight, unit: 'kg', code: 'kg' }]],
    ['height', [{ type: 'quantity', value: height, unit: 'cm', code: 'cm' }]],
  ]);

describe('slips in a form that weighs in kilograms', () => {
  const toddler = aChild({ program: 'child-18m', birthDate: '2025-05-01', sex: 'male' });

  it('[SL8] are none when everything is usual by the growth reference', () => {
    expect(slips(kilograms(10.4, 80.2), toddler)).toEqual([]);
  });

  it('[SL1] [SL7] read a lost point and give the suggestion in grams', () => {
    expect(slips(kilograms(1.04, 80.2), toddler)).toMatchObject([
      { rule: 'SL1', field: 'weightGrams', value: 1040, suggestion: 10_400 },
    ]);
  });

  it('[SL8] ask about a height that no child of this age has', () => {
    expect(slips(kilograms(10.4, 99), toddler)).toMatchObject([{ rule: 'SL4', field: 'heightCm' }]);
  });

  it('[SL9] leave a newborn who lost some weight in peace', () => {
    const newborn = aChild({ program: 'newborn-visit', birthDate: '2026-11-10', birthWeightGrams: 3000 });
    expect(slips(sizes(2850, 50, 34), newborn)).toEqual([]);
    expect(slips(sizes(2600, 50, 34), newborn).map(({ rule }) => rule)).toEqual(['SL3']);
  });
});

describe('slips in the readings of a mother', () => {
  const mother = aChild({ program: 'prenatal', birthDate: '1995-03-02' });
  const pressure = (systolic: number, diastolic: number): Answers =>
    new Map<string, readonly Answer[]>([
      ['bp-systolic', [{ type: 'quantity', value: systolic, unit: 'mmHg', code: 'mm[Hg]' }]],
      ['bp-diastolic', [{ type: 'quantity', value: diastolic, unit: 'mmHg', code: 'mm[Hg]' }]],
    ]);
  const found = (answers: Answers, entry = mother) =>
    motherMeasurementSlips(entry, { section: 'measurement', answers }).map(({ rule }) => rule);

  it('[MS1] name two pressures in each other’s place, of a mother alone', () => {
    expect(found(pressure(118, 72))).toEqual([]);
    expect(found(pressure(72, 118))).toEqual(['MS1']);
    expect(found(pressure(72, 118), child)).toEqual([]);
  });

  it('are not looked for by the sizes of children', () => {
    expect(slips(kilograms(62, 158), mother)).toEqual([]);
  });
});

describe('doubts about who this is', () => {
  const doubts = (entry = child, alike = false) =>
    rosterDoubts(entry, childFacts(entry, '2026-11-21'), alike);

  it('[WC3] are raised by a look-alike, each time', () => {
    expect(doubts()).toEqual([]);
    expect(doubts(child, true)).toEqual([{ rule: 'WC3' }]);
  });

  it('[WC2] are raised by a birth date outside the window, but not by a mother’s own', () => {
    expect(doubts(aChild({ birthDate: '2026-11-22' }))).toEqual([{ rule: 'WC2', age: 'not-born' }]);
    expect(doubts(aChild({ birthDate: '2026-06-21' }))).toEqual([{ rule: 'WC2', age: 'too-late' }]);
    expect(doubts(aChild({ program: 'prenatal', birthDate: '1995-03-02' }))).toEqual([]);
  });
});

describe('a judgement of 異常なし', () => {
  const judged = { judgement: 'no-abnormality' };

  it('is asked back when there is a finding or a milestone is missing', () => {
    expect(judgementDoubt(examination, chosen({ ...judged, 'finding-skin': 'present' }))).toBe(true);
    expect(judgementDoubt(examination, chosen({ ...judged, 'development-head': 'not-seen' }))).toBe(true);
  });

  it('is not asked back without findings, nor when the judgement is another', () => {
    expect(judgementDoubt(examination, chosen({ ...judged, 'finding-skin': 'none' }))).toBe(false);
    expect(judgementDoubt(examination, chosen({ judgement: 'follow-up', 'finding-skin': 'present' }))).toBe(
      false,
    );
  });
});
