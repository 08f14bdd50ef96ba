import { describe, expect, it } from 'vitest';
import { aChild } from '../../../tests/support/a-bundle.ts';
import { builtInForm } from '../catalog/testing/built-in-form.ts';
import { MetCriterion } from '../contract/met-criterion.ts';
import type { Answer, Answers } from '../forms/answer-types.ts';
import { childFacts } from './child-facts.ts';
import {
  datingNotes,
  judgementDoubt,
  measurementSlips,
  motherMeasurementSlips,
  rosterDoubts,
  sizeDoubts,
} from './section-notes.ts';
import { signedAsks } from './signed-asks.ts';

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

  it('[SL3] compare with the last visit rather than with the birth, and not with a later one', () => {
    const earlier = [
      { date: '2026-09-12', program: 'infant-1m' as const, weightGrams: 4400, heightCm: 54, headCm: 37 },
      { date: '2026-12-01', program: 'infant-3-4m' as const, weightGrams: 9000 },
    ];
    const known = aChild({ birthDate: '2026-08-09', birthWeightGrams: 3012, earlier });
    expect(slips(sizes(4200, 61.5, 40.2), known)).toContainEqual({
      rule: 'SL3',
      field: 'weightGrams',
      value: 4200,
      before: 4400,
    });
    expect(slips(sizes(6200, 61.5, 40.2), known)).toEqual([]);
  });

  it('[WC1] ask for the child, and not for a slip too, where height or head are smaller than last time', () => {
    const earlier = [{ date: '2026-09-12', program: 'infant-1m' as const, heightCm: 64, headCm: 40.4 }];
    const known = aChild({ birthDate: '2026-08-09', earlier });
    const live = { section: 'measurement' as const, answers: sizes(6200, 61.5, 40.2) };
    expect(sizeDoubts(known, childFacts(known, '2026-11-21'), live)).toEqual([
      { rule: 'WC1', field: 'heightCm', value: 61.5, before: 64 },
    ]);
    expect(slips(live.answers, known).filter(({ rule }) => rule === 'SL3')).toMatchObject([
      { field: 'headCm' },
    ]);
    expect(sizeDoubts(child, childFacts(child, '2026-11-21'), live)).toEqual([]);
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
    motherMeasurementSlips(entry, childFacts(entry, '2026-11-21'), { section: 'measurement', answers }).map(
      ({ rule }) => rule,
    );

  it('[MS1] name two pressures in each other’s place, of a mother alone', () => {
    expect(found(pressure(118, 72))).toEqual([]);
    expect(found(pressure(72, 118))).toEqual(['MS1']);
    expect(found(pressure(72, 118), child)).toEqual([]);
  });

  it('[MS3] compare the weight with the visit before of the same kind', () => {
    const earlier = [
      { date: '2026-10-20', program: 'prenatal' as const, weightGrams: 58_000 },
      { date: '2026-11-01', program: 'postnatal-care' as const, weightGrams: 90_000 },
    ];
    const known = aChild({ program: 'prenatal', birthDate: '1995-03-02', earlier });
    const weight = (value: number): Answers =>
      new Map<string, readonly Answer[]>([['weight', [{ type: 'quantity', value, unit: 'kg', code: 'kg' }]]]);
    expect(found(weight(59.2), known)).toEqual([]);
    expect(found(weight(75), known)).toEqual(['MS3']);
    expect(found(weight(75))).toEqual([]);
  });

  it('are not looked for by the sizes of children', () => {
    expect(slips(kilograms(62, 158), mother)).toEqual([]);
  });
});

