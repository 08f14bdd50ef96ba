import { decide, look } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { credible, when } from '../truth.ts';

/** Haemoglobin in pregnancy below the limit (u) [HB1]. */
export const haemoglobin = defineRule({
  id: 'pregnancy-haemoglobin',
  title: { ja: '妊娠中のヘモグロビン', en: 'Haemoglobin in pregnancy' },
  programs: ['prenatal'],
  audience: 'anyone',
  source: '11 g/dL未満（出典未確認の目安）',
  version: '1',
  on: true,
  unsourced: true,
  parameters: { below: { kind: 'number', standard: 11, min: 7, max: 13, unit: 'g/dL' } },
  judge: ({ pregnancy }, { below }) => {
    const value = credible(pregnancy?.haemoglobin, 3, 20);
    return decide([
      {
        id: 'HB1',
        holds: when(value, (grams) => grams < below),
        looksAt: [look('haemoglobin', value, 'g/dL')],
        urgency: 'watch',
      },
    ]);
  },
});
