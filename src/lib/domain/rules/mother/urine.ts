import { decide, look } from '../criterion.ts';
import type { MotherUrine, MotherUrineResult } from '../facts.ts';
import { defineRule, type Rule, type RuleText } from '../rule.ts';
import { both, when } from '../truth.ts';

const POSITIVE: readonly MotherUrineResult[] = ['1+', '2+', '3+', '4+'];

/** A result that says something: not 生 (menses), not 未実施. */
const readable = (result: MotherUrineResult | undefined): MotherUrineResult | undefined =>
  result === 'menses' || result === 'not-done' ? undefined : result;

const isPositive = (result: MotherUrineResult): boolean => POSITIVE.includes(result);

/**
 * 1+ or more at this visit and the one before. ± is not 1+. At the first visit there is nothing before; a visit before
 * whose result is not known, or was not readable, leaves it open while this one is positive. [PU3]
 */
const twiceInARow = (id: string, clause: string, title: RuleText, substance: 'protein' | 'glucose'): Rule =>
  defineRule({
    id,
    title,
    programs: ['prenatal'],
    audience: 'anyone',
    source: '妊婦健診で用いられる目安：2回続けて1+以上（二次資料）',
    version: '1',
    on: true,
    unsourced: false,
    parameters: {},
    judge: ({ pregnancy }) => {
      const before: MotherUrine | 'none' | undefined = pregnancy?.urineBefore;
      const now = readable(pregnancy?.urine?.[substance]);
      const last = before === 'none' ? undefined : readable(before?.[substance]);
      return decide([
        {
          id: clause,
          holds: both(when(now, isPositive), before === 'none' ? false : when(last, isPositive)),
          looksAt: [
            look(`${substance}Now`, now),
            look(`${substance}Before`, before === 'none' ? before : last),
          ],
          urgency: 'refer',
        },
      ]);
    },
  });

/** Urine protein of 1+ or more twice in a row. [PU1] */
export const urineProtein = twiceInARow(
  'pregnancy-urine-protein',
  'PU1',
  { ja: '尿蛋白が2回続けて陽性', en: 'Urine protein twice in a row' },
  'protein',
);

/** Urine glucose of 1+ or more twice in a row. [PU2] */
export const urineGlucose = twiceInARow(
  'pregnancy-urine-glucose',
  'PU2',
  { ja: '尿糖が2回続けて陽性', en: 'Urine glucose twice in a row' },
  'glucose',
);
