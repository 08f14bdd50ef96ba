import * as fc from 'fast-check';
import { civilDate } from '../../civil-date.ts';
import { PROGRAMS } from '../../program.ts';
import type { RuleFacts } from '../facts.ts';

/** Any day of the calendar, most of them near 2026, the ends among them. */
const date = fc
  .oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        year: fc.integer({ min: 2019, max: 2027 }),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 28 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { year: 1, month: 1, day: 1 },
        { year: 9999, month: 12, day: 31 },
        { year: 2024, month: 2, day: 29 },
      ),
    },
  )
  .map(civilDate)
  .filter((day) => day !== undefined);

/** Usual numbers, and those that slip in. */
const number = fc.oneof(
  fc.integer({ min: -5, max: 40 }),
  fc.integer({ min: 50, max: 6000 }),
  fc.double(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, Number.MAX_VALUE),
);

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const one = <const T>(...values: readonly T[]): fc.Arbitrary<T | undefined> =>
  maybe(fc.constantFrom(...values));
const truth = maybe(fc.boolean());
const amount = maybe(number);
const when = maybe(date);
const record = <T extends object>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  maybe(fc.record<T>(parts));

const weighing = maybe(fc.record({ on: date, grams: number }));
const acuity = maybe(
  fc.oneof(number, fc.constantFrom('passed' as const, 'failed' as const, 'could-not-test' as const)),
);
const childUrine = one('negative', 'trace', 'positive', 'not-done');
const motherUrine = one('negative', 'trace', '1+', '4+', 'menses', 'not-done');
const urine = fc.record({ protein: motherUrine, glucose: motherUrine });
const eye = record({ sphericalEquivalent: amount, cylinder: amount });
const test = one('pass', 'refer', 'not-done');
const step = one('done', 'not-done');
const onCurve = record({
  band: one('below', 'within', 'above'),
  linesCrossed: amount,
  direction: one('up', 'down'),
  since: when,
  basis: one('actual', 'corrected'),
});

/** Whatever can stand in a record, sensible or not. */
export const anyFacts: fc.Arbitrary<RuleFacts> = fc.record({
  program: fc.constantFrom(...PROGRAMS),
  today: date,
  child: record({ birth: when, due: when, sex: one('male', 'female', 'unknown'), birthWeightGrams: amount }),
  weights: record({ lowest: weighing, discharge: weighing, now: weighing }),
  stool: record({ number: amount, paler: truth, jaundice: truth, darkUrine: truth }),
  refraction: record({
    outcome: one('measured', 'unmeasurable'),
    strabismusFlag: truth,
    right: eye,
    left: eye,
  }),
  acuity: record({ right: acuity, left: acuity }),
  weightOnCurve: onCurve,
  heightOnCurve: onCurve,
  head: onCurve,
  obesityIndex: amount,
  milestones: record({ headControl: truth, walking: truth, words: truth, twoWordSentences: truth }),
  caries: record({ untreated: amount, treated: amount }),
  urine: record({ protein: childUrine, blood: childUrine, glucose: childUrine }),
  homeEvents: maybe(fc.array(fc.constantFrom('a', 'b', 'c'))),
  hearing: record({
    first: test,
    confirmation: test,
    detailed: one('hearing-loss', 'no-hearing-loss', 'not-done'),
    cmv: step,
    intervention: step,
  }),
  metabolic: record({
    sampled: maybe(fc.oneof(date, fc.constant('not-done' as const))),
    specimen: one('adequate', 'inadequate'),
    result: one('normal', 'retest', 'detailed'),
    retest: step,
    detailed: step,
  }),
  epds: record({
    total: amount,
    item10: amount,
    language: maybe(fc.oneof(fc.constantFrom('ja', 'en'), fc.string())),
  }),
  bonding: record({ item3: amount, item5: amount }),
  pregnancy: record({
    due: when,
    multiple: truth,
    weightBeforeKg: amount,
    heightCm: amount,
    weightKg: amount,
    systolic: amount,
    diastolic: amount,
    haemoglobin: amount,
    urine: maybe(urine),
    urineBefore: maybe(fc.oneof(urine, fc.constant('none' as const))),
  }),
  voucher: record({ issued: when, examined: maybe(fc.oneof(date, fc.constant('not-done' as const))) }),
});
