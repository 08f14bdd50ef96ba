import { OBESITY_RANGE, type ObesityRange } from '../../growth/obesity-index.ts';
import { decide, look } from '../criterion.ts';
import { defineRule, valuesHere } from '../rule.ts';
import type { RuleSettings } from '../rule-settings.ts';
import { credible, when } from '../truth.ts';

/**
 * Obesity index (肥満度) at or above the upper [OI1] or at or below the lower flag [OI2]. The flag levels are (u). The
 * index comes as a fact; for which heights and ages it is defined is a setting of this rule. [OB3]
 */
export const obesityIndexFlag = defineRule({
  id: 'obesity-index',
  title: { ja: '肥満度', en: 'Obesity index' },
  programs: ['child-18m', 'child-2y', 'child-3y', 'child-5y'],
  audience: 'anyone',
  source: '幼児の肥満度判定区分：+20%以上・−15%以下（どの区分から確かめるかは出典未確認）',
  version: '2',
  on: true,
  unsourced: true,
  parameters: {
    upper: { kind: 'number', standard: 20, min: 10, max: 50, unit: '%' },
    lower: { kind: 'number', standard: -15, min: -40, max: -5, unit: '%' },
    heightFrom: { kind: 'number', standard: OBESITY_RANGE.heightCm.min, min: 60, max: 100, unit: 'cm' },
    heightTo: { kind: 'number', standard: OBESITY_RANGE.heightCm.max, min: 101, max: 130, unit: 'cm' },
    fromMonths: {
      kind: 'number',
      standard: OBESITY_RANGE.months.min,
      min: 6,
      max: 36,
      whole: true,
      unit: 'mo',
    },
    underMonths: {
      kind: 'number',
      standard: OBESITY_RANGE.months.under,
      min: 37,
      max: 84,
      whole: true,
      unit: 'mo',
    },
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

/** Heights and months for which 肥満度 is worked out here; `undefined` where the municipality does not use it. [OB3] */
export const obesityRangeHere = (settings: RuleSettings): ObesityRange | undefined => {
  const values = valuesHere(obesityIndexFlag, settings);
  return (
    values && {
      heightCm: { min: values.heightFrom, max: values.heightTo },
      months: { min: values.fromMonths, under: values.underMonths },
    }
  );
};
