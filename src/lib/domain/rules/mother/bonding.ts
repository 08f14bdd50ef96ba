import { decide, look } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { credibleCount, either, when } from '../truth.ts';

/**
 * 赤ちゃんへの気持ち質問票: item 3 or item 5 of 1 or more [ED5]. An example of municipalities, no national rule, so it is
 * off until a municipality switches it on. For staff only.
 */
export const bondingItems = defineRule({
  id: 'bonding-items',
  title: { ja: '赤ちゃんへの気持ち質問票', en: 'Mother-to-infant bonding questionnaire' },
  programs: ['postnatal-2w', 'postnatal-1m', 'postnatal-care', 'assessment', 'newborn-visit', 'infant-1m'],
  audience: 'staff',
  source: '質問3または5が1点以上（市町村の運用例。全国の基準ではない）',
  version: '1',
  on: false,
  unsourced: false,
  parameters: {},
  judge: ({ bonding }) => {
    const item3 = credibleCount(bonding?.item3, 0, 3);
    const item5 = credibleCount(bonding?.item5, 0, 3);
    const some = (points: number): boolean => points >= 1;
    return decide([
      {
        id: 'ED5',
        holds: either(when(item3, some), when(item5, some)),
        looksAt: [look('bondingItem3', item3), look('bondingItem5', item5)],
        urgency: 'watch',
      },
    ]);
  },
});
