import { ageDays, happened } from '../child-days.ts';
import { decide, look } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { both, credible, tidy, when } from '../truth.ts';

const GRAMS = { min: 200, max: 20_000 } as const;

/**
 * Physiological weight loss of more than `lossPercent` of the birth weight, by the lowest of the weights there are
 * [BW1], and a weight still below the birth weight from day `regainedByDay` on, birth being day 0 [BW2]. Before that
 * day a lower weight meets nothing.
 */
export const birthWeightRegain = defineRule({
  id: 'birth-weight-regain',
  title: { ja: '出生体重への回復', en: 'Return to birth weight' },
  programs: ['newborn-visit', 'postnatal-2w', 'infant-1m'],
  audience: 'anyone',
  source: '1か月児健診で用いられる目安：生理的体重減少は5〜10%、2〜3週で出生体重に戻る（二次資料）',
  version: '1',
  on: true,
  unsourced: false,
  parameters: {
    lossPercent: { kind: 'number', standard: 10, min: 5, max: 20, unit: '%' },
    regainedByDay: { kind: 'number', standard: 21, min: 7, max: 42, whole: true, unit: 'd' },
  },
  judge: (facts, { lossPercent, regainedByDay }) => {
    const birth = credible(facts.child?.birthWeightGrams, GRAMS.min, GRAMS.max);
    const { lowest, discharge, now } = facts.weights ?? {};
    const grams = (weighing: typeof now): number | undefined =>
      happened(facts, weighing?.on) === undefined
        ? undefined
        : credible(weighing?.grams, GRAMS.min, GRAMS.max);
    const weights = [lowest, discharge, now].map(grams).filter((weight) => weight !== undefined);
    const least = weights.length === 0 ? undefined : Math.min(...weights);
    const weightNow = grams(now);
    const days = ageDays(facts);
    const atBirth = look('birthWeight', birth, 'g');
    return decide([
      {
        id: 'BW1',
        holds: when(birth, (start) =>
          when(least, (low) => tidy(((start - low) / start) * 100) > lossPercent),
        ),
        looksAt: [atBirth, look('lowestWeight', least, 'g')],
        urgency: 'refer',
      },
      {
        id: 'BW2',
        holds: both(
          when(days, (age) => age >= regainedByDay),
          when(birth, (start) => when(weightNow, (weight) => weight < start)),
        ),
        looksAt: [atBirth, look('weightNow', weightNow, 'g'), look('ageDays', days, 'd')],
        urgency: 'refer',
      },
    ]);
  },
});
