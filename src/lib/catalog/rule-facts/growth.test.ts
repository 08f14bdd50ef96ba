import { describe, expect, it } from 'vitest';
import type { RuleFacts } from '../../domain/rules/facts.ts';
import type { RuleSubject } from './rule-subject.ts';
import { day, factsOf } from './testing/entered-facts.ts';

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
});
