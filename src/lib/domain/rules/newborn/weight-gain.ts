import { daysBetween } from '../../civil-date.ts';
import { happened, preterm } from '../child-days.ts';
import { decide, look, type Look } from '../criterion.ts';
import type { RuleFacts, Weighing } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { credible, tidy } from '../truth.ts';

/** What a newborn can weigh, grams. */
const GRAMS = { min: 200, max: 20_000 } as const;

const credibleWeighing = (facts: RuleFacts, weighing: Weighing | undefined): Weighing | undefined => {
  const grams = credible(weighing?.grams, GRAMS.min, GRAMS.max);
  const on = happened(facts, weighing?.on);
  return grams === undefined || on === undefined ? undefined : { grams, on };
};

/**
 * Weight gain to one month, grams per day from discharge or from the lowest weight, whichever the municipality goes
 * by, and from the other where that one is not known; never from birth [WG2]. Below `gramsPerDay` meets the
 * criterion [WG1]: 20 is the usual flag, 18 is used too (u). Two weighings on the same day say nothing. A preterm
 * child is judged alike, with a note.
 */
export const weightGain = defineRule({
  id: 'weight-gain-1m',
  title: { ja: '1か月までの体重増加', en: 'Weight gain to one month' },
  programs: ['newborn-visit', 'postnatal-2w', 'infant-1m'],
  audience: 'anyone',
  source: '1か月児健診で用いられる目安：1日20〜50 g（二次資料）。退院時または最低体重から数える',
  version: '1',
  on: true,
  unsourced: false,
  parameters: {
    gramsPerDay: { kind: 'number', standard: 20, min: 5, max: 50, unit: 'g/d' },
    from: { kind: 'choice', standard: 'discharge', options: ['discharge', 'lowest'] },
  },
  judge: (facts, { gramsPerDay, from }) => {
    const now = credibleWeighing(facts, facts.weights?.now);
    const [first, second] =
      from === 'discharge' ? (['discharge', 'lowest'] as const) : (['lowest', 'discharge'] as const);
    const start = [first, second]
      .map((name) => ({ name, weighing: credibleWeighing(facts, facts.weights?.[name]) }))
      .find(({ weighing }) => weighing !== undefined && (now === undefined || weighing.on < now.on));
    const startName = `${start?.name ?? first}Weight`;
    const perDay =
      now === undefined || start?.weighing === undefined
        ? undefined
        : tidy((now.grams - start.weighing.grams) / daysBetween(start.weighing.on, now.on));
    const looksAt: Look[] = [
      look(startName, start?.weighing?.grams, 'g'),
      look('weightNow', now?.grams, 'g'),
    ];
    if (perDay !== undefined) looksAt.push(look('gainPerDay', Math.round(perDay * 10) / 10, 'g/d'));
    return decide(
      [
        {
          id: 'WG1',
          holds: perDay === undefined ? undefined : perDay < gramsPerDay,
          looksAt,
          urgency: 'watch',
        },
      ],
      { notes: preterm(facts) === true ? ['preterm'] : [] },
    );
  },
});
