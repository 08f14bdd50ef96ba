import { gestationalAgeOn } from '../../pregnancy/gestational-age.ts';
import { decide, look, notApplicable } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { both, credible, tidy, when, type Truth } from '../truth.ts';
import { gainRangeFor } from './weight-gain-range.ts';

const KILOGRAMS = { min: 25, max: 250 } as const;

const EARLIER_NOTES = {
  multiple: 'earlier-multiple',
  weightBefore: 'earlier-weight-before',
  height: 'earlier-height',
} as const;

/**
 * Weight gained since before the pregnancy, one child only: more than the recommended upper bound, at any week [PG2];
 * less than the lower bound, from `lowerFromWeek` on, since the ranges are those of the whole pregnancy (u) [PG3]. For
 * more than one child there is no range and it does not apply; while the number is not known it is open [PG4]. From a
 * BMI of 30 on the range is individual: noted, 5 kg as the upper guide. What an earlier visit
 * of this pregnancy told is noted [PG5].
 */
export const pregnancyWeightGain = defineRule({
  id: 'pregnancy-weight-gain',
  title: { ja: '妊娠中の体重増加', en: 'Weight gain in pregnancy' },
  programs: ['prenatal'],
  audience: 'anyone',
  source: '妊産婦のための食生活指針（2021年3月）表8 妊娠中の体重増加指導の目安',
  version: '2',
  on: true,
  unsourced: false,
  parameters: {
    lowerFromWeek: { kind: 'number', standard: 37, min: 20, max: 43, whole: true, unit: 'wk' },
  },
  judge: ({ pregnancy, today }, { lowerFromWeek }) => {
    const multiple = pregnancy?.multiple;
    const several = look('multiplePregnancy', multiple);
    if (multiple === true) return notApplicable('multiple-pregnancy', [several]);
    const before = credible(pregnancy?.weightBeforeKg, KILOGRAMS.min, KILOGRAMS.max);
    const now = credible(pregnancy?.weightKg, KILOGRAMS.min, KILOGRAMS.max);
    const height = credible(pregnancy?.heightCm, 100, 220);
    const bmi = before === undefined || height === undefined ? undefined : tidy(before / (height / 100) ** 2);
    const gain = before === undefined || now === undefined ? undefined : tidy(now - before);
    const range = bmi === undefined ? undefined : gainRangeFor(bmi);
    const due = pregnancy?.due;
    const age = due && gestationalAgeOn(due, today);
    const week = age?.ok === true ? age.value.weeks : undefined;
    const single = when(multiple, (more) => !more);
    const compare = (test: (gained: number) => Truth): Truth => both(single, when(gain, test));
    const looksAt = [
      several,
      look('weightBefore', before, 'kg'),
      look('height', height, 'cm'),
      look('weightNow', now, 'kg'),
    ];
    const computed = [
      ...(bmi === undefined ? [] : [look('bmiBefore', Math.round(bmi * 10) / 10, 'kg/m2')]),
      ...(gain === undefined ? [] : [look('weightGain', gain, 'kg')]),
    ];
    return decide(
      [
        {
          id: 'PG2',
          holds: compare((gained) => when(range, ({ max }) => gained > max)),
          looksAt: [...looksAt, ...computed],
          urgency: 'watch',
        },
        {
          id: 'PG3',
          holds: both(
            when(week, (weeks) => weeks >= lowerFromWeek),
            compare((gained) => when(range, ({ min }) => (min === undefined ? false : gained < min))),
          ),
          looksAt: [...looksAt, ...computed, look('gestationalWeek', week, 'wk')],
          urgency: 'watch',
        },
      ],
      {
        notes: [
          ...(range !== undefined && range.min === undefined ? ['individual-range'] : []),
          ...(pregnancy?.fromEarlier ?? []).map((what) => EARLIER_NOTES[what]),
        ],
      },
    );
  },
});
