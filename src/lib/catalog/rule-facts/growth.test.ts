import { describe, expect, it } from 'vitest';
import type { RuleFacts } from '../../domain/rules/facts.ts';
import type { RuleSettings } from '../../domain/rules/rule-settings.ts';
import type { RuleSubject } from './rule-subject.ts';
import { growthFacts } from './growth.ts';
import { day, factsOf } from './testing/entered-facts.ts';

const NOTHING_MORE = { due: undefined, birthWeightGrams: undefined } as const;
const GIRL = { ...NOTHING_MORE, program: 'infant-3-4m', sex: 'female', birth: day('2026-08-01') } as const;

describe('what the growth reference says', () => {
  const head = (headCm: number, over: Partial<RuleSubject> = {}): RuleFacts['head'] =>
    factsOf('infant-3-4m', { measurement: { head: headCm } }, over).head;

  it('[HC1] is below, within or above the outer lines', () => {
    expect([34, 40, 46].map((size) => head(size)?.band)).toEqual(['below', 'within', 'above']);
  });

  it('[HC3] goes by corrected age for a preterm child, and says nothing before the due date', () => {
    const preterm = { birth: day('2026-07-30'), due: day('2026-10-20') };
    expect(head(36, preterm)).toEqual({ band: 'within', basis: 'corrected' });
    expect(head(36)?.band).toBe('below');
    expect(head(31, { birth: day('2026-10-01'), due: day('2026-12-10') })).toEqual({
      band: undefined,
      basis: 'corrected',
    });
  });

  it('[GR9] counts the curves crossed since the last visit that measured the head', () => {
    const visit = (on: string, headCm?: number) => ({
      on: day(on),
      program: 'infant-1m' as const,
      size: headCm === undefined ? { weightGrams: 4200 } : { headCm },
    });
    const since = (headCm: number, ...earlier: readonly ReturnType<typeof visit>[]) =>
      head(headCm, { sex: 'male', birth: day('2026-07-30'), earlier })?.linesCrossed;
    expect(since(40.6)).toBeUndefined();
    expect(since(40.6, visit('2026-09-05', 37.1))).toBe(0);
    expect(since(43.5, visit('2026-09-05', 37.6), visit('2026-10-05'))).toBeGreaterThanOrEqual(2);
    expect(since(43.5, visit('2026-11-21', 37.6))).toBeUndefined();
  });

  it('[GR8] is not known for an unknown sex where the curves differ', () => {
    const unknown = { sex: 'unknown' } as const;
    expect(head(40, unknown)?.band).toBe('within');
    expect(head(34, unknown)?.band).toBe('below');
    const between = Array.from({ length: 100 }, (_, step) => 37 + step / 20);
    expect(between.some((size) => head(size, unknown)?.band === undefined)).toBe(true);
  });

  it('[OB3] has 肥満度 from one year on, in kilograms, and never for an unknown sex', () => {
    const sizes = { measurement: { weight: 12.5, height: 80 } };
    const toddler = { birth: day('2025-05-01') };
    expect(factsOf('child-18m', sizes, toddler).obesityIndex).toBeCloseTo(23.115, 2);
    expect(factsOf('child-18m', sizes, { ...toddler, sex: 'unknown' }).obesityIndex).toBeUndefined();
    expect(factsOf('child-18m', sizes, { birth: day('2026-05-01') }).obesityIndex).toBeUndefined();
  });

  it('[OB3] has 肥満度 for the heights and ages of the municipality, and none where it is off', () => {
    const subject = { ...NOTHING_MORE, program: 'child-18m', sex: 'male', birth: day('2025-05-01') } as const;
    const size = { weightGrams: 12_500, heightCm: 80 };
    const index = (settings: RuleSettings) =>
      growthFacts(subject, day('2026-11-21'), size, settings).obesityIndex;
    expect(index({})).toBeGreaterThan(0);
    expect(index({ 'obesity-index': { parameters: { heightFrom: 85 } } })).toBeUndefined();
    expect(index({ 'obesity-index': { parameters: { fromMonths: 24 } } })).toBeUndefined();
    expect(index({ 'obesity-index': { on: false } })).toBeUndefined();
  });

  it('[GR9] counts the curves weight and height crossed, which way, and since when', () => {
    const earlier = [
      { on: day('2026-07-01'), program: 'infant-1m' as const, size: { weightGrams: 9000 } },
      { on: day('2026-09-05'), program: 'infant-1m' as const, size: { weightGrams: 4900, heightCm: 56 } },
    ];
    const subject = { ...GIRL, earlier };
    const facts = (weightGrams: number, over: Partial<RuleSubject> = {}) =>
      growthFacts({ ...subject, ...over }, day('2026-11-21'), { weightGrams, heightCm: 61.5 }, {});
    expect(facts(5100).weightOnCurve).toMatchObject({ direction: 'down', since: '2026-09-05' });
    expect(facts(5100).weightOnCurve?.linesCrossed).toBeGreaterThanOrEqual(2);
    expect(facts(6900).weightOnCurve?.linesCrossed).toBeLessThan(2);
    expect(facts(6200).heightOnCurve).toMatchObject({ band: 'within', since: '2026-09-05' });
    const both = (['male', 'female'] as const).map((sex) => facts(5100, { sex }).weightOnCurve?.linesCrossed);
    expect(facts(5100, { sex: 'unknown' }).weightOnCurve?.linesCrossed).toBe(
      Math.min(...both.map((lines) => lines ?? 0)),
    );
  });

  it('[GR9] takes no size of the first month as the one before: weight falls and rises then', () => {
    const earlier = [
      { on: day('2026-08-20'), program: 'newborn-visit' as const, size: { weightGrams: 3600 } },
    ];
    const subject = { ...GIRL, earlier };
    expect(
      growthFacts(subject, day('2026-11-21'), { weightGrams: 5100 }, {}).weightOnCurve,
    ).not.toHaveProperty('since');
  });
});
