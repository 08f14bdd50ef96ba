import { hipReferral, type HipFacts } from '../../hip-referral.ts';
import { look, type Finding } from '../criterion.ts';
import type { ChildBasics } from '../facts.ts';
import { defineRule } from '../rule.ts';

const femaleOf = (sex: ChildBasics['sex']): boolean | undefined =>
  sex === undefined || sex === 'unknown' ? undefined : sex === 'female';

const NAMES = ['limitedAbduction', 'skinFoldAsymmetry', 'familyHistory', 'female', 'breech'] as const;

/** The criterion of `hip-referral.ts` in the shape all rules have; the sex comes from the child where it is not given. */
export const hip = defineRule({
  id: 'hip-referral',
  title: { ja: '股関節二次検診の紹介', en: 'Referral for a second hip examination' },
  programs: ['infant-3-4m'],
  audience: 'anyone',
  source: '日本整形外科学会・日本小児整形外科学会 乳児股関節健診 二次検診への紹介',
  version: '1',
  on: true,
  unsourced: false,
  parameters: {},
  judge: (facts): Finding => {
    const hipFacts: HipFacts = {
      limitedAbduction: facts.hip?.limitedAbduction,
      skinFoldAsymmetry: facts.hip?.skinFoldAsymmetry,
      familyHistory: facts.hip?.familyHistory,
      female: facts.hip?.female ?? femaleOf(facts.child?.sex),
      breech: facts.hip?.breech,
    };
    const referral = hipReferral(hipFacts);
    const shown = referral.criterion === 'met' ? referral.facts : NAMES;
    const inputs = shown.flatMap((name) => {
      const value = hipFacts[name];
      return value === undefined ? [] : [{ ...look(name, value), value }];
    });
    const rest = { inputs, missing: [], notes: [], deadlines: [] } as const;
    switch (referral.criterion) {
      case 'met':
        return { ...rest, state: 'met', clauses: [referral.rule], urgency: 'refer' };
      case 'not-met':
        return { ...rest, state: 'not-met', clauses: [] };
      case 'open':
        return { ...rest, state: 'open', clauses: [], missing: referral.unknown };
    }
  },
});
