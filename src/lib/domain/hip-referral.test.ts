import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hipReferral, LIMITED_ABDUCTION_MAX_DEGREES, type HipFact, type HipFacts } from './hip-referral.ts';

const RISKS = ['skinFoldAsymmetry', 'familyHistory', 'female', 'breech'] as const;

const SOURCE: unknown = expect.stringContaining('日本整形外科学会');

const facts = (known: Partial<HipFacts>): HipFacts => ({
  limitedAbduction: false,
  skinFoldAsymmetry: false,
  familyHistory: false,
  female: false,
  breech: false,
  ...known,
});

const anyFacts = fc.record<HipFacts>({
  limitedAbduction: fc.constantFrom(true, false, undefined),
  skinFoldAsymmetry: fc.constantFrom(true, false, undefined),
  familyHistory: fc.constantFrom(true, false, undefined),
  female: fc.constantFrom(true, false, undefined),
  breech: fc.constantFrom(true, false, undefined),
});

describe('the criterion for hip referral', () => {
  it('[HR1] is met by limited abduction alone', () => {
    expect(hipReferral(facts({ limitedAbduction: true }))).toEqual({
      criterion: 'met',
      rule: 'HR1',
      facts: ['limitedAbduction'],
      source: SOURCE,
    });
  });

  it.each(RISKS)('[HR2] is not met by %s alone', (risk) => {
    expect(hipReferral(facts({ [risk]: true }))).toEqual({ criterion: 'not-met' });
  });

  it.each(RISKS.flatMap((a, index) => RISKS.slice(index + 1).map((b) => [a, b] as const)))(
    '[HR2] is met by %s with %s',
    (a, b) => {
      expect(hipReferral(facts({ [a]: true, [b]: true }))).toEqual({
        criterion: 'met',
        rule: 'HR2',
        facts: [a, b],
        source: SOURCE,
      });
    },
  );

  it('[HR3] takes an angle of 70 degrees or less as limited', () => {
    expect(LIMITED_ABDUCTION_MAX_DEGREES).toBe(70);
  });

  it('[HR4] stays open while it hangs on something unknown, and says on what', () => {
    expect(hipReferral(facts({ female: true, breech: undefined }))).toEqual({
      criterion: 'open',
      unknown: ['breech'],
    });
    expect(hipReferral(facts({ limitedAbduction: undefined }))).toEqual({
      criterion: 'open',
      unknown: ['limitedAbduction'],
    });
  });

  it('[HR4] is decided when the unknown cannot change it', () => {
    expect(hipReferral(facts({ familyHistory: undefined }))).toEqual({ criterion: 'not-met' });
    expect(hipReferral(facts({ limitedAbduction: undefined, female: true, breech: true })).criterion).toBe(
      'met',
    );
  });

  it('[HR4] is open exactly when two ways of filling the unknown in disagree', () => {
    fc.assert(
      fc.property(anyFacts, (known) => {
        const fill = (value: boolean): HipFacts =>
          Object.fromEntries(
            Object.entries(known).map(([fact, fixed]: [string, boolean | undefined]) => [
              fact,
              fixed ?? value,
            ]),
          ) as Record<HipFact, boolean>;
        const [least, most] = [hipReferral(fill(false)).criterion, hipReferral(fill(true)).criterion];
        expect(hipReferral(known).criterion).toBe(least === most ? least : 'open');
      }),
    );
  });
});
