import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  agesHere,
  boundRange,
  hullOf,
  reachesBeyondLaw,
  ruleOf,
  spanOf,
  SPANS_MAX,
  unitsOf,
  WINDOW_UNITS,
  windowProblem,
  type ProgramAges,
  type WindowSpan,
} from './own-windows.ts';
import {
  DEFAULT_1_MONTH,
  DEFAULT_3_4_MONTHS,
  DEFAULT_5_YEARS,
  DEFAULT_POSTNATAL_1_MONTH,
  DEFAULT_PRENATAL,
  eligibleDays,
  STATUTORY_18_MONTHS,
  STATUTORY_POSTNATAL_CARE,
  WINDOW_BOUND_MAX,
} from './window.ts';
import { addDays, parseCivilDate } from './civil-date.ts';

const toddlers: ProgramAges = {
  subject: 'child',
  window: STATUTORY_18_MONTHS,
  statutory: STATUTORY_18_MONTHS,
};
const infants: ProgramAges = { subject: 'child', window: DEFAULT_3_4_MONTHS };
const newborns: ProgramAges = { subject: 'child', window: DEFAULT_1_MONTH };
const fives: ProgramAges = { subject: 'child', window: DEFAULT_5_YEARS };
const mothers: ProgramAges = { subject: 'mother', window: DEFAULT_POSTNATAL_1_MONTH };
const care: ProgramAges = {
  subject: 'mother',
  window: STATUTORY_POSTNATAL_CARE,
  statutory: STATUTORY_POSTNATAL_CARE,
};
const pregnant: ProgramAges = { subject: 'mother', window: DEFAULT_PRENATAL };

const month = (from: number, end: number): WindowSpan => ({ unit: 'month', from, end });
const why = (program: ProgramAges, ...spans: readonly WindowSpan[]) => windowProblem(program, spans)?.why;

describe('a municipality’s own ages in the program’s unit', () => {
  it('[WI10] are taken, within the law where it allows no others', () => {
    expect(agesHere(toddlers, [month(18, 20)])).toEqual([{ unit: 'month', from: 18, until: 20 }]);
    expect(agesHere({ ...toddlers, mayReachBeyond: true }, [month(17, 25)])).toEqual([
      { unit: 'month', from: 17, until: 25 },
    ]);
    expect(reachesBeyondLaw(toddlers, [month(18, 24)])).toBe(false);
    expect(reachesBeyondLaw(toddlers, [month(17, 24)])).toBe(true);
    expect(reachesBeyondLaw(toddlers, [month(18, 19), month(20, 25)])).toBe(true);
    expect(reachesBeyondLaw({}, [month(0, 99)])).toBe(false);
    expect(agesHere(newborns, [{ unit: 'day', from: 27, end: 41 }])).toEqual([
      { unit: 'day', from: 27, to: 41 },
    ]);
    expect(agesHere(pregnant, [{ unit: 'gestation', from: 8, end: 41 }])).toEqual([
      { unit: 'gestation', from: 8, to: 41 },
    ]);
  });

  it('[WI10] are the program’s where none are set, and where what is set makes no window', () => {
    expect(agesHere(toddlers, undefined)).toEqual([STATUTORY_18_MONTHS]);
    expect(agesHere(toddlers, [month(20, 18)])).toEqual([STATUTORY_18_MONTHS]);
    expect(agesHere(toddlers, [])).toEqual([STATUTORY_18_MONTHS]);
  });

  it('[WI10] are refused when they hold no day, whatever the bounds', () => {
    const bound = fc.oneof(fc.integer({ min: -3, max: 90 }), fc.double());
    fc.assert(
      fc.property(fc.constantFrom(infants, newborns), bound, bound, (program, from, end) => {
        const { unit } = program.window;
        const isBound = (each: number) => Number.isInteger(each) && each >= 0 && each <= WINDOW_BOUND_MAX;
        const isSound = isBound(from) && isBound(end) && (unit === 'month' ? end > from : end >= from);
        const span = { unit, from, end };
        expect(why(program, span) === undefined).toBe(isSound);
        if (isSound) expect(agesHere(program, [span]).map(spanOf)).toEqual([span]);
      }),
    );
  });

  it.each([
    ['18.5', month(18.5, 20), 'not-whole'],
    ['nothing', month(Number.NaN, 20), 'not-whole'],
    ['less than birth', month(-1, 20), 'not-whole'],
    ['more than a bundle may hold', month(18, WINDOW_BOUND_MAX + 1), 'not-whole'],
    ['the same month twice', month(18, 18), 'no-day'],
    ['an end before the beginning', month(20, 18), 'no-day'],
    ['earlier than the law', month(17, 24), 'beyond-law'],
    ['later than the law', month(18, 25), 'beyond-law'],
    ['the law itself', month(18, 24), undefined],
  ])('[WI10] given as %s say what is wrong', (_, span, expected) => {
    expect(why(toddlers, span)).toBe(expected);
  });

  it('[WI10] of a mother after delivery begin on postpartum day 1 at the earliest', () => {
    expect(why(mothers, { unit: 'postpartum', from: 0, end: 56 })).toBe('before-first');
    expect(why(mothers, { unit: 'postpartum', from: 1, end: 56 })).toBeUndefined();
  });

  it('[WI10] of one day are a window by days, not by months', () => {
    expect(why(newborns, { unit: 'day', from: 28, end: 28 })).toBeUndefined();
    expect(why(infants, month(3, 3))).toBe('no-day');
  });
});

