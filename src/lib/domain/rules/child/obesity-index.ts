import { decide, look } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { credible, when } from '../truth.ts';

/** Obesity index (肥満度) at or above the upper [OI1] or at or below the lower flag [OI2]. The flag levels are (u). */
export const obesityIndexFlag = defineRule({
  id: 'obesity-index',
  title: { ja: '肥満度', en: 'Obesity index' },
  programs: ['child-18m', 'child-2y', 'child-3y', 'child-5y'],
  audience: 'anyone',
  source: '幼児の肥満度判定区分：+20%以上・−15%以下（どの区分から確かめるかは出典未確認）',
  version: '1',
  on: true,
  unsourced: true,
  parameters: {
    upper: { kind: 'number', standard: 20, min: 10, max: 50, unit: '%' },
    lower: { kind: 'number', standard: -15, min: -40, max: -5, unit: '%' },
  },
  judge: ({ obesityIndex }, { upper, lower }) => {
    const index = credible(obesityIndex, -80, 300);
    const looksAt = [look('obesityIndex', index, '%')];
    return decide([
      { id: 'OI1', holds: when(index, (percent) => percent >= upper), looksAt, urgency: 'watch' },
      { id: 'OI2', holds: when(index, (percent) => percent <= lower), looksAt, urgency: 'watch' },
    ]);
  },
});