describe('the dates of a mother’s visit', () => {
  const mother = aChild({ program: 'prenatal', birthDate: '1995-03-02', dueDate: '2027-03-01' });
  const integer = (value: number) => [{ type: 'integer', value } as const];
  const notes = (answers: Answers, entry = mother) =>
    datingNotes(entry, childFacts(entry, '2026-11-21'), { section: 'measurement', answers });

  it('[MS5] [MS8] are held against the list and against earlier visits', () => {
    const written = new Map([
      ['gestation-weeks', integer(24)],
      ['visit-number', integer(5)],
    ]);
    const known = {
      ...mother,
      earlier: [{ date: '2026-10-24', program: 'prenatal', visitNumber: 5 } as const],
    };
    expect(notes(written).map(({ rule }) => rule)).toEqual(['MS5']);
    expect(notes(written, known).map(({ rule }) => rule)).toEqual(['MS5', 'MS8']);
    expect(notes(new Map([['gestation-weeks', integer(25)]]), known)).toEqual([]);
  });

  it('[MS6] count from the delivery on the list, and from the one written down', () => {
    const after = aChild({ program: 'postnatal-2w', deliveredOn: '2026-11-08' });
    const day = new Map<string, readonly Answer[]>([['postpartum-day', integer(14)]]);
    expect(notes(day, after)).toEqual([]);
    day.set('delivery-date', [{ type: 'date', value: '2026-11-09' }]);
    expect(notes(day, after)).toMatchObject([{ rule: 'MS6', written: 14, counted: 13 }]);
  });

  it('are none of a child', () => {
    expect(notes(new Map([['gestation-weeks', integer(24)]]), aChild({ dueDate: '2027-03-01' }))).toEqual([]);
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

  it('[WC2] [WI7] [WI8] count from a mother’s due date or delivery, where the list has it', () => {
    const mother = { birthDate: '1995-03-02' };
    const late = [{ rule: 'WC2', age: 'too-late' }];
    expect(doubts(aChild({ ...mother, program: 'postnatal-2w', deliveredOn: '2026-11-07' }))).toEqual([]);
    expect(doubts(aChild({ ...mother, program: 'postnatal-2w', deliveredOn: '2026-10-07' }))).toEqual(late);
    expect(doubts(aChild({ ...mother, program: 'prenatal', dueDate: '2027-03-01' }))).toEqual([]);
    expect(doubts(aChild({ ...mother, program: 'prenatal', dueDate: '2026-09-01' }))).toEqual(late);
  });

  it('[WC2] [WI11] are not raised at a vaccination by an age at which some vaccine may be given', () => {
    const toBeVaccinated = (birthDate: string) => aChild({ program: 'vaccination', birthDate });
    // HPV and DT in the year of 12, 日本脳炎第2期 at 9, RSV of a mother, and a newborn's B型肝炎.
    for (const birthDate of ['2014-05-01', '2017-06-01', '1996-02-01', '2026-11-21'])
      expect(doubts(toBeVaccinated(birthDate)), birthDate).toEqual([]);
    expect(doubts(toBeVaccinated('2026-11-22'))).toEqual([{ rule: 'WC2', age: 'not-born' }]);
  });

  it('[WI10] go by the ages the municipality set, and by the program’s own where those make no window', () => {
    const sixMonths = aChild({ birthDate: '2026-05-21' });
    const at = (windows: NonNullable<Parameters<typeof rosterDoubts>[3]>['windows']) =>
      rosterDoubts(sixMonths, childFacts(sixMonths, '2026-11-21'), false, { windows });
    expect(at({})).toEqual([{ rule: 'WC2', age: 'too-late' }]);
    expect(at({ 'infant-3-4m': { from: 3, end: 7 } })).toEqual([]);
    expect(at({ 'infant-3-4m': { from: 7, end: 9 } })).toEqual([{ rule: 'WC2', age: 'too-early' }]);
    expect(at({ 'infant-3-4m': { from: 9, end: 7 } })).toEqual([{ rule: 'WC2', age: 'too-late' }]);
    expect(at({ 'infant-6-7m': { from: 1, end: 2 } })).toEqual([{ rule: 'WC2', age: 'too-late' }]);
  });
});

describe('ages in other units and as several spans', () => {
  const askedOf = (
    child: Partial<ReturnType<typeof aChild>>,
    own: NonNullable<Parameters<typeof rosterDoubts>[3]>,
  ) => {
    const entry = aChild(child);
    return rosterDoubts(entry, childFacts(entry, '2026-11-21'), false, own);
  };

  it('[WC2] [WI14] of the year in which a child turns 5 do not ask of who was born on 1 April as of the next day', () => {
    const spans = { 'child-5y': [{ unit: 'fiscal-year' as const, from: 5, end: 5 }] };
    const born = (birthDate: string) => askedOf({ program: 'child-5y', birthDate }, { spans });
    expect(born('2021-04-02')).toEqual([]);
    expect(born('2022-04-01')).toEqual([]);
    expect(born('2021-04-01')).toEqual([{ rule: 'WC2', age: 'too-late' }]);
    expect(born('2022-04-02')).toEqual([{ rule: 'WC2', age: 'too-early' }]);
  });

  it('[WC2] [WI12] ask between two spans, and hold against bounds that the list names, too', () => {
    const spans = {
      'infant-3-4m': [
        { unit: 'month' as const, from: 3, end: 5 },
        { unit: 'month' as const, from: 9, end: 11 },
      ],
    };
    const windows = { 'infant-3-4m': { from: 3, end: 11 } };
    expect(askedOf({ birthDate: '2026-08-01' }, { spans, windows })).toEqual([]);
    expect(askedOf({ birthDate: '2026-02-01' }, { spans, windows })).toEqual([]);
    expect(askedOf({ birthDate: '2026-05-01' }, { spans, windows })).toEqual([
      { rule: 'WC2', age: 'between' },
    ]);
  });

  it('[WC2] [WI13] of a mother count weeks from her delivery', () => {
    const spans = { 'postnatal-1m': [{ unit: 'week' as const, from: 3, end: 8 }] };
    const after = (deliveredOn: string) => askedOf({ program: 'postnatal-1m', deliveredOn }, { spans });
    expect(after('2026-10-31')).toEqual([]);
    expect(after('2026-11-01')).toEqual([{ rule: 'WC2', age: 'too-early' }]);
    expect(after('2026-09-27')).toEqual([]);
    expect(after('2026-09-26')).toEqual([{ rule: 'WC2', age: 'too-late' }]);
  });

  it('[WI12] that make no window are as if none were set', () => {
    const spans = { 'infant-3-4m': [{ unit: 'gestation' as const, from: 3, end: 5 }] };
    expect(askedOf({ birthDate: '2026-08-01' }, { spans })).toEqual([]);
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

describe('what the municipality set for the questions', () => {
  const facts = childFacts(child, '2026-11-21');
  const live = { section: 'measurement', answers: sizes(620, 40.2, 61.5) } as const;

  it('[CR5] switches each of them off', () => {
    expect(measurementSlips(child, facts, live).length).toBeGreaterThan(0);
    expect(measurementSlips(child, facts, live, { 'size-slip': { on: false } })).toEqual([]);
    expect(rosterDoubts(child, facts, true).map(({ rule }) => rule)).toContain('WC3');
    expect(
      rosterDoubts(child, facts, true, {}, { 'look-alike': { on: false } }).map(({ rule }) => rule),
    ).not.toContain('WC3');
    const early = aChild({ birthDate: '2026-11-01' });
    const off = { 'outside-ages': { on: false } };
    expect(rosterDoubts(early, childFacts(early, '2026-11-21'), false, {}, off)).toEqual([]);
  });

  it('[WC1] [SL4] are the values the questions are asked with', () => {
    const earlier = [{ date: '2026-09-12', program: 'infant-1m' as const, heightCm: 63 }];
    const known = aChild({ birthDate: '2026-08-09', earlier });
    const doubts = (heightTolerance: number) =>
      sizeDoubts(
        known,
        facts,
        { section: 'measurement', answers: sizes(6200, 61.5, 40.2) },
        { 'smaller-than-before': { parameters: { heightTolerance } } },
      );
    expect(doubts(1)).toHaveLength(1);
    expect(doubts(2)).toEqual([]);
  });

  it('[CR2] [CR8] what was asked is signed with rule, version, values, ids and inputs', () => {
    const signed = signedAsks({
      child: { entry: child, facts },
      form: examination,
      live,
      lookAlike: true,
      own: {},
      settings: { 'size-slip': { parameters: { weightMargin: 30 } } },
    });
    expect(signed).toEqual([
      { rule: 'look-alike', version: '1', state: 'met', parameters: {}, clauses: ['WC3'], inputs: [] },
      {
        rule: 'size-slip',
        version: '1',
        state: 'met',
        parameters: { weightMargin: 30, lengthMargin: 50 },
        clauses: ['SL2', 'SL1'],
        inputs: [
          { name: 'heightCm', value: 40.2, unit: 'cm' },
          { name: 'headCm', value: 61.5, unit: 'cm' },
          { name: 'weightGrams', value: 620, unit: 'g' },
        ],
      },
    ]);
    for (const each of signed) expect(MetCriterion.parse(each)).toEqual(each);
  });
});
