import { decide, look } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { credibleCount, either, when } from '../truth.ts';

const PRIMARY_TEETH = 20;

/**
 * Many teeth with caries, treated or not, as a sign that the family may need support (u) [DC1]. For staff only. A
 * count above 20 cannot be.
 */
export const manyCaries = defineRule({
  id: 'many-caries',
  title: { ja: 'むし歯の多い子ども', en: 'Many teeth with caries' },
  programs: ['child-18m', 'child-2y', 'child-3y', 'child-5y'],
  audience: 'staff',
  source: '支援の必要性に気づく手がかりの一つ（本数は出典未確認）',
  version: '1',
  on: true,
  unsourced: true,
  parameters: { teeth: { kind: 'number', standard: 4, min: 1, max: 20, whole: true } },
  judge: ({ caries }, { teeth }) => {
    const untreated = credibleCount(caries?.untreated, 0, PRIMARY_TEETH);
    const treated = credibleCount(caries?.treated, 0, PRIMARY_TEETH);
    const reaches = (count: number): boolean => count >= teeth;
    return decide([
      {
        id: 'DC1',
        holds: either(
          when(untreated, reaches) === true,
          when(treated, reaches) === true,
          when(untreated, (some) => when(treated, (more) => reaches(some + more))),
        ),
        looksAt: [look('cariesUntreated', untreated), look('cariesTreated', treated)],
        urgency: 'watch',
      },
    ]);
  },
});
