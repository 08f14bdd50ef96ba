import { decide, look } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { when } from '../truth.ts';

/**
 * Anything chosen in この数か月の家庭でのこと (multi-select) [HE1]. For staff only, never shown to a guardian. 該当なし is
 * an empty list; without an answer (無回答 too) it stays open.
 */
export const homeEvents = defineRule({
  id: 'home-events',
  title: { ja: '家庭でのようす', en: 'Events at home' },
  programs: ['infant-3-4m', 'child-18m', 'child-3y'],
  audience: 'staff',
  source: '乳幼児健診等における標準的な電子的記録様式 問診「この数か月の家庭でのこと」',
  version: '1',
  on: true,
  unsourced: false,
  parameters: {},
  judge: ({ homeEvents: chosen }) =>
    decide([
      {
        id: 'HE1',
        holds: when(chosen, (events) => events.length > 0),
        looksAt:
          chosen === undefined || chosen.length === 0
            ? [look('homeEvents', chosen && 'none')]
            : chosen.map((event) => look(`homeEvents.${event}`, true)),
        urgency: 'watch',
      },
    ]),
});
