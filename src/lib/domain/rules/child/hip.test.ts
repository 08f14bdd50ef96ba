import { describe, expect, it } from 'vitest';
import { oneRule } from '../testing/one-rule.ts';

const NONE = {
  limitedAbduction: false,
  skinFoldAsymmetry: false,
  familyHistory: false,
  breech: false,
} as const;

describe('the hip rule in the shape of all rules', () => {
  it('[HR1] is met by limited abduction', () => {
    expect(oneRule('hip-referral', { hip: { ...NONE, limitedAbduction: true } })).toMatchObject({
      state: 'met',
      clauses: ['HR1'],
      urgency: 'refer',
      inputs: [{ name: 'limitedAbduction', value: true }],
    });
  });

  it('[HR2] takes the sex from the child', () => {
    const hip = { ...NONE, breech: true };
    expect(oneRule('hip-referral', { hip, child: { sex: 'female' } })).toMatchObject({
      state: 'met',
      clauses: ['HR2'],
      inputs: [
        { name: 'female', value: true },
        { name: 'breech', value: true },
      ],
    });
    expect(oneRule('hip-referral', { hip, child: { sex: 'male' } }).state).toBe('not-met');
  });

  it('[HR4] is open on the sex where that is unknown and decides', () => {
    const hip = { ...NONE, breech: true };
    expect(oneRule('hip-referral', { hip, child: { sex: 'unknown' } })).toMatchObject({
      state: 'open',
      missing: ['female'],
    });
    expect(oneRule('hip-referral', { hip: NONE, child: { sex: 'unknown' } }).state).toBe('not-met');
    expect(oneRule('hip-referral', {}).missing).toHaveLength(5);
  });
});
