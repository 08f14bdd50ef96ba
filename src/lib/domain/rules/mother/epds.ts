import { decide, look, type Clause } from '../criterion.ts';
import { defineRule } from '../rule.ts';
import { both, credibleCount, when } from '../truth.ts';

/** Whether a version is the Japanese one, whatever its region. */
const isJapanese = (language: string): boolean => /^ja(?:-|$)/i.test(language);

/**
 * EPDS by score, for staff only, never shown to the mother: total of `cutoff` or more of 30 in the Japanese version
 * [ED1]; item 10 of 1 or more, even when the total is below [ED2]; a total of 0, which is worth attention too [ED3].
 * Other language versions have cut-offs of their own: the total stays open, item 10 counts in all of them [ED4].
 */
export const epdsScore = defineRule({
  id: 'epds',
  title: { ja: 'EPDS（エジンバラ産後うつ病質問票）', en: 'EPDS' },
  programs: ['postnatal-2w', 'postnatal-1m', 'postnatal-care', 'assessment', 'newborn-visit', 'infant-1m'],
  audience: 'staff',
  source: 'EPDS 日本版の区分点 9点（こども家庭庁の事例集）。質問10が1点以上は市町村の運用例',
  version: '1',
  on: true,
  unsourced: false,
  parameters: {
    cutoff: { kind: 'number', standard: 9, min: 1, max: 30, whole: true },
    zeroIsWatched: { kind: 'switch', standard: true },
  },
  judge: ({ epds }, { cutoff, zeroIsWatched }) => {
    const total = credibleCount(epds?.total, 0, 30);
    const item10 = credibleCount(epds?.item10, 0, 3);
    const japanese = when(epds?.language, isJapanese);
    const foreign = japanese === false;
    const score = look('epdsTotal', total);
    // The cut-off of another version is what is missing, not the score.
    const version = foreign
      ? [look('epdsLanguage', epds?.language), look('epdsCutoffOfLanguage', undefined)]
      : [look('epdsLanguage', epds?.language)];
    const clauses: Clause[] = [
      {
        id: 'ED1',
        holds: foreign
          ? undefined
          : both(
              japanese,
              when(total, (points) => points >= cutoff),
            ),
        looksAt: [score, ...version],
        urgency: 'refer',
      },
      {
        id: 'ED2',
        holds: when(item10, (points) => points >= 1),
        looksAt: [look('epdsItem10', item10)],
        urgency: 'refer',
      },
      {
        id: 'ED3',
        holds: both(
          zeroIsWatched,
          when(total, (points) => points === 0),
        ),
        looksAt: [score],
        urgency: 'watch',
      },
    ];
    const contradicts = total !== undefined && item10 !== undefined && total < item10;
    return decide(clauses, { notes: contradicts ? ['epds-total-below-item-10'] : [] });
  },
});
