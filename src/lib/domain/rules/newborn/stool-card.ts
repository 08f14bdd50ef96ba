import { decide, look } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { both, credibleCount, either, when } from '../truth.ts';

const ASK_AT_ONCE_MAX = 3;
const WATCH = 4;

/**
 * Stool colour card (便色カード): number 1–3 goes to a paediatrician at once, with the stool [SC1]; 4 is watched [SC2],
 * and referred when it gets paler or with jaundice or dark urine [SC3]; 5–7 is usual. The number is read from the
 * printed card in daylight; a screen cannot show its colours. Anything but 1–7 is not known.
 */
export const stoolCard = defineRule({
  id: 'stool-card',
  title: { ja: '便色カード', en: 'Stool colour card' },
  programs: ['newborn-visit', 'postnatal-2w', 'infant-1m', 'infant-3-4m'],
  audience: 'anyone',
  source: '便色カード（母子健康手帳）：1〜3番はすぐに受診、4番は経過をみる',
  version: '1',
  on: true,
  unsourced: false,
  parameters: {},
  judge: ({ stool }) => {
    const number = credibleCount(stool?.number, 1, 7);
    const four = when(number, (shown) => shown === WATCH);
    const { paler, jaundice, darkUrine } = stool ?? {};
    const card = look('stoolCardNumber', number);
    const finding = decide([
      {
        id: 'SC1',
        holds: when(number, (shown) => shown <= ASK_AT_ONCE_MAX),
        looksAt: [card],
        urgency: 'at-once',
      },
      { id: 'SC2', holds: four, looksAt: [card], urgency: 'watch' },
      {
        id: 'SC3',
        holds: both(four, either(paler, jaundice, darkUrine)),
        // The signs are asked for at number 4 only.
        looksAt:
          four === true
            ? [card, look('stoolPaler', paler), look('jaundice', jaundice), look('darkUrine', darkUrine)]
            : [card],
        urgency: 'refer',
      },
    ]);
    return finding.clauses.includes('SC1') ? { ...finding, notes: ['bring-stool'] } : finding;
  },
});
