import { preterm } from '../child-days.ts';
import { decide, look } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { credibleCount, when } from '../truth.ts';

/**
 * Head circumference outside the 3rd to 97th percentile [HC1], or that many percentile lines crossed since last time
 * (u) [HC2]. The band and the lines are found by the growth functions and come as facts; where nothing was measured
 * before, no line was crossed that anyone knows of. A preterm child judged by actual age is noted [HC3].
 */
export const headSize = defineRule({
  id: 'head-size',
  title: { ja: '頭囲', en: 'Head circumference' },
  programs: ['infant-1m', 'infant-3-4m', 'infant-6-7m', 'infant-9-10m', 'child-18m', 'child-2y'],
  audience: 'anyone',
  source: '令和5年乳幼児身体発育調査 3〜97パーセンタイル（はみ出したときに確かめる目安は出典未確認）',
  version: '1',
  on: true,
  unsourced: true,
  parameters: { linesCrossed: { kind: 'number', standard: 2, min: 1, max: 6, whole: true } },
  judge: (facts, { linesCrossed }) => {
    const { band, linesCrossed: crossed, basis } = facts.head ?? {};
    const lines = credibleCount(crossed, 0, 7);
    return decide(
      [
        {
          id: 'HC1',
          holds: when(band, (where) => where !== 'within'),
          looksAt: [look('headBand', band)],
          urgency: 'watch',
        },
        {
          id: 'HC2',
          holds: (lines ?? 0) >= linesCrossed,
          looksAt: [look('headLinesCrossed', lines)],
          urgency: 'watch',
        },
      ],
      { notes: preterm(facts) === true && basis !== 'corrected' ? ['preterm-by-actual-age'] : [] },
    );
  },
});