describe('a municipality’s own ages in other units', () => {
  it('[WI12] are a child’s in days, weeks, months and fiscal years, a mother’s since delivery without those years', () => {
    expect(unitsOf(fives)).toEqual(['day', 'week', 'month', 'fiscal-year']);
    expect(unitsOf(mothers)).toEqual(['postpartum', 'week', 'month']);
    expect(unitsOf(pregnant)).toEqual(['gestation']);
    for (const program of [fives, mothers, care, pregnant])
      for (const unit of WINDOW_UNITS) {
        const span = { unit, from: 2, end: 3 };
        expect(why(program, span) === 'wrong-unit', unit).toBe(!unitsOf(program).includes(unit));
      }
  });

  it('[WI14] are fiscal years of turning 1 to 20', () => {
    const year = (from: number, end: number): WindowSpan => ({ unit: 'fiscal-year', from, end });
    expect(why(fives, year(5, 5))).toBeUndefined();
    expect(why(fives, year(1, 20))).toBeUndefined();
    expect(why(fives, year(0, 5))).toBe('not-whole');
    expect(why(fives, year(5, 21))).toBe('not-whole');
    expect(why(fives, year(5, 4))).toBe('no-day');
  });

  it('[WI13] are at most 300 weeks', () => {
    const week = (from: number, end: number): WindowSpan => ({ unit: 'week', from, end });
    expect(why(mothers, week(2, 4))).toBeUndefined();
    expect(why(mothers, week(4, 4))).toBe('no-day');
    expect(why(newborns, week(0, 301))).toBe('not-whole');
  });

  it('[WI10] are held against the law by their days, whatever the day of birth', () => {
    expect(why(care, { unit: 'postpartum', from: 1, end: 365 })).toBeUndefined();
    expect(why(care, { unit: 'postpartum', from: 1, end: 366 })).toBe('beyond-law');
    expect(why(care, { unit: 'week', from: 0, end: 52 })).toBeUndefined();
    expect(why(care, { unit: 'week', from: 0, end: 53 })).toBe('beyond-law');
    expect(reachesBeyondLaw(toddlers, [{ unit: 'fiscal-year', from: 2, end: 2 }])).toBe(true);
    expect(reachesBeyondLaw(toddlers, [{ unit: 'week', from: 80, end: 100 }])).toBe(false);
  });
});

describe('a municipality’s own ages of several spans', () => {
  it('[WI12] are taken when each is sound, and say which is not', () => {
    expect(windowProblem(infants, [month(3, 5), month(9, 11)])).toBeUndefined();
    expect(windowProblem(infants, [month(3, 5), month(11, 9)])).toEqual({ why: 'no-day', at: 1 });
    expect(windowProblem(infants, [])).toEqual({ why: 'no-span', at: 0 });
    const many = Array.from({ length: SPANS_MAX + 1 }, (_, at) => month(at * 2, at * 2 + 1));
    expect(why(infants, ...many)).toBe('too-many');
    expect(why(infants, ...many.slice(1))).toBeUndefined();
  });

  it('[WI12] of one unit are refused where they overlap, not where they only touch', () => {
    const days = (from: number, end: number): WindowSpan => ({ unit: 'day', from, end });
    expect(windowProblem(infants, [month(3, 5), month(4, 7)])).toEqual({ why: 'overlap', at: 1 });
    expect(why(infants, month(4, 7), month(3, 5))).toBe('overlap');
    expect(why(infants, month(3, 5), month(3, 5))).toBe('overlap');
    expect(why(infants, month(3, 5), month(5, 7))).toBeUndefined();
    expect(why(newborns, days(7, 14), days(14, 20))).toBe('overlap');
    expect(why(newborns, days(7, 14), days(15, 20))).toBeUndefined();
    expect(why(newborns, days(7, 14), { unit: 'week', from: 1, end: 2 })).toBeUndefined();
  });

  it('[WI15] lie in bounds of the program’s unit, whatever they are', () => {
    expect(hullOf(infants, [month(9, 11), month(3, 5)])).toEqual({ from: 3, end: 11 });
    expect(hullOf(mothers, [{ unit: 'week', from: 2, end: 8 }])).toEqual({ from: 1, end: WINDOW_BOUND_MAX });
    const birth = parseCivilDate('2024-02-29') ?? expect.fail();
    const child = fc.constantFrom(infants, newborns);
    const span = fc.constantFrom(...unitsOf(infants)).chain((unit) =>
      fc
        .tuple(fc.integer({ min: boundRange(unit)[0], max: 8 }), fc.integer({ min: 1, max: 9 }))
        .map(([from, more]): WindowSpan => ({ unit, from, end: from + more }))
        // No more than the 2,000 days that a program by days can be given.
        .filter((each) => each.unit !== 'fiscal-year' || each.end <= 4),
    );
    fc.assert(
      fc.property(
        child,
        fc.array(span, { minLength: 1, maxLength: 3 }),
        fc.nat(1_460),
        (program, spans, later) => {
          const born = addDays(birth, later);
          const { from, end } = hullOf(program, spans);
          const hull = eligibleDays(born, ruleOf({ unit: program.window.unit, from, end }));
          for (const each of spans.map((one) => eligibleDays(born, ruleOf(one)))) {
            expect(each.first >= hull.first || each.first < born).toBe(true);
            expect(each.last <= hull.last).toBe(true);
          }
        },
      ),
    );
  });
});
